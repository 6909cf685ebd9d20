using System.Globalization;

namespace Bluelamp.Kernel.Web;

/// <summary>
/// Where the next page of a list by time begins, as it stands in an address: the time of the last line, and what tells lines of one moment apart:
/// an id or a position.
/// </summary>
public static class KeysetCursor
{
    public static string Write<T>(DateTimeOffset at, T line)
        where T : ISpanParsable<T> => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}_{line}");

    /// <summary>The place, or nothing when the text is none: then the list begins at its beginning.</summary>
    public static (DateTimeOffset At, T Line)? Read<T>(string? cursor)
        where T : struct, ISpanParsable<T> =>
        cursor?.Split('_') is [var ticks, var line]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTimeOffset.MaxValue.Ticks
        && T.TryParse(line, CultureInfo.InvariantCulture, out var last)
            ? (new DateTimeOffset(at, TimeSpan.Zero), last)
            : null;
}
