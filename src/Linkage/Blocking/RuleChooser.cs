using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>A rule that was chosen, and what it brought when it was.</summary>
/// <param name="Pairs">About how many pairs it adds to those before it.</param>
/// <param name="Reach">The share of the matches that any rule of the pool finds, which it and those before it find.</param>
public sealed record ChosenRule(BlockingRule Rule, double Pairs, double Reach);

/// <summary>
/// Chooses blocking rules for a wanted reach at a wanted cost. Looks at a sample of the rows, at every pair of them that any rule of a wide pool finds, and
/// how likely each is a match by a model trained before; then takes, again and again, the rule that adds most matches for the pairs that it adds. A pair
/// survives in the sample by chance alone, so that what is found there holds for the whole but for scale.
/// </summary>
internal static class RuleChooser
{
    private const int LeastSample = 12_000;
    private const int MostSample = 60_000;
    private const int PairsLookedAt = 600_000;
    private const double LeastPrecision = 0.002;
    private const double LeastGain = 0.0005;
    private const int MostRules = 24;
    private const int WordBits = 64;

    /// <summary>The rules to look for candidates with, those that find most for what they cost first.</summary>
    /// <param name="budget">How many pairs may be looked at in the whole table.</param>
    /// <param name="reach">The share of the matches that any rule finds, which is enough.</param>
    public static ImmutableArray<ChosenRule> Choose(
        Table table,
        LinkageModel model,
        TermFrequencies frequencies,
        ImmutableArray<BlockingRule> pool,
        int[]? sources,
        double budget,
        double reach,
        ulong seed,
        CancellationToken ct
    )
    {
        var rows = Sample(table.Rows, seed);
        var sample = new Table(table.Pool, rows.Length, table.Columns.Select(c => new Column(c.Name, [.. rows.Select(r => c.Ids[r])])));
        var scale = Math.Pow(table.Rows / (double)Math.Max(1, sample.Rows), 2);
        var fields = new Fields(sample);
        var scorer = new PairScorer(model, fields);
        scorer.Weigh(model, frequencies);
        var (cheap, found) = Cheap(pool, fields, budget / scale);
        if (cheap.Length == 0)
            return [];
        var kept = Math.Min(1, PairsLookedAt / (double)found);
        var candidates = new Candidates(cheap, fields, sources is null ? null : [.. rows.Select(r => sources[r])]) { Kept = kept };
        scale /= kept;
        var pairs = new List<Masked>();
        candidates.Run(() => new Masking(scorer, candidates), piece => pairs.AddRange(piece.Pairs), ct);
        return Greedy(cheap, pairs, budget / scale, reach, scale);
    }

    private static int[] Sample(int all, ulong seed)
    {
        var rows = Enumerable.Range(0, all).ToArray();
        var wanted = Math.Clamp(all / 10, LeastSample, MostSample);
        if (all <= wanted)
            return rows;
        var random = new RandomRows(seed);
        for (var i = 0; i < wanted; i++)
        {
            var j = i + random.Next(all - i);
            (rows[i], rows[j]) = (rows[j], rows[i]);
        }
        return rows[..wanted];
    }

    /// <summary>The rules that do not spend the budget by themselves.</summary>
    private static (ImmutableArray<BlockingRule> Rules, long Pairs) Cheap(ImmutableArray<BlockingRule> pool, Fields fields, double budget)
    {
        var counted = pool.Select(rule => (Rule: rule, Pairs: Candidates.Count(rule, fields)))
            .Where(c => c.Pairs > 0 && c.Pairs <= budget)
            .ToList();
        return ([.. counted.Select(static c => c.Rule)], counted.Sum(static c => c.Pairs));
    }

    private static ImmutableArray<ChosenRule> Greedy(
        ImmutableArray<BlockingRule> rules,
        List<Masked> pairs,
        double budget,
        double reach,
        double scale
    )
    {
        var all = pairs.Sum(static p => (double)p.Match);
        var (chosen, found, spent) = (ImmutableArray.CreateBuilder<ChosenRule>(), 0d, 0d);
        while (chosen.Count < MostRules && found < all * reach)
        {
            var (matches, costs) = (new double[rules.Length], new double[rules.Length]);
            foreach (var pair in pairs)
                pair.AddTo(matches, costs);
            var best = -1;
            for (var r = 0; r < rules.Length; r++)
            {
                if (costs[r] == 0 || matches[r] < all * LeastGain || matches[r] < costs[r] * LeastPrecision || spent + costs[r] > budget)
                    continue;
                if (best < 0 || Worth(matches[r], costs[r]) > Worth(matches[best], costs[best]))
                    best = r;
            }
            if (best < 0)
                break;
            spent += costs[best];
            found += matches[best];
            chosen.Add(new(rules[best], costs[best] * scale, found / all));
            pairs.RemoveAll(p => p.Has(best));
        }
        return chosen.ToImmutable();
    }

    /// <summary>Many matches for few pairs; that many are found counts more than that they are cheap.</summary>
    private static double Worth(double matches, double cost) => matches / Math.Sqrt(cost);

    /// <summary>A pair of the sample: which rules find it, how likely it is a match, and for how many like it stands.</summary>
    private readonly record struct Masked(ulong[] Rules, float Match, float Weight)
    {
        public bool Has(int rule) => (Rules[rule / WordBits] >> (rule % WordBits) & 1) != 0;

        public void AddTo(double[] matches, double[] costs)
        {
            for (var word = 0; word < Rules.Length; word++)
            {
                for (var bits = Rules[word]; bits != 0; bits &= bits - 1)
                {
                    var rule = (word * WordBits) + System.Numerics.BitOperations.TrailingZeroCount(bits);
                    matches[rule] += Match;
                    costs[rule] += Weight;
                }
            }
        }
    }

    private readonly struct Masking(PairScorer scorer, Candidates candidates) : IPairTaker
    {
        /// <summary>Of pairs that are no match, one in so many is kept, and stands for all of them.</summary>
        private const int KeptOf = 8;
        private readonly Scratch scratch = scorer.Scratch;

        public List<Masked> Pairs { get; } = [];

        public void Take(RowPair pair, int rule)
        {
            var (a, b) = (pair.A, pair.B);
            var probability = Rounded(Edge.ProbabilityOf(scorer.Weight(pair.Left, pair.Right, scratch)));
            if (probability >= 0.05f)
                Pairs.Add(new(candidates.Mask(a, b), probability, 1));
            else if (((uint)(a * 31) + (uint)b) * 2654435769u >> 29 == 0)
                Pairs.Add(new(candidates.Mask(a, b), probability * KeptOf, KeptOf));
        }

        /// <summary>To a millionth, as a fraction of two: such numbers add up to the same in whichever order.</summary>
        private static float Rounded(double probability) => (float)(Math.Round(probability * (1 << 20)) / (1 << 20));
    }
}
