using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>How a model is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Pairs drawn at random, to learn how often different people agree.</summary>
    public int RandomPairs { get; init; } = 200_000;

    /// <summary>Pairs that one pass of expectation-maximisation looks at.</summary>
    public int PairsInPass { get; init; } = 100_000;

    public int Iterations { get; init; } = 100;

    /// <summary>A pass has converged when no share moves by more.</summary>
    public double Convergence { get; init; } = 1e-5;

    public ulong Seed { get; init; } = 1;

    /// <summary>The probability that two records drawn at random are of one person, where it is declared; else it is worked out.</summary>
    public double? Prior { get; init; }
}

/// <summary>A trained model, and what whoever uses it should know about the training.</summary>
/// <param name="Warnings">In plain words: what did not converge, what could not be learned.</param>
public sealed record Trained(LinkageModel Model, ImmutableArray<string> Warnings);

/// <summary>
/// Learns a model from records without any labels. How often different people agree (u) comes from pairs drawn at random. How often records of one person
/// do (m) comes from expectation-maximisation within blocks, several times over with other rules, as a rule says nothing about what it asks for itself.
/// (Fellegi and Sunter 1969; Winkler 1988.)
/// </summary>
internal sealed class Trainer(Fields fields, int[]? sources, TrainingOptions options)
{
    /// <summary>Of what two people share this often, and those who agree in something else half as often again, it is asked whether it follows from that.</summary>
    private const double Common = 0.2;
    private const double MoreOften = 1.5;
    private const int LeastAgreeing = 100;

    /// <summary>So many times what was learned corrects how often different people agree.</summary>
    private const int Corrections = 2;
    private const double LeastLeft = 0.1;

    /// <summary>A pass in which a record meets more others than this on average is too wide to learn from; one with fewer than so many, too narrow.</summary>
    private const double MostMet = 300;
    private const double LeastMet = 0.01;
    private readonly List<string> warnings = [];
    private (ulong Vector, double Count)[] drawn = [];
    private Together? together;

    public Trained Train(LinkageModel model, IReadOnlyList<BlockingRule> passes, CancellationToken ct)
    {
        var scorer = new PairScorer(model, fields);
        var random = Random(model, scorer, ct);
        var narrowed = passes.Select(rule => Narrowed(model, rule, passes)).ToList();
        var blocks = narrowed.ConvertAll(rule => Look(scorer, rule, ct));
        var trained = Learn(With(model, random, isM: false), blocks);
        for (var again = 0; again < Corrections; again++)
            trained = Learn(With(model, Different(trained, random), isM: false), blocks);
        return new(
            trained,
            [
                .. narrowed
                    .Except(passes)
                    .Select(static r =>
                        $"So many share a name that one person's records are lost among them; learned from {r.Condition} instead."
                    ),
                .. warnings,
            ]
        );
    }

    /// <summary>
    /// A pass in which each record meets hundreds holds hardly a pair of one person, and takes those who happen to be a little alike for one (nine in ten of a
    /// list are called John Smith). So it asks for one thing more that no other pass asks for: that which leaves fewest pairs.
    /// </summary>
    private BlockingRule Narrowed(LinkageModel model, BlockingRule rule, IReadOnlyList<BlockingRule> passes)
    {
        if (Candidates.Count(rule, fields) <= MostMet * (double)fields.Table.Rows)
            return rule;
        var asked = passes.SelectMany(static p => SqlParser.Parse(p.Condition).Columns).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return model
                .Comparisons.Select(static c => c.Levels.FirstOrDefault(static l => l.TfColumn is not null)?.TfColumn)
                .OfType<string>()
                .Where(column => !asked.Contains(column))
                .Select(column => new BlockingRule($"{rule.Condition} AND l.\"{column}\" = r.\"{column}\""))
                .Select(narrow => (Rule: narrow, Pairs: Candidates.Count(narrow, fields)))
                .Where(n => n.Pairs >= fields.Table.Rows * LeastMet)
                .OrderBy(static n => n.Pairs)
                .FirstOrDefault()
                .Rule
            ?? rule;
    }

