using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Evidence.Uploads;

/// <summary>Reads the headers of tus 1.0.0.</summary>
internal static class TusHeaders
{
    public const string Version = "1.0.0";
    public const string Extensions = "creation,creation-with-upload,creation-defer-length,checksum,expiration,termination,concatenation";

    /// <summary>A whole number of bytes; nothing when the header is absent or no number.</summary>
    public static long? Bytes(this HttpRequest request, string header) =>
        long.TryParse(request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;

    /// <summary><c>key base64,key base64</c>, by small letters; nothing when it is malformed.</summary>
    public static Dictionary<string, string>? Metadata(string header)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = pair.Split(' ', 2, StringSplitOptions.TrimEntries);
            if (Text(words.Length == 2 ? words[1] : "") is not { } text || !pairs.TryAdd(words[0].ToLowerInvariant(), text))
                return null;
        }

        return pairs;
    }

    /// <summary><c>sha256 base64</c>. False when there is a header that cannot be read.</summary>
    public static bool TryChecksum(this HttpRequest request, out (HashAlgorithmName How, byte[] Hash)? checksum)
    {
        checksum = null;
        if (request.Headers["Upload-Checksum"].ToString() is not { Length: > 0 } header)
            return true;
        var words = header.Split(' ');
        HashAlgorithmName? how = words[0] switch
        {
            "sha1" => HashAlgorithmName.SHA1,
            "sha256" => HashAlgorithmName.SHA256,
            _ => null,
        };
        var hash = new byte[32];
        if (words.Length != 2 || how is null || !Convert.TryFromBase64String(words[1], hash, out var length))
            return false;
        checksum = (how.Value, hash[..length]);
        return true;
    }

    /// <summary>The uploads that <c>final;/files/a /files/b</c> names, in order; nothing when one is no upload's address.</summary>
    public static List<Guid>? Parts(string concat)
    {
        var parts = new List<Guid>();
        foreach (var address in concat["final;".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Guid.TryParse(address[(address.LastIndexOf('/') + 1)..], out var part) || parts.Contains(part))
                return null;
            parts.Add(part);
        }

        return parts.Count is > 0 and <= 100 ? parts : null;
    }

    private static string? Text(string base64)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(
                Convert.FromBase64String(base64)
            );
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
