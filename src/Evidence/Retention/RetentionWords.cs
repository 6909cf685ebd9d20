namespace Bluelamp.Evidence.Retention;

/// <summary>Holds, reviews and proposals in the chain of custody of an exhibit.</summary>
public sealed class RetentionWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Holds and disposal"] =
            [
                typeof(ExhibitHeld),
                typeof(HoldLifted),
                typeof(BodyWornMarked),
                typeof(RetentionReviewed),
                typeof(DisposalProposed),
                typeof(DisposalWithdrawn),
            ],
        };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            ExhibitHeld e => new($"Held back: {e.Why.Label().ToLowerInvariant()}", $"{e.Exhibit}: {e.Reason}"),
            HoldLifted e => new("Hold lifted", $"{e.Exhibit}: {e.Reason}"),
            BodyWornMarked { As: BodyWorn.Evidential } e => new("Marked as body-worn video, evidential", $"{e.Exhibit}"),
            BodyWornMarked e => new("Marked as body-worn video, not evidential", $"{e.Exhibit}"),
            RetentionReviewed e => new("Reviewed and kept", $"{e.Exhibit}, under {e.Rule} version {e.RuleVersion}: {e.Reason}"),
            DisposalProposed e => new(
                "Disposal proposed",
                $"{e.Exhibit}, under {e.Rule} version {e.RuleVersion}{(e.TwoPeople ? ", to be approved by another person" : "")}: {e.Reason}"
            ),
            DisposalWithdrawn e => new("Disposal not approved", $"{e.Exhibit}: {e.Reason}"),
            _ => null,
        };
}