    private LinkageModel Learn(LinkageModel model, List<Block> blocks)
    {
        warnings.Clear();
        return Combine(model, [.. blocks.Select(b => Learn(model, b)).OfType<Pass>()]);
    }

    /// <summary>
    /// Pairs drawn at random are not all of two people: where a value is a person's own (an e-mail, a postcode), most of the few that agree are of one.
    /// So those that are, as far as a first round has learned, are taken out, and what is left of a share is at least a tenth.
    /// </summary>
    private LevelShares Different(LinkageModel trained, LevelShares random)
    {
        var u = new LevelShares(trained);
        for (var c = 0; c < u.Comparisons; c++)
        {
            for (var l = 0; l < u[c].Length; l++)
            {
                var (share, one) = (
                    random[c][l],
                    trained.Prior * Drawn(trained.Comparisons[c], l) * (trained.Comparisons[c].Levels[l].M ?? 0)
                );
                u[c][l] = Math.Max(share - one, share * LeastLeft);
            }
            var all = u[c].Where(static share => !double.IsNaN(share)).Sum();
            for (var l = 0; l < u[c].Length; l++)
                u[c][l] /= all;
        }
        return u;
    }

    /// <summary>The share of the pairs of a level that may be of one person: all that were drawn, but a level that was counted is counted within sources, too.</summary>
    private double Drawn(Comparison comparison, int level) =>
        sources is not null && IsCounted(comparison, level) ? CrossPairs() / (fields.Table.Rows * (fields.Table.Rows - 1d) / 2) : 1;

    /// <summary>Looks at some of the pairs of a rule; what is learned from them is learned from how many have each vector of levels.</summary>
    private Block Look(PairScorer scorer, BlockingRule rule, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var pairs = Candidates.Count(rule, fields);
        var counts = new VectorCounts();
        if (pairs > 0)
        {
            var candidates = new Candidates([rule], fields, sources) { Kept = options.PairsInPass / (double)pairs };
            candidates.Run(() => new Counting(scorer), piece => counts.Add(piece.Counts), ct);
        }
        return new(rule, pairs, counts.ToArray());
    }

    /// <summary>Levels of pairs drawn at random; of all pairs when there are not many more.</summary>
    private LevelShares Random(LinkageModel model, PairScorer scorer, CancellationToken ct)
    {
        var rows = fields.Table.Rows;
        const int Pieces = 16;
        var counts = new VectorCounts[Pieces];
        var all = rows * (long)(rows - 1) / 2;
        Parallel.For(
            0,
            Pieces,
            new() { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount },
            piece =>
            {
                var (own, scratch) = (counts[piece] = new VectorCounts(), scorer.Scratch);
                if (all <= options.RandomPairs)
                {
                    for (var a = piece; a < rows; a += Pieces)
                    {
                        for (var b = a + 1; b < rows; b++)
                            Add(a, b);
                    }
                    return;
                }
                var random = new RandomRows(options.Seed + (ulong)piece);
                for (var n = piece; n < options.RandomPairs; n += Pieces)
                    Add(random.Next(rows), random.Next(rows));

                void Add(int a, int b)
                {
                    if (a != b && (sources is null || sources[a] != sources[b]))
                        own.Add(scorer.Vector(Math.Min(a, b), Math.Max(a, b), scratch));
                }
            }
        );
        var sum = new VectorCounts();
        foreach (var part in counts)
            sum.Add(part);
        drawn = sum.ToArray();
        together = new(model, drawn);
        var shares = LevelShares.Of(model, drawn);
        for (var c = 0; c < shares.Comparisons; c++)
            Exactly(model.Comparisons[c], shares[c]);
        return shares;
    }

