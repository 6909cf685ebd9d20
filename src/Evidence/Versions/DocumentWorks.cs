using System.Globalization;
using System.Text;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Versions;

/// <summary>What came of a version.</summary>
internal sealed record Outcome(string Tool, string Version, string Type, Produced Produced);

/// <summary>
/// Reads documents and makes redacted copies of them. A page becomes a picture, painted over where something must not be read: nothing of the words, their
/// layer, their metadata or earlier states of the file goes over. A text is written anew.
/// </summary>
public sealed class DocumentWorks(ContentStore store, Contents contents, Sandbox sandbox)
{
    /// <summary>Pages of a document at most: more are several copies.</summary>
    public const int MostPages = 300;

    /// <summary>Bytes of a text at most.</summary>
    public const int LongestText = 5_000_000;

    /// <summary>What stands for words that are gone: always as long, so that nobody counts letters.</summary>
    public const string Gone = "█████";

    private const int Dpi = 150; // dots an inch
    private const double Inch = 72; // points
    private static readonly SandboxLimits OnePage = SandboxLimits.Look with { OutputBytes = 256L << 20 };
    private static readonly SandboxLimits AllWords = SandboxLimits.Look with { OutputBytes = 256L << 20 };
    private string? _poppler;

    /// <summary>Whether the tools for documents with pages are on this machine.</summary>
    public static bool IsOpen => Sandbox.Has("pdftotext") && Sandbox.Has("pdftoppm");

    /// <summary>The pages of a document with their words; a text is one page, without places. Nothing when it cannot be read.</summary>
    internal async Task<IReadOnlyList<DocumentPage>?> ReadAsync(ContentHash original, string type, CancellationToken ct)
    {
        if (type is "text/plain")
            return await TextAsync(original, ct) is { } text ? [new([new(text, new(0, 0, 0, 0))])] : null;
        using var room = new Room(store);
        return await PagesAsync(await room.LendAsync(contents, original, ct), room, ct);
    }

    /// <summary>A page as a picture, to look at.</summary>
    /// <returns>A PNG, or nothing when there is no such page.</returns>
    internal async Task<byte[]?> PictureAsync(ContentHash original, int page, CancellationToken ct)
    {
        using var room = new Room(store);
        var number = page.ToString(CultureInfo.InvariantCulture);
        string[] words =
        [
            "-r",
            "100",
            "-png",
            "-f",
            number,
            "-l",
            number,
            "-singlefile",
            await room.LendAsync(contents, original, ct),
            "page",
        ];
        var ran = await sandbox.RunAsync("pdftoppm", words, room.Path, OnePage, ct);
        var made = Path.Combine(room.Path, "page.png");
        return ran.Well && File.Exists(made) ? await File.ReadAllBytesAsync(made, ct) : null;
    }

    /// <summary>Makes a redacted copy and keeps it under its own hash. The original is only read.</summary>
    internal async Task<Outcome> MakeAsync(ContentHash original, string type, VersionPlan plan, CancellationToken ct)
    {
        using var room = new Room(store);
        await room.LendAsync(contents, original, ct);
        var outcome = await RunAsync(room, type, plan, ct);
        if (outcome.Produced.Failure is null)
            store.Keep(room.Made, outcome.Produced.Output);
        return outcome;
    }

    /// <summary>Makes a redacted copy of the original that was lent to a room. It stays in the room, as <see cref="Room.Made"/>.</summary>
    internal async Task<Outcome> RunAsync(Room room, string type, VersionPlan plan, CancellationToken ct)
    {
        if (type is "text/plain")
            return new("bluelamp", Own, "text/plain", await TextAsync(room, plan, ct));
        return IsOpen
            ? new("pdftoppm, bluelamp", $"{await PopplerAsync(ct)}, {Own}", "application/pdf", await PdfAsync(room, plan, ct))
            : new(
                "pdftoppm, bluelamp",
                Own,
                "application/pdf",
                Failed("The tools for documents (poppler-utils) are not installed on the server.")
            );
    }

    private static string Own => typeof(DocumentWorks).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>The version of the tools, as they say it themselves: <c>pdftoppm version 22.12.0</c>.</summary>
    private async Task<string> PopplerAsync(CancellationToken ct) =>
        _poppler ??=
            (await sandbox.RunAsync("pdftoppm", ["-v"], Path.GetTempPath(), SandboxLimits.Look, ct))
                .Errors.Split('\n')[0]
                .Split(' ')
                .ElementAtOrDefault(2)
            ?? "unknown";

    private async Task<string?> TextAsync(ContentHash original, CancellationToken ct)
    {
        await using var file = await contents.OpenAsync(original, ct);
        return await TextAsync(file, ct);
    }

