using System.Text;

namespace Bluelamp.Evidence.Intake;

/// <summary>
/// What a file is, by its own first bytes. What its sender or its name claims is never believed. A file that is two things at once is what it begins with.
/// </summary>
public static class FileTypes
{
    /// <summary>How many of the first bytes are looked at.</summary>
    public const int Head = 4096;

    /// <summary>For bytes of no known form.</summary>
    public const string Unknown = "application/octet-stream";

    private const string Zip = "application/zip";

    /// <summary>First bytes, and the type that begins with them.</summary>
    private static readonly (byte[] First, string Type)[] Beginnings =
    [
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], "image/png"),
        ([.. "GIF87a"u8], "image/gif"),
        ([.. "GIF89a"u8], "image/gif"),
        ([.. "II*\0"u8], "image/tiff"),
        ([.. "MM\0*"u8], "image/tiff"),
        ([.. "%PDF-"u8], "application/pdf"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video/x-matroska"),
        ([.. "FLV\x01"u8], "video/x-flv"),
        ([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], "video/x-ms-asf"),
        ([0, 0, 1, 0xBA], "video/mpeg"),
        ([0, 0, 1, 0xB3], "video/mpeg"),
        ([.. "ID3"u8], "audio/mpeg"),
        ([.. "fLaC"u8], "audio/flac"),
        ([.. "#!AMR"u8], "audio/amr"),
        ([.. "PK\x03\x04"u8], Zip),
        ([.. "PK\x05\x06"u8], Zip),
        ([.. "Rar!\x1A\x07"u8], "application/vnd.rar"),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        ([0x1F, 0x8B], "application/gzip"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
        ([0x7F, .. "ELF"u8], "application/x-executable"),
    ];

    /// <summary>The media type of a file that begins with these bytes; <see cref="Unknown"/> for what is of no known form.</summary>
    public static string Of(ReadOnlySpan<byte> head)
    {
        foreach (var (first, type) in Beginnings)
        {
            if (head.StartsWith(first))
                return type switch
                {
                    "video/x-matroska" when head.IndexOf("webm"u8) is >= 0 and < 64 => "video/webm",
                    Zip => ZipKind(head),
                    _ => type,
                };
        }

        return BoxOrChunk(head)
            ?? Frames(head)
            ?? (
                head.StartsWith("BM"u8) && head.Length > 26 && head[6..10].IndexOfAnyExcept((byte)0) < 0 ? "image/bmp"
                : head.StartsWith("MZ"u8) && !IsText(head) ? "application/vnd.microsoft.portable-executable"
                : IsText(head) ? TextKind(head)
                : Unknown
            );
    }

    private static string? BoxOrChunk(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12)
            return null;
        if (head.StartsWith("RIFF"u8))
            return Ascii(head[8..12]) switch
            {
                "WAVE" => "audio/wav",
                "AVI " => "video/x-msvideo",
                "WEBP" => "image/webp",
                _ => null,
            };
        if (head.StartsWith("OggS"u8))
            return head.IndexOf("theora"u8) >= 0 ? "video/ogg" : "audio/ogg";
        return Ascii(head[4..8]) switch
        {
            "ftyp" => Brand(Ascii(head[8..12])),
            "moov" or "mdat" or "wide" => "video/quicktime", // what cameras wrote before brands were thought of
            _ => null,
        };
    }

    private static string Brand(string brand) =>
        brand switch
        {
            "qt  " => "video/quicktime",
            "M4A " or "M4B " => "audio/mp4",
            "heic" or "heix" or "hevc" or "mif1" or "msf1" => "image/heic",
            "avif" or "avis" => "image/avif",
            _ when brand.StartsWith("3gp", StringComparison.Ordinal) || brand.StartsWith("3g2", StringComparison.Ordinal) => "video/3gpp",
            _ => "video/mp4",
        };

    /// <summary>Forms without a head of their own: the same sign at the beginning of each packet or frame.</summary>
    private static string? Frames(ReadOnlySpan<byte> head) =>
        head.Length > 376 && head[0] == 0x47 && head[188] == 0x47 && head[376] == 0x47 ? "video/mp2t"
        : head.Length > 388 && head[4] == 0x47 && head[196] == 0x47 && head[388] == 0x47 ? "video/mp2t"
        : head.Length > 3 && head[0] == 0xFF && (head[1] & 0xF6) == 0xF0 ? "audio/aac"
        : head.Length > 3 && head[0] == 0xFF && (head[1] & 0xE6) == 0xE2 && (head[2] & 0xF0) is not 0xF0 and not 0 ? "audio/mpeg"
        : null;

    private static string ZipKind(ReadOnlySpan<byte> head) =>
        head.IndexOf("word/"u8) >= 0 ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        : head.IndexOf("xl/"u8) >= 0 ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        : head.IndexOf("ppt/"u8) >= 0 ? "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        : head.IndexOf("mimetypeapplication/vnd.oasis.opendocument"u8) >= 0 ? "application/vnd.oasis.opendocument"
        : Zip;

    /// <summary>Text that a browser would run is named as such, so that it is never shown as text from here.</summary>
    private static string TextKind(ReadOnlySpan<byte> head)
    {
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return Has("<svg") ? "image/svg+xml"
            : Has("<!doctype html") || Has("<html") || Has("<script") ? "text/html"
            : text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? "application/xml"
            : "text/plain";

        bool Has(string mark) => text.StartsWith('<') && text.Contains(mark, StringComparison.OrdinalIgnoreCase);
    }

    private static string Ascii(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>UTF-8 without control signs; a sign that the head cuts in two does not matter.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        while (!head.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(head, out var sign, out var length) is var read && read is System.Buffers.OperationStatus.InvalidData)
                return false;
            if (read is System.Buffers.OperationStatus.NeedMoreData)
                return true;
            if (Rune.IsControl(sign) && sign.Value is not ('\t' or '\n' or '\r' or '\f'))
                return false;
            head = head[length..];
        }

        return true;
    }
}
