using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bluelamp.Kernel.Expressions;

/// <summary>What CEL's <c>string()</c> makes of values, and the way back for timestamps and durations.</summary>
internal static class Texts
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static CelValue Of(CelValue value) =>
        value.Kind switch
        {
            CelKind.String => value,
            CelKind.Bool => value.IsTrue ? "true" : "false",
            CelKind.Int => value.AsInt().ToString(CultureInfo.InvariantCulture),
            CelKind.UInt => value.AsUInt().ToString(CultureInfo.InvariantCulture),
            CelKind.Double => OfDouble(value.AsDouble()),
            CelKind.Bytes => OfBytes(value.AsBytes()),
            CelKind.Timestamp => value.AsTimestamp().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
            CelKind.Duration => OfDuration(value.AsDuration()),
            _ => CelValue.Error($"no such overload: string({value.Kind.ToString().ToLowerInvariant()})"),
        };

    public static string OfDouble(double d) =>
        double.IsNaN(d) ? "NaN"
        : double.IsPositiveInfinity(d) ? "+Inf"
        : double.IsNegativeInfinity(d) ? "-Inf"
        : d.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');

    /// <summary>Always with a fraction or exponent, so that a double read back is a double again.</summary>
    public static string OfDoubleAsJson(double d) => OfDouble(d) is var text && text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0";

    /// <summary>RFC 3339, with <c>Z</c> or an offset; the year from 0001 to 9999.</summary>
    public static CelValue ToTimestamp(string text)
    {
        var wellFormed =
            text.Length >= 20
            && text[10] is 'T' or 't' or ' '
            && (text[^1] is 'Z' or 'z' || (text.Length >= 25 && text[^3] == ':' && text[^6] is '+' or '-'));
        return wellFormed && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? CelValue.Of(at.ToUniversalTime())
            : CelValue.Error($"'{Short(text)}' is not a timestamp such as 2026-01-31T09:30:00Z");
    }

    /// <summary>A sign, then numbers with units: <c>1h30m</c>, <c>-1.5s</c>, <c>250ms</c>; units h, m, s, ms, us, ns.</summary>
    public static CelValue ToDuration(string text)
    {
        var rest = text.AsSpan();
        var negative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
            rest = rest[1..];
        if (rest is "0")
            return CelValue.Of(TimeSpan.Zero);
        var ticks = 0m;
        var parts = 0;
        while (!rest.IsEmpty && TryPart(ref rest, out var part))
        {
            ticks += part;
            parts++;
        }
        if (!rest.IsEmpty || parts == 0)
            return CelValue.Error($"'{Short(text)}' is not a duration such as 1h30m or 45s");
        return ticks > long.MaxValue
            ? CelValue.Error("duration out of range")
            : CelValue.Of(new TimeSpan((long)(negative ? -ticks : ticks)));
    }

    public static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static bool TryPart(ref ReadOnlySpan<char> rest, out decimal ticks)
    {
        ticks = 0;
        var digits = rest.IndexOfAnyExcept(Digits);
        if (
            digits is < 1 or > 20
            || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        )
            return false;
        var (length, unit) = rest[digits..] switch
        {
            ['m', 's', ..] => (2, 10_000m),
            ['u' or 'µ' or 'μ', 's', ..] => (2, 10m),
            ['n', 's', ..] => (2, 0.01m),
            ['h', ..] => (1, 36_000_000_000m),
            ['m', ..] => (1, 600_000_000m),
            ['s', ..] => (1, 10_000_000m),
            _ => (0, 0m),
        };
        rest = rest[(digits + length)..];
        ticks = unit * Math.Min(number, 1e15m);
        return length > 0;
    }

    private static string OfDuration(TimeSpan d) =>
        ((decimal)d.Ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture) + "s";

    private static CelValue OfBytes(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CelValue.Error("these bytes are not UTF-8 text");
        }
    }
}
