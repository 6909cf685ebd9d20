using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bluelamp.Linkage.Text;

/// <summary>
/// How many symbols must be inserted, removed or replaced to turn one text into the other (V. I. Levenshtein, 1966). By the bit vectors of
/// G. Myers (JACM 1999) in the form of H. Hyyrö (2003) when the shorter text has at most 64 symbols; else by a band of the usual table.
/// </summary>
public static class Levenshtein
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
        if (a.Length <= Places.Most)
            return a.IsEmpty ? b.Length : Places.Compare<T, Short, int>(a, b, new(most));
        Affixes.Trim(ref a, ref b);
        if (a.Length <= Places.Most)
            return a.IsEmpty ? b.Length : Places.Compare<T, Short, int>(a, b, new(most));
        return Long(a, b, most);
    }

    /// <summary>Columns of differences in two words: where the next row is one more, and where one less.</summary>
    private readonly struct Short(int most) : IShortComparison<int>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Of<T, TPlaces>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, TPlaces places)
            where T : unmanaged, IBinaryInteger<T>
            where TPlaces : struct, IPlaces<T>, allows ref struct
        {
            var bottom = a.Length - 1;
            ulong more = ulong.MaxValue,
                less = 0;
            var distance = a.Length;
            for (var j = 0; j < b.Length; j++)
            {
                var equal = places.Of(b[j]);
                var diagonal = (((equal & more) + more) ^ more) | equal | less;
                var right = less | ~(diagonal | more);
                var left = diagonal & more;
                distance += (int)((right >> bottom) & 1) - (int)((left >> bottom) & 1);
                right = (right << 1) | 1;
                less = right & diagonal;
                more = (left << 1) | ~(diagonal | right);
                if (distance - (b.Length - 1 - j) > most)
                    return most + 1;
            }

            return distance;
        }
    }

    private static int Long<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int most)
        where T : unmanaged, IBinaryInteger<T>
    {
        var rented = a.Length < 512 ? null : ArrayPool<int>.Shared.Rent(a.Length + 1);
        var row = rented is null ? stackalloc int[512] : rented;
        var distance = Band(a, b, Math.Min(most, b.Length), row[..(a.Length + 1)]);
        if (rented is not null)
            ArrayPool<int>.Shared.Return(rented);
        return Math.Min(distance, most + 1);
    }

    /// <summary>One row of the table for each symbol of b; only places that at most <paramref name="most"/> edits can reach.</summary>
    private static int Band<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int most, Span<int> row)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < row.Length; i++)
            row[i] = i;
        for (var j = 1; j <= b.Length; j++)
        {
            var start = Math.Max(1, j - most);
            var end = Math.Min(a.Length, j + most);
            var diagonal = row[start - 1];
            var best = row[start - 1] = start == 1 ? j : most + 1;
            for (var i = start; i <= end; i++)
            {
                var above = i == j + most ? most + 1 : row[i];
                var value = Math.Min(Math.Min(above, row[i - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = row[i];
                row[i] = value;
                best = Math.Min(best, value);
            }

            if (best > most)
                return most + 1;
        }

        return row[^1];
    }
}
