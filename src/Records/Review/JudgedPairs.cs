using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>What people said of the pairs that were put before them, against the probabilities with which those were proposed.</summary>
public sealed class JudgedPairs(Db db)
{
    /// <summary>The latest are looked at.</summary>
    public const int Most = 20_000;

    /// <summary>Pairs on which more people said "same" than "different", or the other way round; where nobody could tell, a pair says nothing.</summary>
    public async Task<JudgedFigures?> FiguresAsync(Viewer viewer, CancellationToken ct)
    {
        var judged = await db.ListAsync<Judged>(
            $"""
            select p.probability, count(*) filter (where j.verdict = 'Same') > count(*) filter (where j.verdict = 'Different') as is_same
              from records.person_pair p
              join records.pair_judgement j on j.force = p.force and j.pair = p.pair
             where not j.is_before and {viewer.Sees("p", "one")} and {viewer.Sees("p", "other")}
             group by p.pair, p.probability
            having count(*) filter (where j.verdict = 'Same') <> count(*) filter (where j.verdict = 'Different')
             order by max(j.judged_at) desc
             limit {Most}
            """,
            ct
        );
        if (judged.Count == 0)
            return null;
        // Each pair has two records of its own: one person's, or two people's.
        var edges = judged.Select(static (j, i) => new Edge(2 * i, (2 * i) + 1, j.Weight)).ToArray();
        int[] people = [.. judged.SelectMany(static (j, i) => new[] { 2 * i, j.IsSame ? 2 * i : (2 * i) + 1 })];
        return new(
            judged.Count,
            Calibration.Of(edges, people),
            judged.Exists(static j => j.IsSame) ? ClusterQuality.Curve(edges, people) : []
        );
    }

    private sealed record Judged(double Probability, bool IsSame)
    {
        /// <summary>A probability that was rounded to 0 or 1 is held a little away from it.</summary>
        public float Weight => (float)Edge.WeightOf(Math.Clamp(Probability, 1e-9, 1 - 1e-9));
    }
}

/// <summary>How well the weighing agrees with people.</summary>
/// <param name="Curve">Empty when no pair was of one person.</param>
public sealed record JudgedFigures(int Pairs, Calibration Calibration, IReadOnlyList<CurvePoint> Curve);
