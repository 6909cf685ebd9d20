using System.Globalization;

namespace Bluelamp.Evidence.Exhibits;

public static class Sizes
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB"];

    /// <summary>A number of bytes for people, in steps of a thousand: <c>2.1 GB</c>.</summary>
    public static string AsSize(this long bytes)
    {
        double size = bytes;
        var unit = 0;
        for (; size >= 1000 && unit < Units.Length - 1; unit++)
            size /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 ? size : Math.Round(size, 1)):0.#} {Units[unit]}");
    }

    /// <summary>Seconds for people, as players show them: <c>1:02:03</c>, <c>0:07</c>.</summary>
    public static string AsDuration(this double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Clamp(Math.Round(seconds), 0, 1e9));
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : time.ToString(@"m\:ss", CultureInfo.InvariantCulture);
    }
}
