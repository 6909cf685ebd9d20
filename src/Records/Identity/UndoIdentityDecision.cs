namespace Bluelamp.Records;

/// <summary>
/// Take back a decision on who is who, so that everything is as it was before it. What was decided later about either of the two comes first: the
/// refusal names it.
/// </summary>
/// <param name="Undone">The decision to take back, about <paramref name="One"/> and <paramref name="Other"/>.</param>
public sealed record UndoIdentityDecision(
    Id<IdentityDecision> Decision,
    Id<IdentityDecision> Undone,
    Id<Nominal> One,
    Id<Nominal> Other,
    string Reason
) : ICommand<NominalIdentity>
{
    /// <summary>It is taken back on both streams, or on neither.</summary>
    public IReadOnlyList<Step> Steps() => [Step.For(JoinNominals.Is(One), this), Step.For(JoinNominals.Is(Other), this)];

    public Decision Decide(NominalIdentity state, By by) =>
        state switch
        {
            { Self: null } => new NoSuchRecord(),
            _ when !state.Made.Contains(Undone) => new NoSuchDecision(),
            _ when state.Made.Contains(Decision) => new DecisionIsMade(),
            { Standing: [.., var last] } when last.Decision == Undone => string.IsNullOrWhiteSpace(Reason)
                ? new ReasonMissing()
                : [IdentityDecisionUndone.Of(last, Decision, Reason.Trim())],
            { Standing: [.., var last] } when state.Standing.Any(d => d.Decision == Undone) => new LaterDecisionStands(last.Decision),
            _ => new DecisionIsUndone(),
        };
}

public sealed record NoSuchDecision() : Refusal.NotFound("no-such-decision", "There is no such decision about this person.");

public sealed record DecisionIsUndone() : Refusal.Conflict("decision-is-undone", "This was taken back already. Nothing is left to do.");

/// <summary>Something was decided later about one of the two.</summary>
/// <param name="First">What must be taken back first.</param>
public sealed record LaterDecisionStands(Id<IdentityDecision> First)
    : Refusal.Conflict("later-decision-stands", $"A later decision rests on this one. Take back decision {First} first.");
