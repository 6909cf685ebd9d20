using System.Security.Cryptography;
using System.Text;
using Bluelamp.Evidence.Storing;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Evidence.Captions;

/// <summary>A file of captions as somebody chose it: what stands in it, and its hash as it came.</summary>
public sealed record CaptionFile(string Text, ContentHash Sha256)
{
    /// <summary>Bytes at most: more than all captions of a language can be.</summary>
    private const int Most = CaptionText.Longest * 4;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async Task<Result<CaptionFile>> ReadAsync(IFormFile file, CancellationToken ct)
    {
        if (file.Length > Most)
            return new CaptionFileTooLarge();
        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(bytes, ct);
        try
        {
            return new CaptionFile(Strict.GetString(bytes), ContentHash.Of(SHA256.HashData(bytes)));
        }
        catch (DecoderFallbackException)
        {
            return new NotCaptions();
        }
    }
}

public sealed record CaptionFileTooLarge()
    : Refusal.Invalid("caption-file-too-large", "This file is too large for captions. Choose the .vtt or .srt file.", "file");

public sealed record NotCaptions()
    : Refusal.Invalid("not-captions", "This file is no text in UTF-8. Choose a .vtt or .srt file, or save it again as UTF-8.", "file");
