using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>A person of the list, as descriptions that another module keeps are found and weighed against them.</summary>
/// <param name="Keys">Under which descriptions of them are found.</param>
/// <param name="Known">What was said of them.</param>
public sealed record Sought(long[] Keys, IReadOnlyList<PersonValues> Known);

/// <summary>How likely a description that another module keeps is of a person of the list.</summary>
/// <param name="At">Which of the descriptions.</param>
/// <param name="Reasons">What speaks for and against it, what says most first.</param>
public sealed record LikelyMeant(int At, double Probability, ImmutableArray<string> Reasons)
{
    /// <summary>How many of a hundred such descriptions are of them.</summary>
    public int InAHundred => IdentityProposal.InAHundred(Probability);
}

/// <summary>The way back from a person to what other modules say of people: they keep the keys of each description, ask here for a person's, and <see cref="PersonLikeness"/> how likely each is meant.</summary>
public sealed class PeopleElsewhere(Db db, PersonLikeness likeness)
{
    private const int Most = 200;

    /// <summary>Everything that can be compared of a person of the list.</summary>
    public async Task<Sought> OfAsync(Id<Nominal> person, Viewer viewer, CancellationToken ct)
    {
        var said = await db.ListAsync<Appeared>(
            Sql.Prepared(
                $"""
                select a.first_name, a.middle_names, a.surname, a.born, a.born_from, a.born_to, a.sex, a.postcode, a.address, a.house, a.places, a.phones, a.emails,
                       {person.Value} as identity, null::uuid[] as contacts
                  from records.homes({viewer.Force}, {person}) h
                  join records.appearance a on a.force = h.force and a.nominal = h.home
                 where {viewer.Sees("a", "nominal")} and {Appearances.Whose} = {person}
                 order by a.nominal, a.version, a.way
                 limit {Most}
                """
            ),
            ct
        );
        var known = said.Count == 0 ? [] : KnownOfOne.Together(said.ConvertAll(static a => a.Values)).ToList();
        var model = likeness.Rules.Value.Model;
        return new([.. known.SelectMany(v => model.Narrow.Of(c => v[c]).Concat(model.Wide.FirstOf(c => v[c]))).Distinct()], known);
    }
}
