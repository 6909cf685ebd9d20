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

/// <summary>The agreement of the records of the three legacy systems, and of all records.</summary>
public sealed record AgreementOfList(TruthFigures Legacy, TruthFigures All);

/// <summary>Which resident each record of the demo really is, as the files beside its database say: <c>demo-truth.csv</c> and <c>legacy/truth.csv</c>.</summary>
public sealed class DemoTruth(Db db)
{
    private FrozenDictionary<Guid, int> _residents = FrozenDictionary<Guid, int>.Empty;
    private FrozenSet<Guid> _legacy = [];

    internal async Task ReadAsync(string dataPath, CancellationToken ct)
    {
        var crimes = await ReadFileAsync(Path.Combine(dataPath, "demo-truth.csv"), ct);
        var legacy = await ReadFileAsync(Path.Combine(dataPath, "legacy", "truth.csv"), ct);
        _legacy = legacy.Select(static l => l.Nominal).ToFrozenSet();
        _residents = crimes.Concat(legacy).ToFrozenDictionary(static t => t.Nominal, static t => t.Resident);
    }

    /// <summary>Nothing when there is no such file, or when it says of rows, not of records: an older version wrote it.</summary>
    private static async Task<List<(Guid Nominal, int Resident)>> ReadFileAsync(string path, CancellationToken ct)
    {
        string[] lines = File.Exists(path) ? await File.ReadAllLinesAsync(path, ct) : [""];
        var columns = lines[0].Split(',');
        var (nominal, resident) = (Array.IndexOf(columns, "nominal"), Array.IndexOf(columns, "resident"));
        return nominal < 0 || resident < 0
            ? []
            :
            [
                .. lines
                    .Skip(1)
                    .Select(static l => l.Split(','))
                    .Select(l => (Guid.Parse(l[nominal]), int.Parse(l[resident], CultureInfo.InvariantCulture))),
            ];
    }

    /// <summary>Counted now, over the records that are open to the viewer; nothing when nobody knows the truth.</summary>
    public async Task<AgreementOfList?> FiguresAsync(Viewer viewer, CancellationToken ct)
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
            select records.who(p.force, p.one) as one, records.who(p.force, p.other) as other
              from records.person_pair p
             where {viewer.Sees("p", "one")} and {viewer.Sees("p", "other")}
               and not exists (select from records.pair_judgement j where j.force = p.force and j.pair = p.pair and j.verdict = 'Different' and not j.is_before)
             limit 100000
            """,
            ct
        );
        var wait = waiting.SelectMany(static p => new[] { (p.One, p.Other), (p.Other, p.One) }).ToHashSet();
        return new(Of([.. listed.Where(l => _legacy.Contains(l.Nominal))], wait), Of(listed, wait));
    }

    private TruthFigures Of(List<Listed> listed, HashSet<(Guid, Guid)> wait)
    {
        var numbers = listed
            .Select(static l => l.Who)
            .Distinct()
            .Select(static (who, i) => (who, i))
            .ToDictionary(static n => n.who, static n => n.i);
        int[] found = [.. listed.Select(l => numbers[l.Who])];
        int[] truth = [.. listed.Select(l => _residents[l.Nominal])];
        var people = listed.GroupBy(l => _residents[l.Nominal], static l => l.Who).Select(static of => of.ToList()).ToList();
        var waiting = people.Sum(of =>
            of.Select((one, i) => of.Skip(i + 1).Count(other => one != other && wait.Contains((one, other)))).Sum()
        );
        return new(listed.Count, people.Count, numbers.Count, ClusterQuality.Pairs(found, truth), waiting);
    }

    private sealed record Listed(Guid Nominal, Guid Who);

    private sealed record Pair(Guid One, Guid Other);
}
