using System.Globalization;

namespace Bluelamp.Evidence.Versions;

/// <summary>A line that cannot be read, and what to do.</summary>
public sealed record PlanFault(int Line, string Message);

/// <summary>
/// A redaction as text, a line each, as the page's script writes it and a person can: <c>fill face 2-9.5 2:10,20,15,30 4:40,20,15,30</c> covers a box (left,
/// top, width, height in hundredths of the picture) from second 2 to 9.5 and moves it; <c>blur address all 10,20,15,30</c> stands still; <c>mute name 12-14</c>.
/// </summary>
public static class PlanText
{
    private const string Always = "all";

    /// <summary>Reads a redaction, or says what is wrong with each line.</summary>
    /// <param name="isReason">Whether a word is a code of <c>redaction-reasons</c>.</param>
    public static (VersionPlan? Plan, IReadOnlyList<PlanFault> Faults) Read(string text, Func<string, bool> isReason)
    {
        List<Region> regions = [];
        List<Mute> mutes = [];
        List<PlanFault> faults = [];
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var words = lines[i].Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;
            if (Fault(words, isReason) is { } fault)
                faults.Add(new(i + 1, fault));
            else if (words[0] is "mute")
                mutes.Add(new(words[1], Moments(words[2])!)); // found good
            else
                regions.Add(RegionOf(words));
        }

        if (regions.Count + mutes.Count > VersionPlan.MostLines)
            faults.Add(new(lines.Length, $"At most {VersionPlan.MostLines} lines. Make the copy in two steps."));
        return faults.Count > 0 ? (null, faults) : (VersionPlan.Redacted(regions, mutes), []);
    }

    /// <summary>The text that reads as this redaction.</summary>
    public static string Write(VersionPlan plan) =>
        string.Join(
            '\n',
            plan.Regions.Select(static r =>
                    $"{(r.Cover is Cover.Fill ? "fill" : "blur")} {r.Reason} {Said(r.During)} {string.Join(' ', r.Boxes.Select(Said))}"
                )
                .Concat(plan.Mutes.Select(static m => $"mute {m.Reason} {Said(m.During)}"))
        );

    private static string? Fault(string[] words, Func<string, bool> isReason) =>
        words[0] is not ("fill" or "blur" or "mute") ? "Begin with fill, blur or mute."
        : words.Length < 2 || !isReason(words[1]) ? "Say the reason next, by one of the codes."
        : words.Length < 3 || !IsWhen(words[0], words[2]) ? "Say when next, in seconds, such as 2-9.5."
        : words[0] is "mute" ? (words.Length > 3 ? "A mute ends after its seconds." : null)
        : words.Length < 4 ? "Say where: left, top, width and height in hundredths, such as 10,20,15,30."
        : words.Length - 3 > VersionPlan.MostBoxes
            ? $"At most {VersionPlan.MostBoxes} key frames. Make it two regions, one after the other."
        : BoxFault(RegionBoxes(words));

    private static string? BoxFault(List<Box?> boxes) =>
        boxes.Exists(static b => b is null)
            ? "A box is four numbers: left, top, width and height, such as 10,20,15,30, after its second: 4.5:10,20,15,30."
        : boxes.Exists(static b => b is not { Left: >= 0 and <= 100, Top: >= 0 and <= 100, Width: > 0 and <= 100, Height: > 0 and <= 100 })
            ? "A box lies within the picture: all its numbers are between 0 and 100."
        : boxes.Zip(boxes.Skip(1)).Any(static pair => pair.Second!.At <= pair.First!.At) ? "Give the key frames in the order of time." // none is null
        : null;

    private static bool IsWhen(string what, string when) => Moments(when) is not null || (what is not "mute" && when is Always);

    private static Region RegionOf(string[] words) =>
        new(
            words[0] is "fill" ? Cover.Fill : Cover.Blur,
            words[1],
            Moments(words[2]),
            [.. RegionBoxes(words).Select(static b => b!)] // found good
        );

    private static List<Box?> RegionBoxes(string[] words) => [.. words[3..].Select(w => ReadBox(w, Moments(words[2])?.From ?? 0))];

    private static Box? ReadBox(string word, double from)
    {
        var (at, sides) = word.Split(':') is [var a, var rest] ? (Number(a), rest) : (from, word);
        return at is { } moment && sides.Split(',').Select(Number).ToList() is [{ } left, { } top, { } width, { } height]
            ? new(moment, left, top, width, height)
            : null;
    }

    private static Stretch? Moments(string word) =>
        word.Split('-') is [var a, var b] && Number(a) is { } from && Number(b) is { } until && from < until ? new(from, until) : null;

    /// <summary>A number of seconds or hundredths: not negative, below a year of seconds.</summary>
    private static double? Number(string word) =>
        double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 31_536_000
            ? Math.Round(number, 3)
            : null;

    private static string Said(Stretch? when) => when is null ? Always : $"{Said(when.From)}-{Said(when.Until)}";

    private static string Said(Box box) => $"{Said(box.At)}:{Said(box.Left)},{Said(box.Top)},{Said(box.Width)},{Said(box.Height)}";

    private static string Said(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
