using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Bluelamp.Kernel.Sealing;

/// <summary>A JSON number as ECMAScript writes it (ECMA-262, Number::toString): 100, 0.000001, 1e-7, 1e+21.</summary>
internal static class CanonicalNumber
{
    /// <summary>Beyond this power of ten PostgreSQL's numeric would round or refuse.</summary>
    private const int MaxExponent = 10_000;

    /// <summary>Any decimal of so many digits is what a double of that value prints as.</summary>
    private const int DigitsOfDouble = 15;

    public static int MaxLength(ReadOnlySpan<byte> number) => number.Length + 40;

    /// <summary>
    /// Writes <paramref name="number"/> to <paramref name="room"/>, and answers how many bytes that took. Unless <paramref name="exact"/>, it is
    /// rounded to the nearest double first.
    /// </summary>
    public static int Write(ReadOnlySpan<byte> number, bool exact, Span<byte> room)
    {
        if (number.Length <= DigitsOfDouble && IsPlainInteger(number))
        {
            number.CopyTo(room);
            return number.Length;
        }
        Span<byte> digits = number.Length <= 256 ? stackalloc byte[number.Length] : new byte[number.Length];
        var (count, point, negative) = Split(number, digits);
        if (Math.Abs(point) > MaxExponent)
            throw new JsonException("The number is too large or too small.");
        if (!exact && (count > DigitsOfDouble || Math.Abs(point) > 300))
            return WriteDouble(number, room);
        return Format(digits[..count], point, negative, room);
    }

    private static bool IsPlainInteger(ReadOnlySpan<byte> number)
    {
        var digits = number[0] == (byte)'-' ? number[1..] : number;
        return !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (digits[0] != (byte)'0' || number.Length == 1);
    }

    private static int WriteDouble(ReadOnlySpan<byte> number, Span<byte> room)
    {
        _ = Utf8Parser.TryParse(number, out double value, out _);
        if (!double.IsFinite(value))
            throw new JsonException("The number is too large.");
        Span<byte> shortest = stackalloc byte[32];
        _ = value.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[32];
        var (count, point, negative) = Split(shortest[..length], digits);
        return Format(digits[..count], point, negative, room);
    }

    /// <summary>The significant digits, and where the decimal point stands after the first of them: 0.012 is "12" and -1.</summary>
    private static (int Count, int Point, bool Negative) Split(ReadOnlySpan<byte> number, Span<byte> digits)
    {
        var negative = number[0] == (byte)'-';
        var (count, point, exponent) = (0, 0, 0);
        var fraction = false;
        for (var i = negative ? 1 : 0; i < number.Length; i++)
        {
            var c = number[i];
            if (c == (byte)'.')
            {
                fraction = true;
            }
            else if (c is (byte)'e' or (byte)'E')
            {
                exponent = Exponent(number[(i + 1)..]);
                break;
            }
            else
            {
                if (count > 0 || c != (byte)'0')
                    digits[count++] = c;
                else if (fraction)
                    point--;
                if (!fraction && count > 0)
                    point++;
            }
        }
        while (count > 0 && digits[count - 1] == (byte)'0')
            count--;
        return (count, count == 0 ? 0 : point + exponent, negative && count > 0);
    }

    private static int Exponent(ReadOnlySpan<byte> text)
    {
        if (text[0] == (byte)'+')
            text = text[1..];
        return Utf8Parser.TryParse(text, out int exponent, out var used) && used == text.Length && Math.Abs((long)exponent) < 1_000_000
            ? exponent
            : throw new JsonException("The number is too large or too small.");
    }

    private static int Format(ReadOnlySpan<byte> digits, int point, bool negative, Span<byte> room)
    {
        if (digits.IsEmpty)
        {
            room[0] = (byte)'0';
            return 1;
        }
        var at = 0;
        if (negative)
            room[at++] = (byte)'-';
        return at
            + point switch
            {
                > 0 and <= 21 when point >= digits.Length => Padded(digits, point, room[at..]),
                > 0 and <= 21 => Pointed(digits, point, room[at..]),
                > -6 and <= 0 => Small(digits, point, room[at..]),
                _ => Scientific(digits, point - 1, room[at..]),
            };
    }

    private static int Padded(ReadOnlySpan<byte> digits, int point, Span<byte> room)
    {
        digits.CopyTo(room);
        room[digits.Length..point].Fill((byte)'0');
        return point;
    }

    private static int Pointed(ReadOnlySpan<byte> digits, int point, Span<byte> room)
    {
        digits[..point].CopyTo(room);
        room[point] = (byte)'.';
        digits[point..].CopyTo(room[(point + 1)..]);
        return digits.Length + 1;
    }

    private static int Small(ReadOnlySpan<byte> digits, int point, Span<byte> room)
    {
        "0."u8.CopyTo(room);
        room.Slice(2, -point).Fill((byte)'0');
        digits.CopyTo(room[(2 - point)..]);
        return 2 - point + digits.Length;
    }

    private static int Scientific(ReadOnlySpan<byte> digits, int exponent, Span<byte> room)
    {
        var at = 0;
        room[at++] = digits[0];
        if (digits.Length > 1)
        {
            room[at++] = (byte)'.';
            digits[1..].CopyTo(room[at..]);
            at += digits.Length - 1;
        }
        room[at++] = (byte)'e';
        if (exponent >= 0)
            room[at++] = (byte)'+';
        _ = Utf8Formatter.TryFormat(exponent, room[at..], out var length);
        return at + length;
    }
}
