using System.Globalization;

namespace Bluelamp.Evidence.Watching;

/// <summary>How two recordings stand to one another.</summary>
/// <param name="Offset">Seconds that the second has run when the first begins; negative when it begins later.</param>
/// <param name="ByTimes">By what is known of their times; else by hand.</param>
public sealed record Alignment(double Offset, bool ByTimes)
{
    /// <summary>A week: no recording is longer.</summary>
    public const double Most = 604_800;

    /// <summary>By hand when somebody set it; else by the times of both; else both begin together, until somebody moves one.</summary>
    /// <param name="typed">Seconds, as they stand in the address.</param>
    public static Alignment Of(RecordedTime? first, RecordedTime? second, string? typed) =>
        Read(typed) is { } offset ? new(offset, ByTimes: false)
        : first is null || second is null ? new(0, ByTimes: false)
        : (first.Begins - second.Begins).TotalSeconds is >= -Most and <= Most and var apart ? new(Round(apart), ByTimes: true)
        : new(0, ByTimes: false);

    /// <summary>Whether there is a moment that both show.</summary>
    public bool Overlaps(double firstSeconds, double secondSeconds) => -Offset < firstSeconds && Offset < secondSeconds;

    /// <summary>Where the second stands when the first stands here; nothing when it has not begun or is over.</summary>
    public double? SecondAt(double first, double secondSeconds) =>
        first + Offset is >= 0 and var at && at <= secondSeconds ? Round(at) : null;

    /// <summary>The offset as an address holds it.</summary>
    public static string Write(double offset) => Round(offset).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>So many seconds for a reader, such as "3 h 12 min 5.5 s".</summary>
    /// <param name="seconds">More than none.</param>
    public static string InWords(double seconds)
    {
        var time = TimeSpan.FromSeconds(Round(seconds));
        return string.Join(
            ' ',
            new (double Count, string Unit)[]
            {
                (time.Days, "d"),
                (time.Hours, "h"),
                (time.Minutes, "min"),
                (Round(time.TotalSeconds % 60), "s"),
            }
                .Where(static part => part.Count > 0)
                .Select(static part => string.Create(CultureInfo.InvariantCulture, $"{part.Count:0.###} {part.Unit}"))
        );
    }

    private static double? Read(string? typed) =>
        double.TryParse(
            typed?.Trim(),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var offset
        )
        && Math.Abs(offset) <= Most
            ? Round(offset)
            : null;

    private static double Round(double seconds) => Math.Round(seconds, 3) + 0.0; // no negative nothing
}
