using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Retention;

/// <summary>Keep an exhibit that is due: its period begins anew.</summary>
/// <param name="Plan">By which rule it is kept now, and until when.</param>
public sealed record KeepExhibit(Id<Exhibit> Exhibit, RetentionPlan Plan, string Reason) : ICommand<Keeping>
{
    public Decision Decide(Keeping state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            _ when !Plan.IsDue(by.At) => new NotDueYet(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new RetentionReviewed(Exhibit, Plan.Rule.Id, Plan.Rule.Version, Reason.Trim())],
        };
}

/// <summary>Propose to dispose of an exhibit that is due.</summary>
/// <param name="Plan">By which rule it is kept now, and until when.</param>
public sealed record ProposeDisposal(Id<Exhibit> Exhibit, RetentionPlan Plan, string Reason) : ICommand<Keeping>
{
    public Decision Decide(Keeping state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Held: true } => new ExhibitIsHeld(state),
            { WithPolice: true } => new PoliceStillHaveIt(),
            { Proposal: not null } => new IsProposed(),
            _ when state.IsShared(by.At) => new IsStillShared(),
            _ when !Plan.IsDue(by.At) => new NotDueYet(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new DisposalProposed(Exhibit, Plan.Rule.Id, Plan.Rule.Version, Plan.Rule.Value.TwoPeople, new(by.Person), Reason.Trim())],
        };
}

/// <summary>Take a proposal back, or refuse it.</summary>
public sealed record WithdrawDisposal(Id<Exhibit> Exhibit, string Reason) : ICommand<Keeping>
{
    public Decision Decide(Keeping state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Proposal: null } => new NothingProposed(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new DisposalWithdrawn(Exhibit, Reason.Trim())],
        };
}

/// <summary>
/// Whether an exhibit may go now, and by which order. Nothing is written for it: the certificate of <see cref="Disposer"/> says that it was done, on the
/// version of the stream that was looked at here, so that nothing can come in between.
/// </summary>
public static class Approval
{
    /// <summary>By a person, on what somebody proposed.</summary>
    public static Result<DisposalOrder> ByPerson(Keeping state, RetentionPlan plan, Guid person, DateTimeOffset now) =>
        state switch
        {
            { Held: true } => new ExhibitIsHeld(state),
            { WithPolice: true } => new PoliceStillHaveIt(),
            _ when state.IsShared(now) => new IsStillShared(),
            { Proposal: null } => new NothingProposed(),
            { Proposal: { } proposed } when (proposed.TwoPeople || plan.Rule.Value.TwoPeople) && proposed.ProposedBy.Value == person =>
                new AnotherMustApprove(),
            _ when !plan.IsDue(now) => new NotDueYet(),
            { Proposal: { } proposed } when proposed.ProposedBy.Value == person => Order(plan, "One person, as the rule allows"),
            _ => Order(plan, "Two people: one proposed it, another approved"),
        };

    /// <summary>By the rule alone.</summary>
    /// <param name="linked">It is linked to some record now.</param>
    public static Result<DisposalOrder> ByRule(Keeping state, RetentionPlan plan, bool linked, DateTimeOffset now) =>
        state switch
        {
            { Held: true } => new ExhibitIsHeld(state),
            { WithPolice: true } => new PoliceStillHaveIt(),
            _ when state.IsShared(now) => new IsStillShared(),
            _ when linked || !plan.Rule.Value.Automatic || !plan.IsDue(now) => new NotDueYet(),
            _ => Order(plan, "The rule, without a person"),
        };

    private static DisposalOrder Order(RetentionPlan plan, string authority) =>
        new(
            authority,
            $"Kept for {plan.Rule.Value.Period.InWords()} from the last event, and not needed any more",
            $"{plan.Rule.Title.En}, {plan.Rule.Id} version {plan.Rule.Version}: {plan.Rule.Value.Source.En}"
        );
}

public sealed record NotDueYet()
    : Refusal.Conflict("not-due-yet", "It is not due: its period runs still, or a crime that it is evidence of is open.");

public sealed record PoliceStillHaveIt()
    : Refusal.Conflict("police-still-have-it", "Police still have the object. Give it back or destroy it, and hand it over here first.");

public sealed record IsStillShared() : Refusal.Conflict("is-still-shared", "Somebody outside can see it by a link. End the link first.");

public sealed record IsProposed() : Refusal.Conflict("is-proposed", "Its disposal is proposed already.");

public sealed record NothingProposed() : Refusal.Conflict("nothing-proposed", "Nobody proposes its disposal any more. Look at it again.");

public sealed record AnotherMustApprove()
    : Refusal.Forbidden("another-must-approve", "You proposed it, and the rule wants two people. Somebody else must approve.");
