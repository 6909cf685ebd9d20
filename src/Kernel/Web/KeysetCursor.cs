using System.Globalization;

namespace Bluelamp.Kernel.Web;

/// <summary>Where the next page of a list by time begins, as it stands in an address: the time of the last line, and its id for lines of one moment.</summary>
public static class KeysetCursor
{
    public static string Write(DateTimeOffset at, Guid id) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}_{id:n}");

    /// <summary>The place, or nothing when the text is none: then the list begins at its beginning.</summary>
    public static (DateTimeOffset At, Guid Id)? Read(string? cursor) =>
        cursor?.Split('_') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTimeOffset.MaxValue.Ticks
        && Guid.TryParse(id, out var guid)
            ? (new DateTimeOffset(at, TimeSpan.Zero), guid)
            : null;
}
