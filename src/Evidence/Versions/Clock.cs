using System.Globalization;

namespace Bluelamp.Evidence.Versions;

/// <summary>Moments of a recording as people write them: <c>90.5</c>, <c>1:30.5</c>, <c>1:01:30</c>.</summary>
public static class Clock
{
    /// <summary>Seconds from the beginning; nothing when it is no moment: behind a colon stand no more than 59 minutes or seconds.</summary>
    public static double? Read(string? text)
    {
        var parts = text?.Trim().Split(':') ?? [];
        if (parts.Length is 0 or > 3)
            return null;
        var seconds = 0.0;
        foreach (var (at, part) in parts.Index())
        {
            if (
                !double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number >= (at == 0 ? 1_000_000 : 60)
            )
                return null;
            seconds = (seconds * 60) + number;
        }

        return seconds;
    }

    /// <summary>A moment as <see cref="Read"/> reads it, to the hundredth: <c>1:30.5</c>, and from an hour on <c>1:01:30</c>.</summary>
    public static string Write(double moment)
    {
        var hundredths = (long)Math.Round(Math.Clamp(moment, 0, 1_000_000) * 100);
        var (hours, minutes, seconds) = (hundredths / 360_000, hundredths / 6000 % 60, hundredths % 6000 / 100m);
        return hours > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{hours}:{minutes:00}:{seconds:00.##}")
            : string.Create(CultureInfo.InvariantCulture, $"{minutes}:{seconds:00.##}");
    }
}
