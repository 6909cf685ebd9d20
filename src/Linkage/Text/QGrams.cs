using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bluelamp.Linkage.Text;

/// <summary>
/// How many pieces two texts share, of those that either has, from 0 to 1 (P. Jaccard, 1912). Sets: a piece that comes twice counts once. Texts
/// that have no piece at all are alike (1) when they are equal, else not (0).
/// </summary>
public static class QGrams
{
    /// <summary>Over runs of <paramref name="q"/> symbols that follow each other; of at most 16 bytes, which is far more than any use needs.</summary>
    public static double Jaccard<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int q)
        where T : unmanaged, IBinaryInteger<T>
    {
        var bytes = q * Unsafe.SizeOf<T>();
        if (q < 1 || bytes > 16)
            throw new ArgumentOutOfRangeException(nameof(q), q, "A q-gram has at least one symbol and at most 16 bytes.");
        if (a.Length < q && b.Length < q)
            return a.SequenceEqual(b) ? 1 : 0;
        return bytes <= 8 ? Jaccard<T, ulong>(a, b, q) : Jaccard<T, UInt128>(a, b, q);
    }

    /// <summary>Over single symbols: what DuckDB's <c>jaccard</c> computes.</summary>
    public static double Jaccard<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryInteger<T> => Jaccard(a, b, 1);

    /// <summary>Over words, which are what stands between spaces: "John Smith" and "Smith John" are alike.</summary>
    public static double JaccardOfWords<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryInteger<T>
    {
        int distinctA = 0,
            distinctB = 0,
            common = 0;
        for (var rest = a; NextWord(ref rest, out var word); )
        {
            if (HasWord(rest, word))
                continue;
            distinctA++;
            common += HasWord(b, word) ? 1 : 0;
        }

        for (var rest = b; NextWord(ref rest, out var word); )
            distinctB += HasWord(rest, word) ? 0 : 1;
        var all = distinctA + distinctB - common;
        return all == 0 ? 1 : (double)common / all;
    }

    private static bool HasWord<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> word)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var rest = text; NextWord(ref rest, out var other); )
        {
            if (other.SequenceEqual(word))
                return true;
        }

        return false;
    }

    private static bool NextWord<T>(ref ReadOnlySpan<T> rest, out ReadOnlySpan<T> word)
        where T : unmanaged, IBinaryInteger<T>
    {
        var space = T.CreateTruncating(' ');
        rest = rest.TrimStart(space);
        var end = rest.IndexOf(space);
        word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        return !word.IsEmpty;
    }

    private static double Jaccard<T, TGram>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int q)
        where T : unmanaged, IBinaryInteger<T>
        where TGram : unmanaged, IBinaryInteger<TGram>
    {
        var most = a.Length + b.Length;
        var rented = most <= 128 ? null : ArrayPool<TGram>.Shared.Rent(most);
        var grams = rented is null ? stackalloc TGram[128] : rented;
        var ofA = Distinct<T, TGram>(a, grams, q);
        var ofB = Distinct<T, TGram>(b, grams[a.Length..], q);
        var common = Common<TGram>(grams[..ofA], grams.Slice(a.Length, ofB));
        if (rented is not null)
            ArrayPool<TGram>.Shared.Return(rented);
        return (double)common / (ofA + ofB - common);
    }

    /// <summary>Writes the distinct q-grams, each packed into one number, in ascending order.</summary>
    private static int Distinct<T, TGram>(ReadOnlySpan<T> text, Span<TGram> grams, int q)
        where T : unmanaged, IBinaryInteger<T>
        where TGram : unmanaged, IBinaryInteger<TGram>
    {
        var count = Math.Max(text.Length - q + 1, 0);
        var (width, ones) = (8 * Unsafe.SizeOf<T>(), TGram.AllBitsSet >>> (8 * (Unsafe.SizeOf<TGram>() - Unsafe.SizeOf<T>())));
        for (var i = 0; i < count; i++)
        {
            var gram = TGram.Zero;
            foreach (var symbol in text.Slice(i, q))
                gram = (gram << width) | (TGram.CreateTruncating(symbol) & ones);
            grams[i] = gram;
        }

        grams[..count].Sort();
        var distinct = 0;
        for (var i = 0; i < count; i++)
        {
            if (i == 0 || grams[i] != grams[i - 1])
                grams[distinct++] = grams[i];
        }

        return distinct;
    }

    private static int Common<TGram>(ReadOnlySpan<TGram> a, ReadOnlySpan<TGram> b)
        where TGram : unmanaged, IBinaryInteger<TGram>
    {
        int common = 0,
            i = 0,
            j = 0;
        while (i < a.Length && j < b.Length)
        {
            var order = a[i].CompareTo(b[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return common;
    }
}
