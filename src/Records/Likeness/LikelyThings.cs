using System.Collections.Immutable;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>
/// Which records may be of one thing: who shares a key with what was said, by one index, weighed by the model of the definition. A record of which
/// several things were said is as likely as the likeliest of them.
/// </summary>
public sealed class LikelyThings(Db db, CurrentDefinitions definitions, ValueFrequencies frequencies, RecordNames names)
{
    private const int Shown = 5;

    /// <summary>The records that may be the same as this one, the likeliest first.</summary>
    /// <param name="entries">Those of the record.</param>
    public Task<IReadOnlyList<LikelyThing>> LikeAsync(
        ThingKind kind,
        Guid record,
        IEnumerable<Entry> entries,
        Viewer viewer,
        CancellationToken ct
    ) => FindAsync(kind, Together([.. entries.Select(e => kind.Of(e.Event)).OfType<ThingSaid>()]), record, viewer, ct);

    /// <summary>The records that may be what was described, the likeliest first.</summary>
    /// <param name="asked">What was said; several where it was said in several ways.</param>
    /// <param name="but">The record of which it was said, which is left out.</param>
    public async Task<IReadOnlyList<LikelyThing>> FindAsync(
        ThingKind kind,
        IReadOnlyList<ThingSaid> asked,
        Guid? but,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var rules = definitions.Latest<ThingRules>(kind.Id).Value;
        long[] keys = [.. asked.SelectMany(a => rules.Model.KeysOf(kind.Values(a))).Distinct()];
        if (keys.Length == 0)
            return [];
        var found = await db.ListAsync<Found>(Sql.Prepared(Query(kind, keys, but, viewer)), ct);
        found.RemoveAll(f => f.Said.Length != kind.Columns.Length); // written by a version with other columns: waits for a rebuild
        if (found.Count == 0)
            return [];
        List<(Guid Record, ThingSaid Said)> others =
        [
            .. found
                .GroupBy(static f => f.Record)
                .SelectMany(static of => Together([.. of.Select(static f => f.Whole)]), static (of, said) => (of.Key, said)),
        ];
        if (kind.ByUsers)
            (asked, others) = await WithUsersAsync(kind, asked, others, but, viewer, ct);
        var weighed = new Resolver(rules.Model.Model, kind.Columns, await frequencies.OfAsync(kind)).Weigh(
            [.. asked.Select(Row)],
            [.. others.Select(static o => Row(o.Said))]
        );
        var best = others
            .Select((o, i) => (o.Record, o.Said.Look, At: i, Weight: weighed[i]))
            .GroupBy(static o => o.Record)
            .Select(static of => of.MaxBy(static o => o.Weight))
            .Where(o => Edge.ProbabilityOf(o.Weight) >= rules.Show)
            .OrderByDescending(static o => o.Weight)
            .ThenByDescending(static o => o.Record) // of equals the latest on the list
            .Take(Shown)
            .ToList();
        var named = await names.OfAsync(best.Select(static b => b.Record), viewer, ct);
        return
        [
            .. best.Where(b => named.ContainsKey(b.Record)).Select(b => Thing(named[b.Record], b.Look, weighed.Why(b.At), rules.Model)),
        ];
    }

    /// <summary>Each thing that was said of a record, with what it does not say from the others: another colour speaks against it whoever named it.</summary>
    private static IReadOnlyList<ThingSaid> Together(IReadOnlyList<ThingSaid> said) =>
        said.Count == 1 ? said : [.. said.Select(own => own.FillingGaps(said))];

    /// <summary>Access is asked of each before any is counted.</summary>
    private static Sql Query(ThingKind kind, long[] keys, Guid? but, Viewer viewer) =>
        $"""
            with near as materialized (
                   select a.record, a.kind, a.said, a.look
                     from records.thing_said a
                    where {viewer.Sees("a", "record")} and a.keys && (select {keys}))
            select n.record, n.said, n.look
              from near n
             where n.kind = {kind.Id} and n.record is distinct from {but}
             limit 500
            """;

    private async Task<(IReadOnlyList<ThingSaid> Asked, List<(Guid Record, ThingSaid Said)> Others)> WithUsersAsync(
        ThingKind kind,
        IReadOnlyList<ThingSaid> asked,
        List<(Guid Record, ThingSaid Said)> others,
        Guid? but,
        Viewer viewer,
        CancellationToken ct
    )
    {
        Guid[] records = [.. others.Select(static o => o.Record).Append(but ?? Guid.Empty).Distinct()];
        var users = (await db.ListAsync<ThingUsers.User>(ThingUsers.Of(records, viewer), ct)).ToLookup(static u => u.Record);
        return (
            [.. asked.Select(a => ThingUsers.Add(kind, a, users[but ?? Guid.Empty]))],
            others.ConvertAll(o => (o.Record, ThingUsers.Add(kind, o.Said, users[o.Record])))
        );
    }

    private static LikelyThing Thing(RecordName name, string look, Explanation why, LikenessModel model)
    {
        var told = why.Parts.Where(model.Counts).OrderByDescending(static p => Math.Abs(LikenessModel.Bits(p))).ToList();
        return new(
            name.Record,
            name.Name,
            name.Href,
            look,
            why.Probability,
            [.. told.Where(static p => LikenessModel.Bits(p) > 0).Select(static p => p.Said)],
            [.. told.Where(static p => LikenessModel.Bits(p) <= 0).Select(static p => p.Said)]
        );
    }

    private static string?[] Row(ThingSaid said) => [.. said.Values.Select(static v => v.NullIfEmpty())];

    private sealed record Found(Guid Record, string[] Said, string Look)
    {
        public ThingSaid Whole => new(Said, Look);
    }
}

/// <summary>A record that may be of the same thing.</summary>
/// <param name="Look">How a reader knows it, beside its name: <c>blue Ford Focus</c>.</param>
/// <param name="Probability">How likely it is the same, 0 to 1.</param>
/// <param name="For">What speaks for it, what says most first.</param>
/// <param name="Against">What speaks against it.</param>
public sealed record LikelyThing(
    Guid Record,
    string Name,
    string? Href,
    string Look,
    double Probability,
    ImmutableArray<string> For,
    ImmutableArray<string> Against
)
{
    /// <summary>How many of a hundred such records are the same.</summary>
    public int InAHundred => IdentityProposal.InAHundred(Probability);
}
