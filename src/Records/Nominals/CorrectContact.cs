using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>
/// Put right how a person can be reached, where an address, a phone or an e-mail was told wrongly: what they go by is corrected, the links to the wrong one are
/// taken back with the reason, and the right one is linked in their stead. One decision on the record of theirs that holds the wrong one.
/// </summary>
/// <param name="Now">What stands of it from then on; nothing where they went by another one anyway.</param>
/// <param name="Links">A link to the right one for each link to the wrong one, or for none where nobody had linked it.</param>
public sealed record CorrectContact(
    Id<Nominal> Nominal,
    PersonDetails? Now,
    RecordRef Right,
    ImmutableArray<ReplacedLink> Links,
    Source Source,
    Confidence Confidence,
    string Reason
) : ICommand<AnyRecord>
{
    public Decision Decide(AnyRecord state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ when Wrong.Any(w => !state.Links.ContainsKey(w)) => new NoSuchLink(),
            _ => [.. Corrected(), .. Wrong.Select(w => TakenBack(state.Links[w])), .. Linked(state)],
        };

    private IEnumerable<Id<Link>> Wrong => Links.Select(static l => l.Wrong).OfType<Id<Link>>();

    private IEnumerable<IEvent> Corrected() => Now is null ? [] : [new PersonCorrected(Nominal, Now, Source, Confidence, Reason.Trim())];

    private Unlinked TakenBack(Linked wrong) => new(wrong.Link, wrong.From, wrong.To, wrong.Role, Reason.Trim());

    private IEnumerable<Linked> Linked(AnyRecord state) =>
        Links
            .DistinctBy(static l => l.Role)
            .Where(l => !state.Has(Right, l.Role))
            .Select(l => new Linked(l.Right, RecordRef.Of(Nominal), Right, l.Role, Confidence, Source));
}

/// <summary>A link to the right one instead of a wrong one.</summary>
public sealed record ReplacedLink(Id<Link>? Wrong, Id<Link> Right, LinkRole Role);
