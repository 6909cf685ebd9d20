using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bluelamp.Linkage.Text;

/// <summary>
/// How many symbols must be inserted, removed, replaced or swapped with their neighbour to turn one text into the other, where swapped symbols
/// may be edited further (F. J. Damerau, 1964; R. Lowrance and R. Wagner, 1975): "ca" and "abc" are 2 apart, as in DuckDB.
/// </summary>
/// <remarks>
/// The restricted distance, which edits no swapped symbol again, is found from bit vectors (H. Hyyrö, 2003) and nearly always decides: each swap
/// around a gap costs at least 2 and the restricted distance pays at most 1 more for it, so <c>2/3 restricted ≤ true ≤ restricted</c>.
/// </remarks>
public static class Damerau
{
    /// <summary>The distance.</summary>
    public static int Distance<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryInteger<T> => DistanceUpTo(a, b, int.MaxValue - 1);

    /// <summary>Whether the distance is at most <paramref name="most"/>.</summary>
    public static bool Within<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int most)
        where T : unmanaged, IBinaryInteger<T> => most >= 0 && DistanceUpTo(a, b, most) <= most;

    /// <summary>The distance where it is at most <paramref name="most"/>, else <c>most + 1</c>: one call decides several levels.</summary>
    public static int DistanceUpTo<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int most)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (Math.Abs(a.Length - b.Length) > most)
            return most + 1;
        if (a.Length > b.Length)
            return DistanceUpTo(b, a, most);
        if (most == 1)
            return UpToOne(a, b);
        if (a.Length > Places.Most)
            Affixes.Trim(ref a, ref b);
        if (a.IsEmpty)
            return b.Length;
        if (a.Length > Places.Most)
            return Exact(a, b, most);

        var restrictedMost = most < int.MaxValue / 4 ? most + (most / 2) : most;
        var restricted = Places.Compare<T, Restricted, int>(a, b, new(restrictedMost));
        if (restricted > restrictedMost)
            return most + 1;
        return restricted switch
        {
            < 3 => Math.Min(restricted, most + 1),
            3 => Math.Min(IsSwapAroundOne(a, b) ? 2 : 3, most + 1),
            _ => Exact(a, b, most),
        };
    }

    /// <summary>Whether they are the same, or what differs is one symbol or two that are swapped: 0, 1 or 2 for more.</summary>
    private static int UpToOne<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryInteger<T>
    {
        Affixes.Trim(ref a, ref b);
        return b.Length switch
        {
            0 => 0,
            1 => 1,
            2 when a.Length == 2 && a[0] == b[1] && a[1] == b[0] => 1,
            _ => 2,
        };
    }

    /// <summary>Whether all that differs is one swap with one symbol taken from between the two, or put there: the only true 2 that is a restricted 3.</summary>
    private static bool IsSwapAroundOne<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryInteger<T>
    {
        Affixes.Trim(ref a, ref b);
        return a.Length == 2 && b.Length == 3 && a[0] == b[2] && a[1] == b[0];
    }

    private readonly struct Restricted(int most) : IShortComparison<int>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Of<T, TPlaces>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, TPlaces places)
            where T : unmanaged, IBinaryInteger<T>
            where TPlaces : struct, IPlaces<T>, allows ref struct
        {
            var bottom = a.Length - 1;
            ulong more = ulong.MaxValue,
                less = 0,
                diagonal = 0,
                equalBefore = 0;
            var distance = a.Length;
            for (var j = 0; j < b.Length; j++)
            {
                var equal = places.Of(b[j]);
                var swap = ((~diagonal & equal) << 1) & equalBefore;
                diagonal = (((equal & more) + more) ^ more) | equal | less | swap;
                var right = less | ~(diagonal | more);
                var left = diagonal & more;
                distance += (int)((right >> bottom) & 1) - (int)((left >> bottom) & 1);
                right = (right << 1) | 1;
                less = right & diagonal;
                more = (left << 1) | ~(diagonal | right);
                equalBefore = equal;
                if (distance - (b.Length - 1 - j) > most)
                    return most + 1;
            }

            return distance;
        }
    }

    private static int Exact<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int most)
        where T : unmanaged, IBinaryInteger<T>
    {
        Affixes.Trim(ref a, ref b);
        var columns = b.Length + 1;
        var rented = columns * 5 <= 1024 ? null : ArrayPool<int>.Shared.Rent(columns * 5);
        var rows = rented is null ? stackalloc int[1024] : rented;
        var distance = new Table<T>(a, b, rows[..(columns * 5)]).Fill(most);
        if (rented is not null)
            ArrayPool<int>.Shared.Return(rented);
        return Math.Min(distance, most + 1);
    }

    /// <summary>
    /// The usual table, of which three rows are kept. A swap around gaps on both sides never pays (replacing costs no more), so a swap is
    /// either around symbols of a alone, for which each column remembers the row where its symbol last stood and the value before it, or
    /// around symbols of b alone, which begins two rows above.
    /// </summary>
    private readonly ref struct Table<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<int> rows)
        where T : unmanaged, IBinaryInteger<T>
    {
        private const int Never = int.MaxValue / 2;
        private readonly ReadOnlySpan<T> _a = a;
        private readonly ReadOnlySpan<T> _b = b;
        private readonly Span<int> _rows = rows;
        private readonly int _width = b.Length + 1;

        public int Fill(int most)
        {
            int row = 0,
                before = 1,
                twoBefore = 2;
            LastRow.Clear();
            BeforeSwap.Fill(Never);
            Line(twoBefore).Fill(Never);
            for (var j = 0; j < _width; j++)
                Line(before)[j] = j;
            for (var i = 1; i <= _a.Length; i++)
            {
                if (FillRow(i, Line(row), Line(before), Line(twoBefore)) > most)
                    return most + 1;
                (row, before, twoBefore) = (twoBefore, row, before);
            }

            return Line(before)[^1];
        }

        private Span<int> LastRow => Line(3);
        private Span<int> BeforeSwap => Line(4);

        private Span<int> Line(int number) => _rows.Slice(number * _width, _width);

        /// <summary>Fills row <paramref name="i"/> and gives its least value, below which no later row falls.</summary>
        private int FillRow(int i, Span<int> row, ReadOnlySpan<int> before, ReadOnlySpan<int> twoBefore)
        {
            var symbol = _a[i - 1];
            var lastColumn = 0; // where in b this symbol last stood
            var best = row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                var equal = _b[j - 1] == symbol;
                var value = Math.Min(Math.Min(row[j - 1], before[j]) + 1, before[j - 1] + (equal ? 0 : 1));
                if (!equal && lastColumn > 0 && LastRow[j] == i - 1 && i > 1)
                    value = Math.Min(value, twoBefore[lastColumn - 1] + j - lastColumn);
                if (!equal && lastColumn > 0 && lastColumn == j - 1 && LastRow[j] > 0)
                    value = Math.Min(value, BeforeSwap[j] + i - LastRow[j]);
                row[j] = value;
                best = Math.Min(best, value);
                if (equal)
                    lastColumn = j;
            }

            Remember(i, symbol, before);
            return best;
        }

        /// <summary>In each column of this row's symbol, a swap around later symbols of a may begin: from the row above, two columns to the left.</summary>
        private void Remember(int i, T symbol, ReadOnlySpan<int> before)
        {
            for (var j = 1; j < _width; j++)
            {
                if (_b[j - 1] != symbol)
                    continue;
                LastRow[j] = i;
                BeforeSwap[j] = j > 1 ? before[j - 2] : Never;
            }
        }
    }
}