    /// <summary>How often two records share a value can be counted, and needs no drawing; the other levels keep their proportions.</summary>
    private void Exactly(Comparison comparison, double[] shares)
    {
        if (!IsCounted(comparison, 1))
            return;
        var counted = TermFrequencies.Shared(fields.Table[comparison.Levels[1].TfColumn!]);
        if (counted is <= 0 or >= 1 || shares[1] >= 1)
            return;
        var rest = (1 - counted) / (1 - shares[1]);
        for (var l = 2; l < shares.Length; l++)
            shares[l] *= rest;
        shares[1] = counted;
    }

    private static bool IsCounted(Comparison comparison, int level) =>
        level == 1
        && comparison.Levels is [{ IsNull: true }, { TfColumn: { } column } same, ..]
        && same.Condition.Equals($"\"{column}_l\" = \"{column}_r\"", StringComparison.Ordinal);

    private Pass? Learn(LinkageModel model, Block block)
    {
        var rule = block.Rule;
        if (block.Pairs == 0)
        {
            warnings.Add($"No two records agree in {rule.Condition}, so nothing was learned there.");
            return null;
        }
        var asked = SqlParser.Parse(rule.Condition).Columns.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var free = model.Comparisons.Select(c => !c.Levels.Any(l => l.Parsed?.Columns.Any(asked.Contains) == true)).ToArray();
        int[] held = [.. Enumerable.Range(0, free.Length).Where(c => !free[c])];
        for (var c = 0; c < free.Length; c++)
            free[c] = free[c] && !held.Any(other => Follows(model, c, other));
        var em = new ExpectationMaximisation(model, block.Vectors, free, together!.More);
        if (!em.Run(options.Iterations, options.Convergence))
            warnings.Add($"The pass over {rule.Condition} had not come to rest after {options.Iterations} rounds.");
        return new(rule, em.M, free, em.Lambda * block.Pairs * (block.Vectors.Length > 0 ? 1 : 0));
    }

    /// <summary>
    /// Different people who agree in one thing mostly agree in the other, as in the sex when they share a forename. Where a rule asks for the one, the other
    /// says nothing; taken for a sign, it would make one person of all the pairs of a long list.
    /// </summary>
    private bool Follows(LinkageModel model, int comparison, int from)
    {
        if (model.Comparisons[comparison].Levels is not [_, { U: > Common and var u }, ..])
            return false;
        var (agreeing, both) = (0d, 0d);
        foreach (var (vector, count) in drawn)
        {
            if (LevelShares.Level(vector, from) != 1 || LevelShares.Level(vector, comparison) == 0)
                continue;
            agreeing += count;
            both += LevelShares.Level(vector, comparison) == 1 ? count : 0;
        }
        return agreeing >= LeastAgreeing && both > agreeing * u * MoreOften;
    }

    /// <summary>Brings the passes together: each says how often records of one person agree in what it did not ask for.</summary>
    private LinkageModel Combine(LinkageModel model, List<Pass> passes)
    {
        Doubt(passes);
        var m = new LevelShares(model);
        for (var c = 0; c < m.Comparisons; c++)
        {
            var saying = passes.Where(p => p.Free[c] && p.Matches > 1).ToList();
            if (saying.Count == 0)
                warnings.Add(
                    $"Nothing was learned about {model.Comparisons[c].Name}, so it speaks neither way: {(passes.Exists(p => p.Free[c]) ? "there are too few pairs of one person to learn from" : "the pairs that there are to learn from were found by it")}."
                );
            var total = saying.Sum(static p => p.Matches);
            for (var l = 0; l < m[c].Length && total > 0; l++)
                m[c][l] = model.Comparisons[c].Levels[l].IsNull ? double.NaN : saying.Sum(p => p.M[c][l] * p.Matches) / total;
        }
        var trained = With(model, m, isM: true);
        return trained with { Prior = Prior(trained, passes) };
    }

