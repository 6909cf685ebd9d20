using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>
/// People of whom something was said about a record that is there already: each is on the list from then on, as it was said, with a link from the record in
/// their role. Pure; ids are given. The links stand on the record's own stream, so its step makes them; but an exhibit is evidence of others, whose links say so.
/// </summary>
public sealed record PeoplePlan(NaturalIds Ids, RecordRef Record, Source Source, ImmutableArray<PlannedPerson> People)
{
    /// <inheritdoc cref="CrimePlan.Closed"/>
    public IReadOnlySet<Guid> Closed { get; init; } = FrozenSet<Guid>.Empty;

    public PlannedPeople Plan()
    {
        var plan = new Planning(Ids, Source, Closed);
        if (Record.Kind is not RecordKind.Exhibit)
            return new([.. People.Select(p => Link(plan.Person(p), p.Role))], [.. plan.Steps]);
        foreach (var person in People)
            plan.Person(person, Record);
        return new([], [.. plan.Steps]);
    }

    private Linked Link(Id<Nominal> person, LinkRole role) =>
        new(Id<Link>.New(), Record, RecordRef.Of(person), role, Confidence.Believed, Source);
}

/// <summary>What a <see cref="PeoplePlan"/> comes to.</summary>
/// <param name="Links">From the record to each of them.</param>
/// <param name="Steps">The people, their addresses and numbers.</param>
public sealed record PlannedPeople(IReadOnlyList<Linked> Links, IReadOnlyList<Step> Steps);

/// <summary>Make links of a record, as far as they are not there already.</summary>
public sealed record AddLinks(IReadOnlyList<Linked> Links) : ICommand<AnyRecord>
{
    public Decision Decide(AnyRecord state, By by) => state.Known ? [.. Links.Where(l => !state.Has(l.To, l.Role))] : new NoSuchRecord();
}
