using Bluelamp.Kernel.Definitions;
using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>
/// Of everybody who shares a key with a description, the likeliest, with reasons. Whoever has several appearances is as likely as the likeliest of them,
/// together with what the others say that it does not.
/// </summary>
internal sealed class LikeliestPeople(Db db, Persons persons, PersonLikeness likeness)
{
    public PersonRules Rules => likeness.Rules.Value;

    /// <summary>The likeliest first.</summary>
    /// <param name="asked">The description; several where it is known in several ways.</param>
    /// <param name="found">Whose each appearance is, and what can be compared of it.</param>
    /// <param name="most">How many are wanted.</param>
    /// <param name="heard">The description was told by word of mouth.</param>
    /// <param name="least">How likely whoever is shown is at least; without it, as the definition says.</param>
    public async Task<Likeliest> OfAsync(
        IReadOnlyList<PersonValues> asked,
        IReadOnlyList<(Guid Identity, PersonValues Values)> found,
        int most,
        Viewer viewer,
        CancellationToken ct,
        bool heard = false,
        double? least = null
    )
    {
        if (found.Count == 0)
            return new([], 0);
        var rules = likeness.Rules;
        var known = found
            .GroupBy(static f => f.Identity, static f => f.Values)
            .SelectMany(static of => KnownOfOne.Together([.. of]).Select(values => (Identity: of.Key, Values: values)))
            .ToList();
        var weighed = await likeness.WeighAsync(asked, known.Select(static f => f.Values), heard);
        var people = known
            .Select((f, i) => (f.Identity, At: i, Weight: weighed[i]))
            .GroupBy(static f => f.Identity)
            .Select(static of => of.MaxBy(static f => f.Weight))
            .Where(f => Edge.ProbabilityOf(f.Weight) >= (least ?? rules.Value.Show))
            .OrderByDescending(static f => f.Weight)
            .ThenByDescending(static f => f.Identity) // of equals the latest on the list
            .ToList();
        var best = people.Take(most).Select(b => (b.Identity, weighed.Why(b.At))).ToList();
        return new(await NamedAsync(best, rules, viewer, ct), people.Count);
    }

    private static Candidate Of(Line line, NominalPicture? joined, Explanation why, Defined<PersonRules> defined)
    {
        var rules = defined.Value;
        var said = why.Parts.Where(static p => p.Gamma >= 0).ToList();
        var contradicted = said.Exists(p => rules.Model.Against.Contains(p.Said));
        return new(
            new(line.Nominal),
            joined?.Name ?? line.Name,
            joined is null ? line.Born : joined.Of("Date of birth")?.Current.Value,
            joined is null ? line.Address : joined.Of("Address")?.Current.Value,
            PersonLikeness.Proposal(defined, why.Weight),
            [.. said.Where(rules.Model.Counts).OrderByDescending(static p => Math.Abs(LikenessModel.Bits(p))).Select(static p => p.Said)],
            contradicted,
            IsStrong: why.Probability >= rules.Strong && !contradicted
        );
    }

    /// <summary>Each with their name, as it is now; seeing it is a look at them.</summary>
    private async Task<IReadOnlyList<Candidate>> NamedAsync(
        List<(Guid Identity, Explanation Why)> best,
        Defined<PersonRules> rules,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (best.Count == 0)
            return [];
        var nominals = best.ConvertAll(static b => b.Identity).ToArray();
        var lines = await db.ListAsync<Line>(
            Sql.Prepared(
                $"""
                select n.nominal, coalesce(n.name, {NominalPicture.Nameless}) as name, n.born, n.address, {Persons.IsTurned} as is_turned
                  from records.nominal n
                 where {viewer.Sees("n", "nominal")} and n.nominal = any((select {nominals})::uuid[])
                """
            ),
            ct
        );
        var turned = lines.Where(l => l.IsTurned || !rules.Value.FirstStands).Select(static l => l.Nominal);
        var joined = await persons.JoinedAsync(turned, viewer, ct);
        return
        [
            .. best.Join(
                lines,
                static b => b.Identity,
                static l => l.Nominal,
                (b, l) => Of(l, joined.GetValueOrDefault(l.Nominal), b.Why, rules)
            ),
        ];
    }

    private sealed record Line(Guid Nominal, string Name, string? Born, string? Address, bool IsTurned) : IShows
    {
        public IEnumerable<Guid> Shown => [Nominal];
    }
}

/// <summary>The likeliest people, and how many are likely at all.</summary>
internal sealed record Likeliest(IReadOnlyList<Candidate> People, int Count);