    /// <summary>A pass that finds far more than the others has taken people who share a place, or a household, for one person.</summary>
    private void Doubt(List<Pass> passes)
    {
        const double FarMore = 5;
        if (passes.Count < 3)
            return;
        var usual = passes.Select(static p => p.Matches).Order().ElementAt((passes.Count - 1) / 2);
        foreach (var pass in passes.Where(p => p.Matches > usual * FarMore).ToList())
        {
            warnings.Add($"The pass over {pass.Rule.Condition} found far more matches than the others and was left out.");
            passes.Remove(pass);
        }
    }

    /// <summary>How many pairs are of one person: those that a pass found, by the share of all of them that it can find.</summary>
    private double Prior(LinkageModel model, List<Pass> passes)
    {
        if (options.Prior is { } declared)
            return declared;
        var rows = fields.Table.Rows;
        var all = sources is null ? rows * (double)(rows - 1) / 2 : CrossPairs();
        var estimates = passes.Where(static p => p.Matches > 0).Select(p => p.Matches / Reach(model, p)).Order().ToList();
        var matches = estimates.Count == 0 ? rows * 0.1 : estimates[estimates.Count / 2];
        return Math.Clamp(matches / Math.Max(1, all), 1e-12, 0.5);
    }

    private double CrossPairs()
    {
        var sizes = sources!.GroupBy(static s => s).Select(static g => (double)g.Count()).ToList();
        var total = sizes.Sum();
        return ((total * total) - sizes.Sum(static s => s * s)) / 2;
    }

    /// <summary>The share of true pairs that agree in what a pass asks for, as far as the others tell.</summary>
    private double Reach(LinkageModel model, Pass pass)
    {
        var asked = SqlParser.Parse(pass.Rule.Condition).Columns.Distinct(StringComparer.OrdinalIgnoreCase);
        var reach = 1d;
        foreach (var column in asked)
        {
            var ids = fields.Table[column].Ids;
            var known = ids.Count(static id => id > TextPool.Empty) / (double)Math.Max(1, ids.Length);
            var exact = model
                .Comparisons.Where(c => c.Levels.Any(l => l.Parsed?.Columns.Contains(column, StringComparer.OrdinalIgnoreCase) == true))
                .Select(static c => c.Levels.FirstOrDefault(static l => !l.IsNull)?.M)
                .FirstOrDefault();
            reach *= known * known * (exact ?? 0.7);
        }
        return Math.Max(reach, 0.01);
    }

    private static LinkageModel With(LinkageModel model, LevelShares shares, bool isM) =>
        model with
        {
            Comparisons =
            [
                .. model.Comparisons.Select(
                    (c, i) =>
                        c with
                        {
                            Levels =
                            [
                                .. c.Levels.Select(
                                    (l, j) =>
                                        double.IsNaN(shares[i][j]) ? l
                                        : isM
                                            ? l.FixM ? l
                                                : l with { M = shares[i][j] }
                                        : l.FixU ? l
                                        : l with { U = shares[i][j] }
                                ),
                            ],
                        }
                ),
            ],
        };

    /// <summary>The pairs of a rule.</summary>
    /// <param name="Pairs">How many there are.</param>
    /// <param name="Vectors">Of those that were looked at.</param>
    private sealed record Block(BlockingRule Rule, double Pairs, (ulong Vector, double Count)[] Vectors);

    /// <summary>What one pass learned.</summary>
    /// <param name="Matches">About how many of the pairs of its blocks are of one person.</param>
    private sealed record Pass(BlockingRule Rule, LevelShares M, bool[] Free, double Matches);
}

/// <summary>Numbers that follow from a seed (SplitMix64).</summary>
internal struct RandomRows(ulong seed)
{
    private ulong state = seed * 0x9E37_79B9_7F4A_7C15;

    public int Next(int below)
    {
        state += 0x9E37_79B9_7F4A_7C15;
        var z = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return (int)(((z ^ (z >> 31)) >> 33) * (ulong)below >> 31);
    }
}
