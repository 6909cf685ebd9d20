using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bluelamp.Linkage.Text;

/// <summary>
/// How alike two short texts are, such as names, from 0 (nothing in common) to 1 (the same), after M. A. Jaro, <i>Advances in record-linkage
/// methodology</i> (JASA 1989), and W. E. Winkler, <i>String comparator metrics</i> (1990). Symbols agree when they are equal and at most half
/// the longer length less one apart. The value is <c>(m/|a| + m/|b| + (m - t)/m) / 3</c> in exactly this order, so that thresholds such as
/// 0.92 split as they do in DuckDB and RapidFuzz; there as here symbols are whatever the span holds, bytes or characters. Two empty texts
/// have nothing in common.
/// </summary>
public static class Jaro
{
    private const double BoostAbove = 0.7;
    private const double PrefixWeight = 0.1;
    private const int LongestPrefix = 4;

    /// <summary>Jaro's similarity.</summary>
    public static double Similarity<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryInteger<T> => Agree(a, b).Similarity(a.Length, b.Length);

    /// <summary>Jaro's similarity, raised above 0.7 by a tenth of what is missing to 1 for each of the first four symbols that agree.</summary>
    public static double Winkler<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryInteger<T> => Boosted(Similarity(a, b), a, b);

    /// <summary>Whether <see cref="Winkler"/> reaches a threshold; where the lengths alone forbid it, without comparing.</summary>
    public static bool WinklerAtLeast<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, double threshold)
        where T : unmanaged, IBinaryInteger<T>
    {
        const double rounding = 1e-9; // the bound may round otherwise than the value, so nothing near the threshold is refused by it
        var shorter = Math.Min(a.Length, b.Length);
        if (shorter == 0)
            return threshold <= 0;
        var most = (((double)shorter / a.Length) + ((double)shorter / b.Length) + 1) / 3;
        return Boosted(most, a, b) >= threshold - rounding && Winkler(a, b) >= threshold;
    }

    /// <summary>
    /// <see cref="Winkler"/> with the further rise that W. E. Winkler and B. McLaughlin's <i>strcmp95</i> (1994) gives to longer texts: those of
    /// five symbols and more that share at least half of them beyond the prefix.
    /// </summary>
    public static double WinklerLong<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryInteger<T>
    {
        var boosted = Winkler(a, b);
        var shorter = Math.Min(a.Length, b.Length);
        if (shorter <= 4 || boosted <= BoostAbove)
            return boosted;
        var prefix = Prefix(a, b);
        var common = Agree(a, b).Common;
        if (common <= prefix + 1 || 2 * common < shorter + prefix)
            return boosted;
        return boosted + ((1 - boosted) * (common - prefix - 1) / (a.Length + b.Length - (2 * prefix) + 2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Boosted<T>(double similarity, ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryInteger<T> =>
        similarity > BoostAbove ? similarity + (Prefix(a, b) * PrefixWeight * (1 - similarity)) : similarity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Prefix<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryInteger<T>
    {
        var most = Math.Min(Math.Min(a.Length, b.Length), LongestPrefix);
        var prefix = 0;
        while (prefix < most && a[prefix] == b[prefix])
            prefix++;
        return prefix;
    }

    /// <summary>How far apart two equal symbols may stand.</summary>
    private static int Window(int a, int b) => Math.Max((Math.Max(a, b) / 2) - 1, 0);

    /// <summary>How many symbols agree, and how many of those stand in another order.</summary>
    private readonly record struct Agreement(int Common, int OutOfOrder)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Similarity(int a, int b)
        {
            if (Common == 0)
                return 0;
            double m = Common;
            return ((m / a) + (m / b) + ((m - (OutOfOrder / 2)) / m)) / 3;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Agreement Agree<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryInteger<T> =>
        a.Length <= Places.Most && b.Length <= Places.Most ? Places.Compare<T, Short, Agreement>(a, b, default) : AgreeLong(a, b);

    /// <summary>Both texts of at most 64 symbols: which of them are taken stands in one word for each text.</summary>
    private readonly struct Short : IShortComparison<Agreement>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Agreement Of<T, TPlaces>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, TPlaces places)
            where T : unmanaged, IBinaryInteger<T>
            where TPlaces : struct, IPlaces<T>, allows ref struct
        {
            var window = Window(a.Length, b.Length);
            var near = (1UL << (window + 1)) - 1; // the places of a that are near enough to place j of b
            ulong takenA = 0,
                takenB = 0;
            for (var j = 0; j < b.Length; j++)
            {
                var free = places.Of(b[j]) & near & ~takenA;
                takenA |= free & (0 - free);
                takenB |= (free != 0 ? 1UL : 0) << j;
                near = (near << 1) | (j < window ? 1UL : 0);
            }

            var common = BitOperations.PopCount(takenA);
            var outOfOrder = 0;
            for (; takenA != 0; takenA &= takenA - 1, takenB &= takenB - 1)
                outOfOrder += a[BitOperations.TrailingZeroCount(takenA)] == b[BitOperations.TrailingZeroCount(takenB)] ? 0 : 1;
            return new(common, outOfOrder);
        }
    }

    private static Agreement AgreeLong<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryInteger<T>
    {
        var length = a.Length + b.Length;
        var rented = length <= 1024 ? null : ArrayPool<bool>.Shared.Rent(length);
        var taken = rented is null ? stackalloc bool[1024] : rented;
        taken[..length].Clear();
        var common = Take(a, b, taken[..a.Length], taken[a.Length..length]);
        var outOfOrder = OutOfOrder(a, b, taken[..a.Length], taken[a.Length..length]);
        if (rented is not null)
            ArrayPool<bool>.Shared.Return(rented);
        return new(common, outOfOrder);
    }

    private static int Take<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<bool> takenA, Span<bool> takenB)
        where T : unmanaged, IBinaryInteger<T>
    {
        var window = Window(a.Length, b.Length);
        var common = 0;
        for (var j = 0; j < b.Length; j++)
        {
            var end = Math.Min(j + window + 1, a.Length);
            var i = Math.Max(j - window, 0);
            while (i < end && (takenA[i] || a[i] != b[j]))
                i++;
            if (i >= end)
                continue;
            takenA[i] = takenB[j] = true;
            common++;
        }

        return common;
    }

    private static int OutOfOrder<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<bool> takenA, ReadOnlySpan<bool> takenB)
        where T : unmanaged, IBinaryInteger<T>
    {
        var outOfOrder = 0;
        for (int i = 0, j = 0; i < a.Length; i++)
        {
            if (!takenA[i])
                continue;
            while (!takenB[j])
                j++;
            outOfOrder += a[i] == b[j++] ? 0 : 1;
        }

        return outOfOrder;
    }
}
