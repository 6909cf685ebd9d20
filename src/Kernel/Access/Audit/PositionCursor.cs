using System.Globalization;

namespace Bluelamp.Kernel.Access;

/// <summary>A place in the consultation log, as it stands in an address.</summary>
internal static class PositionCursor
{
    public static string Write(DateTimeOffset at, long position) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}_{position}");

    public static (DateTimeOffset At, long Position)? Read(string? cursor) =>
        cursor?.Split('_') is [var ticks, var place]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTimeOffset.MaxValue.Ticks
        && long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? (new DateTimeOffset(at, TimeSpan.Zero), position)
            : null;
}
