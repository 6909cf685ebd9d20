using Bluelamp.Kernel.Access;

namespace Bluelamp.Records;

/// <summary>Somebody says that two nominals are one, of whom one is restricted or carries a warning. It waits for a second person.</summary>
[EventType("records.join-requested.v1")]
public sealed record JoinRequested(
    Id<IdentityDecision> Decision,
    Id<Nominal> Survivor,
    Id<Nominal> Other,
    string Reason,
    Id<Staff> By,
    IdentityProposal? Proposed = null
) : IEvent;

/// <summary>The second person says that they are not one, or the first one took it back.</summary>
[EventType("records.join-refused.v1")]
public sealed record JoinRefused(Id<IdentityDecision> Decision, Id<Nominal> Survivor, Id<Nominal> Other, string Reason) : IEvent;

/// <summary>Say as a second person that two nominals are one.</summary>
public sealed record ConfirmJoin(Id<IdentityDecision> Decision, Id<Nominal> Survivor, Id<Nominal> Other) : ICommand<NominalIdentity>
{
    /// <summary>It stands on both streams, or on neither.</summary>
    public IReadOnlyList<Step> Steps() => [Step.For(JoinNominals.Is(Survivor), this), Step.For(JoinNominals.Is(Other), this)];

    public Decision Decide(NominalIdentity state, By by) =>
        state.Waiting.GetValueOrDefault(Decision) switch
        {
            null => new NothingWaits(),
            { By: var first } when first.Value == by.Person => new SecondIsTheFirst(),
            _ when state.PartOf is not null => new IsPartOfAnother(),
            var asked => [new NominalsJoined(Decision, Survivor, Other, asked.Reason, asked.Proposed, asked.By)],
        };
}

/// <summary>Say as a second person that two nominals are not one, or take one's own request back.</summary>
public sealed record RefuseJoin(Id<IdentityDecision> Decision, Id<Nominal> Survivor, Id<Nominal> Other, string Reason)
    : ICommand<NominalIdentity>
{
    /// <summary>It stands on both streams, or on neither.</summary>
    public IReadOnlyList<Step> Steps() => [Step.For(JoinNominals.Is(Survivor), this), Step.For(JoinNominals.Is(Other), this)];

    public Decision Decide(NominalIdentity state, By by) =>
        0 switch
        {
            _ when !state.Waiting.ContainsKey(Decision) => new NothingWaits(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new JoinRefused(Decision, Survivor, Other, Reason.Trim())],
        };
}

public sealed record WaitsAlready() : Refusal.Conflict("waits-already", "This waits for a second person already. Nothing is left to do.");

public sealed record NothingWaits()
    : Refusal.NotFound("nothing-waits", "This was decided already, or never asked for. Go back to the list.");

public sealed record SecondIsTheFirst()
    : Refusal.Forbidden("second-is-the-first", "You asked for this. Somebody else must look at it, and confirm or refuse it.");