    private static async Task<string?> TextAsync(Stream file, CancellationToken ct)
    {
        if (file.Length > LongestText)
            return null;
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, ct);
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static async Task<Produced> TextAsync(Room room, VersionPlan plan, CancellationToken ct)
    {
        await using var file = File.OpenRead(room.Original);
        if (await TextAsync(file, ct) is not { } text)
            return Failed("The text is too long.");
        var gone = new bool[text.Length];
        foreach (var (start, length) in (plan.Phrases ?? []).SelectMany(p => Phrases.In(text, p.Text)))
            Array.Fill(gone, value: true, start, length);
        var (written, arguments) = (new StringBuilder(), new List<string> { "characters" });
        for (var i = 0; i < text.Length; i++)
        {
            if (!gone[i])
            {
                written.Append(text[i]);
            }
            else if (i == 0 || !gone[i - 1])
            {
                written.Append(Gone);
                arguments.Add(i.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (arguments.Count == 1)
            return Failed("None of the words stands in it.");
        await File.WriteAllTextAsync(room.Made, written.ToString(), ct);
        return await MadeAsync(room, arguments, ct);
    }

    private async Task<Produced> PdfAsync(Room room, VersionPlan plan, CancellationToken ct)
    {
        if (await PagesAsync(room.Original, room, ct) is not { Count: > 0 } pages)
            return Failed("The document cannot be read.");
        if (pages.Count > MostPages)
            return Failed($"It has more than {MostPages} pages.");
        var arguments = new List<string> { "-r", $"{Dpi}" };
        await using (var made = new PicturePdf(room.Made))
        {
            for (var i = 0; i < pages.Count; i++)
            {
                if (await ShownAsync(room.Original, i + 1, room, ct) is not { } picture)
                    return Failed($"Page {i + 1} cannot be shown.");
                var boxes = Covered(pages[i], i + 1, plan, picture).ToList();
                boxes.ForEach(picture.Cover);
                made.Add(picture.Width * Inch / Dpi, picture.Height * Inch / Dpi, picture);
                arguments.AddRange(boxes.Select(b => Said(i + 1, b)));
            }

            made.End();
        }

        if (arguments.Count == 2)
            return Failed("None of the words stands in it.");
        return await HasWordsAsync(room.Made, room, ct)
            ? Failed("Words could still be read in the copy.")
            : await MadeAsync(room, arguments, ct);
    }

    private static string Said(int page, Box box) =>
        string.Create(CultureInfo.InvariantCulture, $"page {page}: {box.Left:0.##},{box.Top:0.##},{box.Width:0.##},{box.Height:0.##}");

    /// <summary>What is covered on a page, in hundredths of it as it is shown: turned pages too.</summary>
    private static IEnumerable<Box> Covered(DocumentPage page, int number, VersionPlan plan, Dots shown) =>
        (plan.Phrases ?? [])
            .SelectMany(p => page.Where(p.Text))
            .Select(p => new Box(
                0,
                100 * p.Left * Dpi / Inch / shown.Width,
                100 * p.Top * Dpi / Inch / shown.Height,
                100 * (p.Right - p.Left) * Dpi / Inch / shown.Width,
                100 * (p.Bottom - p.Top) * Dpi / Inch / shown.Height
            ))
            .Concat(plan.Regions.Where(r => r.Page == number).SelectMany(static r => r.Boxes));

    private async Task<IReadOnlyList<DocumentPage>?> PagesAsync(string path, Room room, CancellationToken ct)
    {
        var ran = await sandbox.RunAsync("pdftotext", ["-bbox", "-enc", "UTF-8", path, "words"], room.Path, AllWords, ct);
        var said = Path.Combine(room.Path, "words");
        if (!ran.Well || !File.Exists(said))
            return null;
        await using var file = File.OpenRead(said);
        return PlacedText.Read(file);
    }

    private async Task<bool> HasWordsAsync(string path, Room room, CancellationToken ct) =>
        await PagesAsync(path, room, ct) is not { } pages || pages.Any(static p => p.Words.Count > 0);

    private async Task<Dots?> ShownAsync(string path, int page, Room room, CancellationToken ct)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        string[] words = ["-r", $"{Dpi}", "-f", number, "-l", number, "-singlefile", path, "page"];
        var ran = await sandbox.RunAsync("pdftoppm", words, room.Path, OnePage, ct);
        var made = Path.Combine(room.Path, "page.ppm");
        return ran.Well && File.Exists(made) ? Dots.Read(await File.ReadAllBytesAsync(made, ct)) : null;
    }

    private static Produced Failed(string why) => new([], default, Bytes: 0, why);

    private static async Task<Produced> MadeAsync(Room room, List<string> arguments, CancellationToken ct) =>
        new(arguments, await Studio.HashAsync(room.Made, ct), new FileInfo(room.Made).Length, Failure: null);
}
