using System.Globalization;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Records;

/// <summary>Keeps <c>records.split_proposal</c>: people who may be two, as long as it waits.</summary>
public sealed class SplitProposalView : IView
{
    public string Table => "records.split_proposal";

    public Sql Forget(short force, Guid stream) => $"delete from records.split_proposal where force = {force} and split = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            SplitProposed e => Row(entry, e),
            SplitWeighed e => Weighed(entry, e),
            SplitWithdrawn e => Forget(entry.Force, e.Split.Value),
            SplitJudged e => Forget(entry.Force, e.Split.Value),
            _ => null,
        };

    private static Sql Weighed(Entry entry, SplitWeighed e)
    {
        string[] reasons = [.. e.Reasons];
        return $"""
            update records.split_proposal set probability = {e.Proposed.Probability}, reasons = {reasons}, harm = {e.Harm}
             where force = {entry.Force} and split = {e.Split}
            """;
    }

    private static Sql Row(Entry entry, SplitProposed e)
    {
        Guid[] homes = [.. e.Leaving.Select(static a => a.Home.Value)];
        int[] versions = [.. e.Leaving.Select(static a => a.Version)];
        string[] reasons = [.. e.Reasons];
        return $"""
            insert into records.split_proposal (force, split, nominal, homes, versions, probability, reasons, harm, proposed_at)
            values ({entry.Force}, {e.Split}, {e.Nominal}, {homes}, {versions}, {e.Proposed.Probability}, {reasons}, {e.Harm}, {entry.At})
            on conflict (force, split) do update
               set homes = excluded.homes, versions = excluded.versions, probability = excluded.probability, reasons = excluded.reasons, harm = excluded.harm
            """;
    }
}

/// <summary>What was proposed and judged of a person goes with them.</summary>
internal sealed class SplitCompanions(Kernel.Identifiers.IdSecret secret) : ICompanions
{
    public Sql Streams(short force, Guid record)
    {
        var split = PersonSplit.Of(new(force, secret), new(record));
        return $"select g.stream from kernel.ledger g where g.force = {force} and g.stream = {split} limit 1";
    }
}

/// <summary>Somebody who may be two; shown by name, where they are looked at.</summary>
public sealed record SplitLine(
    Id<PersonSplit> Split,
    Id<Nominal> Nominal,
    double Probability,
    string[] Reasons,
    int Harm,
    int Leaving,
    DateTimeOffset ProposedAt
) : IShows
{
    /// <summary>How many of a hundred such people are one all the same.</summary>
    public int InAHundred => IdentityProposal.InAHundred(Probability);

    public IEnumerable<Guid> Shown => [Nominal.Value];
}

/// <summary>Where in the list of people who may be two a page begins: after this one.</summary>
public sealed record SplitPlace(int Harm, double Probability, Guid Split)
{
    public static SplitPlace Of(SplitLine line) => new(line.Harm, line.Probability, line.Split.Value);

    /// <summary>As it stands in an address; a text that somebody altered means the first page.</summary>
    public static SplitPlace? Read(string? cursor) =>
        cursor?.Split('_') is [var harm, var probability, var split]
        && int.TryParse(harm, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var hangs)
        && double.TryParse(probability, NumberStyles.Float, CultureInfo.InvariantCulture, out var likely)
        && double.IsFinite(likely)
        && Guid.TryParse(split, out var id)
            ? new(hangs, likely, id)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Harm}_{Probability:R}_{Split:N}");
}

/// <summary>The people who may be two.</summary>
public sealed class SplitsToReview(Db db)
{
    public const int PageSize = 25;

    /// <summary>
    /// Those on whom most hangs first, then those who are least likely one; one more than a page, where there are more. Not where somebody decided meanwhile
    /// that what would leave is another's, nor where some of that is closed to the viewer: they could not judge it.
    /// </summary>
    public Task<List<SplitLine>> WaitingAsync(SplitPlace? after, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<SplitLine>(
            $"""
            {Waiting(viewer)}
               and {(
                after is null
                    ? $"true"
                    : (Sql)
                        $"s.harm <= {after.Harm} and (s.harm < {after.Harm} or (s.harm = {after.Harm} and (s.probability, s.split) > ({after.Probability}, {after.Split})))"
            )}
             order by s.harm desc, s.probability, s.split
             limit {PageSize + 1}
            """,
            ct
        );

    /// <summary>Whether a person may be two, for their own page; nothing when nobody is asked.</summary>
    public async Task<SplitLine?> OfAsync(Id<Nominal> nominal, Viewer viewer, CancellationToken ct) =>
        (await db.ListAsync<SplitLine>(Sql.Prepared($"{Waiting(viewer)} and s.nominal = {nominal} limit 1"), ct)).FirstOrDefault();

    private static Sql Waiting(Viewer viewer) =>
        $"""
            select s.split, s.nominal, s.probability, s.reasons, s.harm, cardinality(s.homes) as leaving, s.proposed_at
              from records.split_proposal s
             where {viewer.Sees("s", "nominal")}
               and (select bool_and(records.whose(s.force, l.home, l.version) = s.nominal) from unnest(s.homes, s.versions) l(home, version))
               and not exists (select from unnest(s.homes) l(home)
                                where not exists (select from records.nominal n where {viewer.Sees("n", "nominal")} and n.nominal = l.home))
            """;
}
