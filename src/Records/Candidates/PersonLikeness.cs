using System.Collections.Immutable;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>Weighs descriptions of people against each other, by the model of the definition and by how common names are on the list.</summary>
public sealed class PersonLikeness(CurrentDefinitions definitions, ValueFrequencies frequencies)
{
    public Defined<PersonRules> Rules => definitions.Latest<PersonRules>(PersonRules.Id);

    /// <summary>How likely each candidate is who is asked for.</summary>
    /// <param name="heard">Who is asked for was told by word of mouth.</param>
    public async Task<Resolution> WeighAsync(IEnumerable<PersonValues> asked, IEnumerable<PersonValues> candidates, bool heard = false)
    {
        var model = Rules.Value.Model;
        var resolver = new Resolver(heard ? model.Heard : model.Model, PersonValues.Columns, await frequencies.OfPeopleAsync());
        return resolver.Weigh(PersonValues.Rows(asked), PersonValues.Rows(candidates));
    }

    /// <summary>
    /// What speaks for and against two people being one: of all that was said of them, as it stands after what somebody put right, the two appearances that are
    /// most alike.
    /// </summary>
    /// <returns>Nothing when nothing that was said of one of them can be compared.</returns>
    public Task<Explanation?> OfAsync(Person one, Person other) => OfAsync(Said(one), Said(other));

    /// <summary>The same, of what is known of each.</summary>
    internal async Task<Explanation?> OfAsync(IReadOnlyList<PersonValues> one, IReadOnlyList<PersonValues> other)
    {
        List<PersonValues> asked = [.. KnownOfOne.Together(one)];
        List<PersonValues> candidates = [.. KnownOfOne.Together(other)];
        if (asked.Count == 0 || candidates.Count == 0)
            return null;
        var weighed = await WeighAsync(asked, candidates);
        return weighed.Why(Enumerable.Range(0, candidates.Count).MaxBy(i => weighed[i]));
    }

    /// <summary>
    /// Whether anything that was said of one speaks against the other, such as another date of birth, however much else is alike. Each appearance is
    /// compared by itself, so that what one says hides nothing that another does.
    /// </summary>
    public async Task<bool> ContradictAsync(Person one, Person other)
    {
        var (theirs, against) = (Each(other), Rules.Value.Model.Against);
        foreach (var said in Each(one))
        {
            var weighed = await WeighAsync([said], theirs);
            if (Enumerable.Range(0, theirs.Count).Any(i => weighed.Why(i).Parts.Any(p => against.Contains(p.Said))))
                return true;
        }
        return false;
    }

    /// <summary>What speaks for and against each two of several statements; of each the way in which they are most alike.</summary>
    /// <param name="statements">Each as it is known, in one way or several.</param>
    internal async Task<Explanation[][]> BetweenAsync(IReadOnlyList<IReadOnlyList<PersonValues>> statements)
    {
        var between = statements.Select(_ => new Explanation[statements.Count]).ToArray();
        for (var one = 0; one < statements.Count - 1; one++)
        {
            var later = statements.Skip(one + 1).SelectMany((ways, i) => ways.Select(w => (Of: one + 1 + i, Values: w))).ToList();
            var weighed = await WeighAsync(statements[one], later.Select(static l => l.Values));
            foreach (var other in later.Index().GroupBy(static l => l.Item.Of, static l => l.Index))
                between[one][other.Key] = between[other.Key][one] = weighed.Why(other.MaxBy(i => weighed[i]));
        }

        return between;
    }

    private static List<PersonValues> Each(Person person) =>
        [.. person.Appearances.SelectMany(static a => PersonValues.Of(a.Words.Said, a.At)).Distinct()];

    /// <summary>Those of the descriptions that are so likely of the person that they would be put before people, the likeliest first.</summary>
    public async Task<IReadOnlyList<LikelyMeant>> MeantAsync(Sought sought, IReadOnlyList<PersonValues> descriptions)
    {
        if (sought.Known.Count == 0 || descriptions.Count == 0)
            return [];
        var (rules, weighed) = (Rules.Value, await WeighAsync(sought.Known, descriptions));
        return
        [
            .. Enumerable
                .Range(0, descriptions.Count)
                .Where(i => Edge.ProbabilityOf(weighed[i]) >= rules.Review)
                .OrderByDescending(i => weighed[i])
                .Select(i => new LikelyMeant(i, Edge.ProbabilityOf(weighed[i]), Reasons(weighed.Why(i), rules.Model))),
        ];
    }

    /// <summary>What speaks for and against it, what says most first.</summary>
    internal ImmutableArray<string> Reasons(Explanation why) => Reasons(why, Rules.Value.Model);

    private static ImmutableArray<string> Reasons(Explanation why, LikenessModel model) =>
        [.. why.Parts.Where(model.Counts).OrderByDescending(static p => Math.Abs(LikenessModel.Bits(p))).Select(static p => p.Said)];

    /// <summary>What the engine says, as decisions keep it.</summary>
    public IdentityProposal Proposal(Explanation why) => Proposal(Rules, why.Weight);

    public static IdentityProposal Proposal(Defined<PersonRules> rules, double weight) =>
        new(Math.Round(weight, 3), Math.Round(Edge.ProbabilityOf(weight), 6), rules.Id, rules.Version, rules.Hash);

    /// <summary>What was said of a person and can be compared, each as it stands after what somebody put right.</summary>
    internal static List<PersonValues> Said(Person person) => [.. Testimony.Of(person).SelectMany(static s => s.Ways)];
}
