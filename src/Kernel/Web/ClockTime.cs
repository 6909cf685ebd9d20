using System.Globalization;
using System.Text.RegularExpressions;

namespace Bluelamp.Kernel.Web;

/// <summary>A time of day as people write it: <c>9:30</c>, <c>21.30</c>, <c>2130</c>, <c>9pm</c>, <c>9.30 pm</c>, <c>midnight</c>, <c>hanner dydd</c>.</summary>
public static partial class ClockTime
{
    /// <summary>The time that was written; nothing when it is none.</summary>
    public static TimeOnly? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        switch (text.Trim().ToLowerInvariant())
        {
            case "midnight" or "hanner nos":
                return TimeOnly.MinValue;
            case "noon" or "midday" or "hanner dydd" or "canol dydd":
                return new TimeOnly(12, 0);
        }

        if (Shape().Match(text) is not { Success: true } match)
            return null;
        var hour = int.Parse(match.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"] is { Success: true } m ? int.Parse(m.ValueSpan, CultureInfo.InvariantCulture) : 0;
        var afternoon = match.Groups["afternoon"].Success;
        if (afternoon || match.Groups["morning"].Success)
        {
            if (hour is 0 or > 12)
                return null;
            hour = (hour % 12) + (afternoon ? 12 : 0);
        }

        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    /// <summary>Welsh <c>yb</c> (yn y bore) is am; <c>yp</c> (yn y prynhawn) and <c>yh</c> (yr hwyr) are pm.</summary>
    [GeneratedRegex(
        @"^\s*(?<hour>\d{1,2})(\s*[:.]\s*(?<minute>\d{2})|(?<=\d{2})(?<minute>\d{2}))?\s*((?<afternoon>pm?|yp|yh)|(?<morning>am?|yb))?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Shape();
}
