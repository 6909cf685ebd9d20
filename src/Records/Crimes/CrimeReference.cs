using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bluelamp.Records;

/// <summary>
/// The number that people quote: force, year, serial and a check sign, <c>98/2026/0001234-5</c>. The check is ISO 7064 MOD 11-2 over the thirteen
/// digits (X stands for ten): it catches every single wrong digit and every swap of two neighbours.
/// </summary>
public readonly partial record struct CrimeReference
{
    private readonly string? _text;

    private CrimeReference(string text) => _text = text;

    /// <summary>The reference of a serial number.</summary>
    /// <param name="force">Two-digit PNC code of the force.</param>
    /// <param name="serial">From 1 each year, at most seven digits.</param>
    public static CrimeReference Of(short force, int year, int serial)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)serial, 9_999_999u, nameof(serial));
        var digits = string.Create(CultureInfo.InvariantCulture, $"{force:D2}{year:D4}{serial:D7}");
        return new($"{digits[..2]}/{digits[2..6]}/{digits[6..]}-{Check(digits)}");
    }

    /// <summary>Reads a reference in any case, with or without its signs between; the check sign must fit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CrimeReference reference)
    {
        reference = default;
        Span<char> packed = stackalloc char[14];
        var length = 0;
        foreach (var c in text)
        {
            if (c is '/' or '-' or '\\' or '.' || char.IsWhiteSpace(c))
                continue;
            if (length == 14)
                return false;
            packed[length++] = char.ToUpperInvariant(c);
        }

        if (!Shape().IsMatch(packed[..length]) || Check(packed[..13]) != packed[13])
            return false;
        reference = new($"{packed[..2]}/{packed[2..6]}/{packed[6..13]}-{packed[13]}");
        return true;
    }

    public override string ToString() => _text ?? throw new InvalidOperationException("This reference was never read.");

    private static char Check(ReadOnlySpan<char> digits)
    {
        var p = 0;
        foreach (var digit in digits)
            p = (p + (digit - '0')) * 2 % 11;
        var check = (12 - p) % 11;
        return check == 10 ? 'X' : (char)('0' + check);
    }

    [GeneratedRegex("^[0-9]{13}[0-9X]$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}

/// <summary>Gives out the serial numbers of crimes, at the edge: decisions take them as values. A number that is not used leaves a gap.</summary>
public sealed class CrimeNumbers(Db db, TimeProvider time)
{
    /// <summary>The next reference of this force in the current year.</summary>
    public async Task<CrimeReference> NextAsync(Viewer viewer, CancellationToken ct)
    {
        var year = time.GetUtcNow().Year;
        return CrimeReference.Of(viewer.Force, year, await ReserveAsync(viewer, year, 1, ct));
    }

    /// <summary>The next references of this force in the current year.</summary>
    public async Task<ImmutableArray<CrimeReference>> NextAsync(int count, Viewer viewer, CancellationToken ct)
    {
        var year = time.GetUtcNow().Year;
        var first = await ReserveAsync(viewer, year, count, ct);
        return [.. Enumerable.Range(first, count).Select(serial => CrimeReference.Of(viewer.Force, year, serial))];
    }

    /// <summary>Takes <paramref name="count"/> numbers of a year at once, for records that are told from the past. Answers the first.</summary>
    public async Task<int> ReserveAsync(Viewer viewer, int year, int count, CancellationToken ct) =>
        (
            await db.WorkingAsync<int>(
                $"""
                insert into records.crime_number (force, year, last) values ({viewer.Force}, {year}, {count})
                on conflict (force, year) do update set last = records.crime_number.last + {count}
                returning last - {count} + 1
                """,
                ct
            )
        )[0];
}
