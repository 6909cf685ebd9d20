namespace Bluelamp.Records;

/// <summary>What a person is in a crime.</summary>
/// <param name="Parts">Their roles in it, as <see cref="LinkRole"/>.</param>
public sealed record PartInCrime(Id<Crime> Crime, string[] Parts) : IShows
{
    /// <summary>In small letters, to stand in a sentence: <c>victim, witness</c>.</summary>
    public string InWords => Said(Parts);

    public IEnumerable<Guid> Shown => [Crime.Value];

    /// <inheritdoc cref="InWords"/>
    public static string Said(IEnumerable<string> parts) => string.Join(", ", parts.Select(static p => Enum.Parse<LinkRole>(p).In()));
}

/// <summary>In which crimes a person has a part.</summary>
public sealed class PartsInCrimes(Db db)
{
    private const int Most = 500;

    public Task<List<PartInCrime>> OfAsync(Id<Nominal> person, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<PartInCrime>(Sql.Prepared($"select p.crime, p.parts from {Of(person, viewer)} p order by p.crime limit {Most}"), ct);

    /// <summary>A table of <c>crime</c> and <c>parts</c>, without what is closed to the viewer, to be joined with what else is of those crimes.</summary>
    public static Sql Of(Id<Nominal> person, Viewer viewer) =>
        $"""
            (select l.other as crime, array_agg(distinct l.role) as parts
               from records.homes({viewer.Force}, {person}) h
               join records.link l on l.force = h.force and l.record = h.home
              where {viewer.Sees("l", "record")} and {viewer.Sees("l", "other")}
                and records.whose_at(l.force, l.record, l.linked_at) = {person} and l.other_kind = 'Crime' and l.unlinked_at is null
              group by l.other)
            """;
}
