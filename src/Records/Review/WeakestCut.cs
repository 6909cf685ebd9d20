using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>
/// Where what was said of one person holds together least: its statements are brought together by what speaks for them on the whole, the strongest first, as
/// the engine makes clusters, until two parts are left. Statements that are kept apart never come together.
/// </summary>
internal static class WeakestCut
{
    /// <summary>The parts, each with the places of its statements; more than two where too many are kept apart, one when there is a single statement.</summary>
    /// <param name="speaks">What speaks for two statements being of one person, in bits.</param>
    public static ImmutableArray<ImmutableArray<int>> Parts(int count, Func<int, int, double> speaks, Func<int, int, bool> apart)
    {
        List<ImmutableArray<int>> parts = [.. Enumerable.Range(0, count).Select(static i => ImmutableArray.Create(i))];
        while (parts.Count > 2 && Nearest(parts, speaks, apart) is var (a, b))
        {
            var both = parts[a].AddRange(parts[b]);
            parts.RemoveAt(b);
            parts[a] = both;
        }

        return [.. parts.OrderByDescending(static p => p.Length).ThenBy(static p => p.Min())];
    }

    /// <summary>What speaks for two parts being of one person: the mean of their pairs.</summary>
    public static double Between(IReadOnlyList<int> one, IReadOnlyList<int> other, Func<int, int, double> speaks) =>
        one.SelectMany(_ => other, speaks).Average();

    private static (int A, int B)? Nearest(List<ImmutableArray<int>> parts, Func<int, int, double> speaks, Func<int, int, bool> apart) =>
        Enumerable
            .Range(0, parts.Count)
            .SelectMany(a => Enumerable.Range(a + 1, parts.Count - a - 1), static (a, b) => (A: a, B: b))
            .Where(p => !parts[p.A].SelectMany(_ => parts[p.B], apart).Any(static kept => kept))
            .Select(static p => ((int A, int B)?)p)
            .MaxBy(p => Between(parts[p!.Value.A], parts[p.Value.B], speaks)); // there is none but where all are kept apart
}
