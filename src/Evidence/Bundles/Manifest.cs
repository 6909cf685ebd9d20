using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Bundles;

/// <summary>What is in a bundle: <c>manifest.json</c>. Nothing stands here that the chains of custody do not prove.</summary>
public sealed record Manifest(Guid Bundle, string Log, IReadOnlyList<ManifestItem> Items);

/// <summary>One exhibit of a bundle.</summary>
/// <param name="Number">From 1, in the order of the bundle.</param>
/// <param name="Path">Where its bytes lie; none for a thing.</param>
/// <param name="Custody">Where its chain of custody lies.</param>
public sealed record ManifestItem(
    int Number,
    Guid Exhibit,
    string? Reference,
    string? Name,
    string? Type,
    long? Bytes,
    ContentHash? Sha256,
    string? Path,
    string Custody
)
{
    /// <summary>The signatures that people drew when they took it; nothing when nobody did, and in bundles that left before the pictures went along.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ManifestSignature>? Signatures { get; init; }
}

/// <summary>The picture of a signature that somebody drew.</summary>
/// <param name="Entry">The place of the hand-over in the chain of custody, from 1.</param>
/// <param name="Path">Where the picture lies; none when it was no longer in the store.</param>
public sealed record ManifestSignature(int Entry, ContentHash Sha256, string? Path);

/// <summary>The chain of custody of one exhibit: every entry of it, from the first to the export, <c>custody/1.json</c>.</summary>
public sealed record CustodyFile(Guid Exhibit, IReadOnlyList<CustodyEntry> Entries);

/// <summary>An entry and its proof; <see cref="ProvenEntry"/> as JSON, hashes and salt in base64.</summary>
/// <param name="Salt">None of an entry that is closed.</param>
/// <param name="Entry">
/// The canonical JSON, as a text: its UTF-8 bytes are what the leaf is made of. None of an entry that is closed: its leaf alone proves that it stands there,
/// and without the salt nobody can guess what it says.
/// </param>
public sealed record CustodyEntry(long Index, string? Salt, string Leaf, IReadOnlyList<string> Proof, string? Entry)
{
    /// <summary>Whether what it says is not in the bundle.</summary>
    internal bool IsClosed => Salt is null && Entry is null;

    public CustodyEntry Closed() => this with { Salt = null, Entry = null };

    public static CustodyEntry Of(ProvenEntry entry) =>
        new(
            entry.Index,
            Convert.ToBase64String(entry.Salt),
            entry.Leaf.ToString(),
            [.. entry.Proof.Select(static h => h.ToString())],
            entry.Canonical
        );
}

/// <summary>The one spelling of a bundle's JSON files: what is spelt otherwise was changed.</summary>
internal static class BundleJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static byte[] Write<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Options), (byte)'\n'];

    /// <summary>Reads what <see cref="Write"/> wrote, and nothing else.</summary>
    public static bool TryRead<T>(byte[] bytes, [NotNullWhen(true)] out T? value)
        where T : class
    {
        try
        {
            value = JsonSerializer.Deserialize<T>(bytes, Options);
        }
        catch (JsonException)
        {
            value = null;
        }
        if (value is not null && !Write(value).AsSpan().SequenceEqual(bytes))
            value = null;
        return value is not null;
    }

    public static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
