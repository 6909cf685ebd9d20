using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Records;

/// <summary>Reads people as who they were found to be, now or as at a moment.</summary>
public sealed class Persons(ILedger ledger, Db db, CurrentDefinitions definitions)
{
    private PersonRules Rules => definitions.Latest<PersonRules>(PersonRules.Id).Value;

    /// <summary>Who is meant by an id; itself when nobody decided otherwise.</summary>
    public async Task<Id<Nominal>> WhoAsync(Id<Nominal> nominal, Viewer viewer, CancellationToken ct, DateTimeOffset? asAt = null)
    {
        Sql sql = $"""
            select records.who(n.force, n.nominal, {asAt}) as nominal
              from records.nominal n
             where {viewer.Sees("n", "nominal")} and n.nominal = {nominal}
            """;
        return await db.ListAsync<Guid>(sql, ct) is [var who] ? new(who) : nominal;
    }

    /// <summary>A person, with what was said under other names of theirs; records that are closed to the viewer say nothing.</summary>
    /// <param name="own">The entries of their own stream, as they were read.</param>
    public async Task<Person> OfAsync(
        Id<Nominal> nominal,
        IReadOnlyList<Entry> own,
        Viewer viewer,
        CancellationToken ct,
        DateTimeOffset? asAt = null
    )
    {
        var homes = await HomesAsync([nominal.Value], viewer, ct, asAt);
        return Person.Of(
            nominal,
            homes.Count <= 1 ? own : await ledger.StreamsAsync([.. homes.Select(static h => h.Home)], viewer, ct, asAt),
            Rules
        );
    }

    /// <summary>A person by any of their ids, or nothing when there is none or they are closed to the viewer.</summary>
    public async Task<Person?> FindAsync(Id<Nominal> nominal, Viewer viewer, CancellationToken ct)
    {
        var who = await WhoAsync(nominal, viewer, ct);
        var own = await ledger.StreamAsync(who.Value, viewer, ct);
        return own.Any(static e => e.Event is NominalCreated) ? await OfAsync(who, own, viewer, ct) : null;
    }

    /// <summary>Those among these whose own row does not say what is known of them: they were joined or split, or the force goes by other rules.</summary>
    public async Task<IReadOnlyDictionary<Guid, NominalPicture>> JoinedAsync(
        IEnumerable<Guid> nominals,
        Viewer viewer,
        CancellationToken ct
    )
    {
        Guid[] asked = [.. nominals.Where(static n => n != Guid.Empty).Distinct()];
        var homes = asked.Length == 0 ? [] : await HomesAsync(await ManyAsync(asked, viewer, ct), viewer, ct);
        var (pictures, rules) = (new Dictionary<Guid, NominalPicture>(), Rules);
        if (homes.Count == 0)
            return pictures;
        var entries = await ledger.StreamsAsync([.. homes.Select(static h => h.Home).Distinct()], viewer, ct);
        foreach (var of in homes.GroupBy(static h => h.Identity))
        {
            var streams = of.Select(static h => h.Home).ToHashSet();
            pictures[of.Key] = Person.Of(new(of.Key), [.. entries.Where(e => streams.Contains(e.Stream))], rules).Picture;
        }

        return pictures;
    }

    /// <summary>
    /// Whether one of these is restricted or carries a warning, under any of their names. It asks as the platform itself: what the viewer may not see guards too.
    /// </summary>
    internal async Task<bool> AreGuardedAsync(Guid[] nominals, Viewer viewer, CancellationToken ct)
    {
        var everyone = Viewer.System(viewer.Force, "identity");
        return (
                await db.ListAsync<Guid>(
                    $"""
                    select n.nominal
                      from unnest({nominals}) i(nominal)
                     cross join lateral records.homes({viewer.Force}, i.nominal) h
                      join records.nominal n on n.force = h.force and n.nominal = h.home
                     where {everyone.Sees("n", "nominal")}
                       and (exists (select from kernel.restriction x where x.force = n.force and x.subject = n.nominal)
                            or exists (select from records.marker m
                                        where m.force = n.force and m.record = n.nominal and m.list = 'Warning' and m.ended_at is null))
                     limit 1
                    """,
                    ct
                )
            ).Count > 0;
    }

    private async Task<Guid[]> ManyAsync(Guid[] nominals, Viewer viewer, CancellationToken ct) =>
        [
            .. await db.ListAsync<Guid>(
                Sql.Prepared(
                    $"""
                    select n.nominal
                      from records.nominal n
                     where {viewer.Sees("n", "nominal")}
                       and n.nominal = any((select {nominals})::uuid[])
                       and {SaysLittle}
                     limit 1000
                    """
                ),
                ct
            ),
        ];

    /// <summary>The row <c>n</c>, of <c>records.nominal</c>, does not say what is known of them: they were joined or split, or the force goes by other rules.</summary>
    internal Sql SaysLittle => $"(not {Rules.FirstStands} or {IsTurned})";

    /// <summary>Somebody decided who <c>n</c>, of <c>records.nominal</c>, is: its own row does not say what is known of them.</summary>
    internal static Sql IsTurned =>
        $"""
            (exists (select from records.nominal_alias t where t.force = n.force and t.identity = n.nominal)
             or exists (select from records.appearance_move t where t.force = n.force and t.identity = n.nominal)
             or exists (select from records.appearance_move t where t.force = n.force and t.home = n.nominal))
            """;

    private async Task<List<Homed>> HomesAsync(Guid[] nominals, Viewer viewer, CancellationToken ct, DateTimeOffset? asAt = null) =>
        nominals.Length == 0
            ? []
            : await db.ListAsync<Homed>(
                Sql.Prepared(
                    $"""
                    select h.identity, h.home
                      from unnest({nominals}) n(nominal)
                     cross join lateral records.homes({viewer.Force}, n.nominal, {asAt}) h
                     where {viewer.Sees("h", "home")}
                     limit 10000
                    """
                ),
                ct
            );

    private sealed record Homed(Guid Identity, Guid Home);
}
