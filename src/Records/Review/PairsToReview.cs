using System.Collections.Immutable;
using System.Globalization;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Records;

/// <summary>A pair that waits to be judged; the people themselves are shown by their names, where they are looked at.</summary>
/// <param name="IsAgain">People had judged it, and much more is known since.</param>
public sealed record PairLine(
    Id<PersonPair> Pair,
    Id<Nominal> One,
    Id<Nominal> Other,
    double Weight,
    double Probability,
    string[] Reasons,
    double Urgency,
    bool IsRestricted,
    DateTimeOffset ProposedAt,
    bool IsAgain
) : IShows
{
    /// <summary>How many of a hundred such pairs are one person.</summary>
    public int InAHundred => IdentityProposal.InAHundred(Probability);

    public IEnumerable<Guid> Shown => [One.Value, Other.Value];
}

/// <summary>What somebody said of a pair, as a label.</summary>
public sealed record PairLabel(Id<Nominal> One, Id<Nominal> Other, double Score, DateTimeOffset JudgedAt) : IShows
{
    public IEnumerable<Guid> Shown => [One.Value, Other.Value];
}

/// <summary>Where in the queue a page begins: after this pair.</summary>
public sealed record PairPlace(double Urgency, Guid Pair)
{
    public static PairPlace Of(PairLine line) => new(line.Urgency, line.Pair.Value);

    /// <summary>As it stands in an address; a text that somebody altered means the first page.</summary>
    public static PairPlace? Read(string? cursor) =>
        cursor?.Split('_') is [var urgency, var pair]
        && double.TryParse(urgency, NumberStyles.Float, CultureInfo.InvariantCulture, out var place)
        && double.IsFinite(place)
        && Guid.TryParse(pair, out var id)
            ? new(place, id)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Urgency:R}_{Pair:N}");
}

/// <summary>The pairs that people should look at.</summary>
public sealed class PairsToReview(Db db, CurrentDefinitions definitions)
{
    public const int PageSize = 25;

    /// <summary>The probability from which a pair is put before people.</summary>
    public double Limit => definitions.Latest<PersonRules>(PersonRules.Id).Value.Review;

    /// <summary>What waits for the viewer, the most urgent first; one more than a page, where there are more.</summary>
    public Task<List<PairLine>> WaitingAsync(PairPlace? after, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<PairLine>(
            $"""
            select p.pair, p.one, p.other, p.weight, p.probability, p.reasons, p.urgency, p.proposed_at,
                   exists (select from kernel.restriction x where x.force = p.force and x.subject in (p.one, p.other)) as is_restricted,
                   exists (select from records.pair_judgement j where j.force = p.force and j.pair = p.pair and j.is_before) as is_again
              {Waiting(after, viewer)} limit {PageSize + 1}
            """,
            ct
        );

    /// <summary>What the viewer could look at after this pair; nobody is shown yet.</summary>
    public async Task<Id<PersonPair>?> NextAsync(Viewer viewer, Id<PersonPair> after, CancellationToken ct) =>
        (await db.ListAsync<Guid>($"select p.pair {Waiting(after: null, viewer)} limit 2", ct)).Find(p => p != after.Value) is var next
        && next != Guid.Empty
            ? new(next)
            : null;

    /// <summary>
    /// Nobody judged it, or nobody could tell, or the second person is still wanted, or the two disagree and a third decides; and not the viewer's own
    /// judgement. Pairs that became one person meanwhile are left out, as is whatever is about somebody closed to the viewer.
    /// </summary>
    private Sql Waiting(PairPlace? after, Viewer viewer) =>
        $"""
              from records.person_pair p
              join records.nominal a on a.force = p.force and a.nominal = p.one
              join records.nominal b on b.force = p.force and b.nominal = p.other
             where {viewer.Sees("p", "one")} and {viewer.Sees("p", "other")} and p.probability >= {Limit}
               and {(
                after is null ? $"true" : (Sql)$"(p.urgency < {after.Urgency} or (p.urgency = {after.Urgency} and p.pair > {after.Pair}))"
            )}
               and records.who(p.force, p.one) <> records.who(p.force, p.other)
               and not exists (select from records.pair_judgement j where j.force = p.force and j.pair = p.pair and j.person = {viewer.Person} and not j.is_before)
               and (select greatest(count(*) filter (where j.verdict = 'Same'), count(*) filter (where j.verdict = 'Different'))
                      from records.pair_judgement j where j.force = p.force and j.pair = p.pair and not j.is_before)
                   < p.judges
             order by p.urgency desc, p.pair
            """;

    /// <summary>How far people agree who judged the same pair without seeing each other's answer.</summary>
    public async Task<Agreement> AgreementAsync(Viewer viewer, CancellationToken ct)
    {
        var twice = await db.ListAsync<Twice>(
            $"""
            select (array_agg(j.verdict order by j.judged_at, j.person))[1] as first, (array_agg(j.verdict order by j.judged_at, j.person))[2] as second
              from records.pair_judgement j
             where not j.is_before and {viewer.Sees("j", "one")} and {viewer.Sees("j", "other")}
             group by j.pair
            having count(*) > 1
             order by max(j.judged_at) desc
             limit 1000
            """,
            ct
        );
        return Agreement.Of([.. twice.Select(static t => (Enum.Parse<PairVerdict>(t.First), Enum.Parse<PairVerdict>(t.Second)))]);
    }

    /// <summary>Everything that people said of pairs, the oldest first; for a file.</summary>
    public IAsyncEnumerable<PairLabel> LabelsAsync(Viewer viewer, CancellationToken ct) =>
        db.StreamAsync<PairLabel>(
            $"""
            select j.one, j.other, case j.verdict when 'Same' then 1.0::float8 when 'Different' then 0.0::float8 else 0.5::float8 end as score, j.judged_at
              from records.pair_judgement j
             where {viewer.Sees("j", "one")} and {viewer.Sees("j", "other")}
             order by j.judged_at, j.pair, j.person
            """,
            ct
        );

    private sealed record Twice(string First, string Second);
}

/// <summary>How far two people agree on the same pairs.</summary>
/// <param name="Kappa">1 for always, 0 for as often as by chance (Scott's pi, which takes both to answer alike often); nothing when all answers are the same.</param>
public sealed record Agreement(int Pairs, int Agreed, double? Kappa)
{
    public static Agreement Of(ImmutableArray<(PairVerdict First, PairVerdict Second)> answers)
    {
        var agreed = answers.Count(static a => a.First == a.Second);
        if (answers.IsEmpty)
            return new(0, 0, Kappa: null);
        var shares = answers
            .SelectMany(static a => new[] { a.First, a.Second })
            .CountBy(static v => v)
            .Select(v => v.Value / (2d * answers.Length));
        var byChance = shares.Sum(static s => s * s);
        return new(answers.Length, agreed, byChance >= 1 ? null : (((double)agreed / answers.Length) - byChance) / (1 - byChance));
    }
}
