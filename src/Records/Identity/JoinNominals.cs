namespace Bluelamp.Records;

/// <summary>Say that two nominals are one person. The survivor is the one that was on the list first.</summary>
/// <param name="Guarded">One of them is restricted or carries a warning: it then waits for a second person.</param>
public sealed record JoinNominals(
    Id<IdentityDecision> Decision,
    Id<Nominal> Survivor,
    Id<Nominal> Other,
    string Reason,
    IdentityProposal? Proposed = null,
    bool Guarded = false
) : ICommand<NominalIdentity>
{
    /// <summary>It stands on both streams, or on neither.</summary>
    /// <param name="seen">The version of <paramref name="of"/> that the person had before them.</param>
    public IReadOnlyList<Step> Steps(Id<Nominal> of = default, int? seen = null) =>
        [Step.For(Is(Survivor), this, of == Survivor ? seen : null), Step.For(Is(Other), this, of == Other ? seen : null)];

    public Decision Decide(NominalIdentity state, By by) =>
        state switch
        {
            _ when Survivor == Other => new IsThatPersonAlready(),
            { Self: null } => new NoSuchRecord(),
            { PartOf: not null } => new IsPartOfAnother(),
            _ when state.Made.Contains(Decision) => new DecisionIsMade(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ when Guarded && state.Waiting.Values.Any(w => (w.Survivor, w.Other) == (Survivor, Other)) => new WaitsAlready(),
            _ when Guarded => [new JoinRequested(Decision, Survivor, Other, Reason.Trim(), new(by.Person), Proposed)],
            _ => [new NominalsJoined(Decision, Survivor, Other, Reason.Trim(), Proposed)],
        };

    internal static Id<NominalIdentity> Is(Id<Nominal> nominal) => new(nominal.Value);
}

public sealed record IsThatPersonAlready()
    : Refusal.Conflict("is-that-person-already", "These two are one person already. Nothing is left to do.");

public sealed record IsPartOfAnother()
    : Refusal.Conflict("is-part-of-another", "Meanwhile somebody found this to be another person. Go back and start from that one.");

public sealed record DecisionIsMade() : Refusal.Conflict("decision-is-made", "This was decided already. Nothing is left to do.");
