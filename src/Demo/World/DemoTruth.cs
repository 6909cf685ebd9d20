using System.Collections.Frozen;
using System.Globalization;
using Bluelamp.Kernel;
using Bluelamp.Linkage;

namespace Bluelamp.Demo.World;

/// <summary>How well the list agrees with who the invented people are.</summary>
/// <param name="Records">Of which the truth is known and that are open to the viewer.</param>
/// <param name="People">Whom they are of.</param>
/// <param name="Listed">As how many people they stand on the list.</param>
/// <param name="Waiting">Pairs of one person that are still two on the list, and wait for somebody to say so.</param>
public sealed record TruthFigures(int Records, int People, int Listed, PairCounts Pairs, int Waiting)
{
    public long Missed => Pairs.True - Pairs.Right;

    public long Wrong => Pairs.Found - Pairs.Right;
}

/// <summary>Which resident each record of the demo really is, as the files beside its database say: <c>demo-truth.csv</c> and <c>legacy/truth.csv</c>.</summary>
public sealed class DemoTruth(Db db)
{
    private FrozenDictionary<Guid, int> _residents = FrozenDictionary<Guid, int>.Empty;

    internal async Task ReadAsync(string dataPath, CancellationToken ct)
    {
        var read = new Dictionary<Guid, int>();
        foreach (var file in new[] { "demo-truth.csv", Path.Combine("legacy", "truth.csv") }.Select(f => Path.Combine(dataPath, f)))
        {
            if (!File.Exists(file))
                continue;
            var lines = await File.ReadAllLinesAsync(file, ct);
            var columns = lines[0].Split(',');
            var (nominal, resident) = (Array.IndexOf(columns, "nominal"), Array.IndexOf(columns, "resident"));
            if (nominal < 0 || resident < 0)
                continue; // a demo that an older version made
            foreach (var line in lines.Skip(1).Select(static l => l.Split(',')))
                read[Guid.Parse(line[nominal])] = int.Parse(line[resident], CultureInfo.InvariantCulture);
        }
        _residents = read.ToFrozenDictionary();
    }

    /// <summary>Counted now, over the records that are open to the viewer; nothing when nobody knows the truth.</summary>
    public async Task<TruthFigures?> FiguresAsync(Viewer viewer, CancellationToken ct)
    {
        if (_residents.Count == 0)
            return null;
        Guid[] known = [.. _residents.Keys];
        var listed = await db.ListAsync<Listed>(
            $"""
            select n.nominal, records.who(n.force, n.nominal) as who
              from records.nominal n
             where {viewer.Sees("n", "nominal")} and n.nominal = any({known})
             limit {known.Length}
            """,
            ct
        );
        var waiting = await db.ListAsync<Pair>(
            $"""
            select p.one, p.other
              from records.person_pair p
             where {viewer.Sees("p", "one")} and {viewer.Sees("p", "other")} and p.one = any({known}) and p.other = any({known})
               and records.who(p.force, p.one) <> records.who(p.force, p.other)
               and not exists (select from records.pair_judgement j where j.force = p.force and j.pair = p.pair and j.verdict = 'Different')
             limit 10000
            """,
            ct
        );
        return Of(listed, waiting.Count(p => _residents[p.One] == _residents[p.Other]));
    }

    private TruthFigures Of(List<Listed> listed, int waiting)
    {
        var numbers = listed
            .Select(static l => l.Who)
            .Distinct()
            .Select(static (who, i) => (who, i))
            .ToDictionary(static n => n.who, static n => n.i);
        int[] found = [.. listed.Select(l => numbers[l.Who])];
        int[] truth = [.. listed.Select(l => _residents[l.Nominal])];
        return new(listed.Count, truth.Distinct().Count(), numbers.Count, ClusterQuality.Pairs(found, truth), waiting);
    }

    private sealed record Listed(Guid Nominal, Guid Who);

    private sealed record Pair(Guid One, Guid Other);
}
