using System.Globalization;
using System.Security.Cryptography;

namespace Bluelamp.Kernel.Sealing;

/// <summary>What of a ledger entry is sealed. <paramref name="at"/> counts in whole microseconds, as PostgreSQL keeps it.</summary>
public readonly ref struct EntryFields(
    short force,
    Guid stream,
    int version,
    string type,
    DateTimeOffset at,
    Guid actor,
    string? purpose,
    ReadOnlySpan<Guid> subjects,
    ReadOnlySpan<byte> data
)
{
    public short Force { get; } = force;

    public Guid Stream { get; } = stream;

    public int Version { get; } = version;

    public string Type { get; } = type;

    public DateTimeOffset At { get; } = at;

    public Guid Actor { get; } = actor;

    public string? Purpose { get; } = purpose;

    public ReadOnlySpan<Guid> Subjects { get; } = subjects;

    /// <summary>The event as UTF-8 JSON, in any spelling.</summary>
    public ReadOnlySpan<byte> Data { get; } = data;
}

/// <summary>
/// The leaf of a ledger entry: <c>SHA-256(0x00 ‖ salt ‖ canonical entry)</c> (RFC 6962 over RFC 8785). The salt keeps a disposed entry from being
/// guessed back from its leaf.
/// </summary>
public static class Leaf
{
    /// <summary>Bytes of a leaf.</summary>
    public const int Size = 32;

    /// <summary>Bytes of a salt. Take them from <see cref="RandomNumberGenerator"/>.</summary>
    public const int SaltSize = 16;

    /// <summary>The leaf of <paramref name="entry"/>, into <paramref name="leaf"/> (32 bytes). Allocates nothing.</summary>
    /// <exception cref="System.Text.Json.JsonException">The data is not JSON that can be sealed.</exception>
    public static void Of(in EntryFields entry, ReadOnlySpan<byte> salt, Span<byte> leaf)
    {
        CheckSalt(salt);
        var writer = CanonicalJson.Rent();
        writer.Raw([0]);
        writer.Raw(salt);
        Write(entry, writer);
        SHA256.HashData(writer.Written, leaf);
        CanonicalJson.Return(writer);
    }

    /// <inheritdoc cref="Of(in EntryFields, ReadOnlySpan{byte}, Span{byte})"/>
    public static byte[] Of(in EntryFields entry, ReadOnlySpan<byte> salt)
    {
        var leaf = new byte[Size];
        Of(entry, salt, leaf);
        return leaf;
    }

    /// <summary>The canonical entry itself: what an export holds after the salt.</summary>
    public static byte[] Canonical(in EntryFields entry)
    {
        var writer = CanonicalJson.Rent();
        Write(entry, writer);
        var canonical = writer.Written.ToArray();
        CanonicalJson.Return(writer);
        return canonical;
    }

    internal static void CheckSalt(ReadOnlySpan<byte> salt)
    {
        if (salt.Length != SaltSize)
            throw new ArgumentException($"A salt has {SaltSize} bytes.", nameof(salt));
    }

    /// <summary>Members stand in canonical order, so only the data is sorted.</summary>
    internal static void Write(in EntryFields entry, CanonicalWriter writer)
    {
        writer.Raw("{\"actor\":"u8);
        writer.Uuid(entry.Actor);
        writer.Raw(",\"at\":"u8);
        WriteTime(entry.At, writer);
        writer.Raw(",\"data\":"u8);
        writer.Value(entry.Data, exact: true);
        writer.Raw(",\"force\":"u8);
        writer.Number(entry.Force);
        writer.Raw(",\"purpose\":"u8);
        WriteText(entry.Purpose, writer);
        writer.Raw(",\"stream\":"u8);
        writer.Uuid(entry.Stream);
        writer.Raw(",\"subjects\":"u8);
        WriteUuids(entry.Subjects, writer);
        writer.Raw(",\"type\":"u8);
        writer.String(entry.Type);
        writer.Raw(",\"version\":"u8);
        writer.Number(entry.Version);
        writer.Raw("}"u8);
    }

    internal static void WriteText(string? text, CanonicalWriter writer)
    {
        if (text is null)
            writer.Raw("null"u8);
        else
            writer.String(text);
    }

    internal static void WriteUuids(ReadOnlySpan<Guid> ids, CanonicalWriter writer)
    {
        writer.Raw("["u8);
        for (var i = 0; i < ids.Length; i++)
        {
            if (i > 0)
                writer.Raw(","u8);
            writer.Uuid(ids[i]);
        }
        writer.Raw("]"u8);
    }

    /// <summary>RFC 3339 in UTC with six decimals: <c>"2026-03-01T14:05:00.000000Z"</c>.</summary>
    internal static void WriteTime(DateTimeOffset at, CanonicalWriter writer)
    {
        Span<byte> text = stackalloc byte[29];
        _ = at.UtcDateTime.TryFormat(text, out var length, "'\"'yyyy-MM-ddTHH:mm:ss.ffffff'Z\"'", CultureInfo.InvariantCulture);
        writer.Raw(text[..length]);
    }
}
