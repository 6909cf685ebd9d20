namespace Bluelamp.Tests.Linkage.Text;

/// <summary>The measures as a textbook prints them: slow and plain, to hold the quick ones against.</summary>
internal static class Plain
{
    public static double Jaro<T>(T[] a, T[] b)
        where T : IEquatable<T>
    {
        var window = Math.Max((Math.Max(a.Length, b.Length) / 2) - 1, 0);
        var (takenA, takenB) = (new bool[a.Length], new bool[b.Length]);
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = Math.Max(0, i - window); j <= Math.Min(b.Length - 1, i + window) && !takenA[i]; j++)
            {
                if (!takenB[j] && a[i].Equals(b[j]))
                    takenA[i] = takenB[j] = true;
            }
        }

        var (inA, inB) = (a.Where((_, i) => takenA[i]).ToArray(), b.Where((_, j) => takenB[j]).ToArray());
        if (inA.Length == 0)
            return 0;
        double m = inA.Length;
        double t = inA.Zip(inB).Count(p => !p.First.Equals(p.Second)) / 2;
        return ((m / a.Length) + (m / b.Length) + ((m - t) / m)) / 3;
    }

    public static double Winkler<T>(T[] a, T[] b)
        where T : IEquatable<T>
    {
        var jaro = Jaro(a, b);
        var prefix = a.Zip(b).Take(4).TakeWhile(p => p.First.Equals(p.Second)).Count();
        return jaro > 0.7 ? jaro + (prefix * 0.1 * (1 - jaro)) : jaro;
    }

    public static int Levenshtein<T>(T[] a, T[] b)
        where T : IEquatable<T>
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] =
                    i == 0 ? j
                    : j == 0 ? i
                    : Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1].Equals(b[j - 1]) ? 0 : 1));
            }
        }

        return d[a.Length, b.Length];
    }

    /// <summary>Every earlier pair of places is tried as the beginning of a swap.</summary>
    public static int Damerau<T>(T[] a, T[] b)
        where T : IEquatable<T>
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] =
                    i == 0 ? j
                    : j == 0 ? i
                    : Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1].Equals(b[j - 1]) ? 0 : 1));
                for (var k = 1; k < i; k++)
                {
                    for (var l = 1; l < j; l++)
                    {
                        if (a[k - 1].Equals(b[j - 1]) && a[i - 1].Equals(b[l - 1]))
                            d[i, j] = Math.Min(d[i, j], d[k - 1, l - 1] + (i - k - 1) + 1 + (j - l - 1));
                    }
                }
            }
        }

        return d[a.Length, b.Length];
    }

    public static double Jaccard<T>(T[] a, T[] b, int q)
    {
        var (inA, inB) = (Grams(a, q), Grams(b, q));
        if (inA.Count + inB.Count == 0)
            return a.SequenceEqual(b) ? 1 : 0;
        return (double)inA.Intersect(inB, StringComparer.Ordinal).Count() / inA.Union(inB, StringComparer.Ordinal).Count();
    }

    private static HashSet<string> Grams<T>(T[] text, int q) =>
        Enumerable
            .Range(0, Math.Max(0, text.Length - q + 1))
            .Select(i => string.Join(',', text.Skip(i).Take(q)))
            .ToHashSet(StringComparer.Ordinal);
}
