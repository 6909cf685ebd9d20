using System.Globalization;

namespace Bluelamp.Kernel.Expressions;

/// <summary>Functions on timestamps and durations. Time zones are IANA names (<c>Europe/London</c>) or offsets (<c>+01:00</c>); without one, UTC.</summary>
internal static class TimeFunctions
{
    public static IEnumerable<Function> All
    {
        get
        {
            yield return Function.Global("timestamp", ToTimestamp, "timestamp -> timestamp", "string -> timestamp", "int -> timestamp");
            yield return Function.Global("duration", ToDuration, "duration -> duration", "string -> duration");
            yield return Part("getFullYear", static at => at.Year);
            yield return Part("getMonth", static at => at.Month - 1);
            yield return Part("getDate", static at => at.Day);
            yield return Part("getDayOfMonth", static at => at.Day - 1);
            yield return Part("getDayOfWeek", static at => (int)at.DayOfWeek);
            yield return Part("getDayOfYear", static at => at.DayOfYear - 1);
            yield return Part("getHours", static at => at.Hour, static d => d.Ticks / TimeSpan.TicksPerHour);
            yield return Part("getMinutes", static at => at.Minute, static d => d.Ticks / TimeSpan.TicksPerMinute);
            yield return Part("getSeconds", static at => at.Second, static d => d.Ticks / TimeSpan.TicksPerSecond);
            yield return Part("getMilliseconds", static at => at.Millisecond, static d => d.Milliseconds);
        }
    }

    private static Function Part(string name, Func<DateTimeOffset, long> of, Func<TimeSpan, long>? ofDuration = null)
    {
        string[] forms = ["timestamp -> int", "timestamp, string -> int"];
        return Function.Method(
            name,
            (ref _, scoped a) =>
                (a[0].Kind, a.Length) switch
                {
                    (CelKind.Timestamp, 1) => of(a[0].AsTimestamp()),
                    (CelKind.Timestamp, 2) when a[1].Kind is CelKind.String => Local(a[0].AsTimestamp(), a[1].AsString()) is { } local
                        ? of(local)
                        : CelValue.Error($"'{Texts.Short(a[1].AsString())}' is not a time zone"),
                    (CelKind.Duration, 1) when ofDuration is not null => ofDuration(a[0].AsDuration()),
                    _ => Function.NoMatch,
                },
            ofDuration is null ? forms : [.. forms, "duration -> int"]
        );
    }

    private static DateTimeOffset? Local(DateTimeOffset at, string zone)
    {
        if (TryOffset(zone, out var offset))
            return Shifted(at, offset);
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? Shifted(at, found.GetUtcOffset(at)) : null;
    }

    /// <summary>At the two ends of time the clock stays where it is, since there is no year 0 and no year 10000.</summary>
    private static DateTimeOffset Shifted(DateTimeOffset at, TimeSpan offset) =>
        new(Math.Clamp(at.UtcTicks + offset.Ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    private static bool TryOffset(string zone, out TimeSpan offset)
    {
        var digits = zone.AsSpan().TrimStart("+-");
        var isOffset = TimeSpan.TryParseExact(digits, @"hh\:mm", CultureInfo.InvariantCulture, out offset);
        if (zone is ['-', ..])
            offset = -offset;
        return isOffset;
    }

    private static CelValue ToTimestamp(ref Frame frame, scoped ReadOnlySpan<CelValue> a) =>
        a[0].Kind switch
        {
            CelKind.Timestamp => a[0],
            CelKind.String => Texts.ToTimestamp(a[0].AsString()),
            CelKind.Int => a[0].AsInt() is >= -62135596800 and <= 253402300799
                ? CelValue.Of(DateTimeOffset.FromUnixTimeSeconds(a[0].AsInt()))
                : CelValue.Error("timestamp out of range"),
            _ => Function.NoMatch,
        };

    private static CelValue ToDuration(ref Frame frame, scoped ReadOnlySpan<CelValue> a) =>
        a[0].Kind switch
        {
            CelKind.Duration => a[0],
            CelKind.String => Texts.ToDuration(a[0].AsString()),
            _ => Function.NoMatch,
        };
}
