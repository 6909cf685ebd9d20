using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Reading;

/// <summary>The beginning of a text.</summary>
/// <param name="IsWhole">Nothing comes after it.</param>
public sealed record TextBeginning(IReadOnlyList<string> Lines, bool IsWhole);

/// <summary>Opens documents for whoever reads them here: how a text begins, and how many pages a document has. Originals are only read.</summary>
public sealed class DocumentReader(ContentStore store, Contents contents, Sandbox sandbox)
{
    /// <summary>Lines of a text that are shown at most.</summary>
    public const int MostLines = 1000;

    private const int MostBytes = 256 << 10;
    private const int MostKnown = 10_000; // documents
    private readonly ConcurrentDictionary<ContentHash, int> _pages = new();

    /// <summary>Whether documents with pages can be shown on this machine.</summary>
    public static bool IsOpen => Sandbox.Has("pdfinfo") && Sandbox.Has("pdftoppm");

    /// <summary>How a text begins.</summary>
    /// <param name="title">What to call it.</param>
    public async Task<Result<TextBeginning>> TextAsync(ContentHash original, string title, CancellationToken ct)
    {
        if ((await contents.UseAsync(original, title, ct)).Refused(out var missing, out var file))
            return missing;
        await using (file)
        {
            var bytes = new byte[MostBytes];
            var read = await file.ReadAtLeastAsync(bytes, MostBytes, throwOnEndOfStream: false, ct);
            return Beginning(bytes.AsSpan(0, read), read == file.Length);
        }
    }

    /// <summary>How many pages a document has. The bytes under a hash never change, so each is asked once.</summary>
    /// <param name="title">What to call it.</param>
    public async Task<Result<int>> PagesAsync(ContentHash original, string title, CancellationToken ct)
    {
        if (!IsOpen)
            return new NoDocumentTools();
        if ((await contents.UseAsync(original, title, ct)).Refused(out var missing, out var file))
            return missing;
        await file.DisposeAsync();
        if (_pages.TryGetValue(original, out var known))
            return known;
        using var room = new Room(store);
        var ran = await sandbox.RunAsync("pdfinfo", [await room.LendAsync(contents, original, ct)], room.Path, SandboxLimits.Look, ct);
        if (!ran.Well || Pages(ran.Output) is not { } pages)
            return new DocumentUnreadable();
        if (_pages.Count >= MostKnown)
            _pages.Clear();
        return _pages[original] = pages;
    }

    /// <summary>The lines of a text; <paramref name="bytes"/> may end in the midst of a sign.</summary>
    internal static TextBeginning Beginning(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        var lines = Decoded(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return lines.Length > MostLines ? new(lines[..MostLines], IsWhole: false) : new(lines, isWhole);
    }

    private static string Decoded(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var chars = new char[bytes.Length];
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            return new(chars, 0, strict.GetDecoder().GetChars(bytes, chars, flush: false));
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>From the line <c>Pages:          12</c>.</summary>
    private static int? Pages(string said) =>
        said.Split('\n').FirstOrDefault(static l => l.StartsWith("Pages:", StringComparison.Ordinal)) is { } line
        && int.TryParse(
            line["Pages:".Length..],
            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var pages
        )
        && pages > 0
            ? pages
            : null;
}

public sealed record NoDocumentTools()
    : Refusal.Conflict("no-document-tools", "Its pages cannot be shown here: poppler-utils is not installed on the server.");

public sealed record DocumentUnreadable()
    : Refusal.Conflict("document-unreadable", "This document cannot be shown here. It is damaged, or locked by a password.");
