using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>A person in the one list, as far as decisions need them. What is shown is folded by <see cref="NominalPicture"/>.</summary>
/// <param name="Contacts">Places and numbers that they are linked to already, so that no report links them twice.</param>
public sealed record Nominal(bool Known, ImmutableHashSet<Guid> Contacts) : IState<Nominal>
{
    public static Nominal Empty { get; } = new(Known: false, []);

    public Nominal Apply(IEvent e) =>
        e switch
        {
            NominalCreated => this with { Known = true },
            Linked linked => this with { Contacts = Contacts.Add(linked.To.Id.Value) },
            Unlinked unlinked => this with { Contacts = Contacts.Remove(unlinked.To.Id.Value) },
            _ => this,
        };
}

/// <summary>A person was put on the one list.</summary>
[EventType("records.nominal-created.v1")]
public sealed record NominalCreated(Id<Nominal> Nominal) : IEvent;

/// <summary>An appearance: what a source said about a person. The first description stands; a later one only fills gaps.</summary>
[EventType("records.person-described.v1")]
public sealed record PersonDescribed(Id<Nominal> Nominal, PersonDetails Said, Source Source, Confidence Confidence) : IEvent;

/// <summary>Facts about a person were put right. Only what <paramref name="Now"/> gives changes; what was said before stays in the ledger.</summary>
[EventType("records.person-corrected.v1")]
public sealed record PersonCorrected(Id<Nominal> Nominal, PersonDetails Now, Source Source, Confidence Confidence, string Reason) : IEvent;
