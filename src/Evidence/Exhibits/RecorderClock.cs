using System.Globalization;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>How far a recorder's clock is off, as people say it: <c>right</c>, or <c>ahead</c> or <c>behind</c> by hours, minutes and seconds.</summary>
public static class RecorderClock
{
    public const string Right = "right";
    public const string Ahead = "ahead";
    public const string Behind = "behind";

    /// <summary>Seconds ahead of the true time; nothing when nobody said. False when the two answers say nothing that can be read.</summary>
    public static bool TryRead(string? clock, string? difference, out int? seconds)
    {
        seconds = clock is Right ? 0 : null;
        if (clock is null or Right)
            return difference is null;
        if (
            clock is not (Ahead or Behind)
            || !TimeSpan.TryParseExact(difference, [@"h\:m\:s", @"d\.h\:m\:s"], CultureInfo.InvariantCulture, out var span)
        )
            return false;
        seconds = (int)span.TotalSeconds * (clock is Ahead ? 1 : -1);
        return true;
    }

    /// <summary>The answers that say so.</summary>
    public static (string? Clock, string? Difference) Write(int? seconds) =>
        seconds switch
        {
            null => (null, null),
            0 => (Right, null),
            { } off => (off > 0 ? Ahead : Behind, Written(TimeSpan.FromSeconds(Math.Abs(off)))),
        };

    private static string Written(TimeSpan off) =>
        off.ToString(off.Days == 0 ? @"h\:mm\:ss" : @"d\.h\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>In words, for staff.</summary>
    public static string? Words(int? seconds) =>
        seconds switch
        {
            null => null,
            0 => "Right",
            > 0 and var ahead => $"{TimeSpan.FromSeconds(ahead):g} ahead of the true time",
            { } behind => $"{TimeSpan.FromSeconds(-behind):g} behind the true time",
        };
}
