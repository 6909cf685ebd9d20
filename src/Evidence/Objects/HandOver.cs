using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Access;

namespace Bluelamp.Evidence.Objects;

/// <summary>An object is on its way to a member of staff, who is yet to sign for it.</summary>
/// <param name="To">Where it will be once it is received.</param>
/// <param name="At">When it was handed over, as the giver says.</param>
/// <param name="SealFound">The seal that the giver saw.</param>
/// <param name="Seal">The seal that it went on under.</param>
[EventType("evidence.object-offered.v1")]
public sealed record ObjectOffered(
    Id<Exhibit> Exhibit,
    Id<Staff> Receiver,
    Whereabouts From,
    Whereabouts To,
    DateTimeOffset At,
    string Reason,
    string? SealFound,
    string? Seal
) : IEvent;

/// <summary>The receiver, signed in, confirmed that they have it: a link of its continuity.</summary>
/// <param name="At">When they signed.</param>
/// <param name="SealFound">The seal that the receiver saw.</param>
/// <param name="Seal">The seal that it is under now.</param>
/// <param name="Note">What they say of its condition.</param>
[EventType("evidence.object-received.v1")]
public sealed record ObjectReceived(
    Id<Exhibit> Exhibit,
    Whereabouts From,
    Whereabouts To,
    DateTimeOffset At,
    string? SealFound,
    string? Seal,
    SealCondition Condition,
    string? Note
) : IEvent;

/// <summary>The receiver says that they do not have it, or do not take it. It counts as being where it was.</summary>
[EventType("evidence.object-not-received.v1")]
public sealed record ObjectNotReceived(Id<Exhibit> Exhibit, string Reason) : IEvent;

/// <summary>A hand-over that nobody had received was taken back.</summary>
[EventType("evidence.offer-taken-back.v1")]
public sealed record OfferTakenBack(Id<Exhibit> Exhibit, string Reason) : IEvent;

/// <summary>How a receiver found the seal.</summary>
public enum SealCondition
{
    Whole,
    Broken,
    None,
}

public static class SealConditions
{
    public static string Label(this SealCondition condition) =>
        condition switch
        {
            SealCondition.Whole => "Whole",
            SealCondition.Broken => "Broken, or opened",
            _ => "There is none",
        };
}

/// <summary>Hand an object to a member of staff. They sign for it themselves (<see cref="ReceiveObject"/>).</summary>
/// <param name="NewSeal">The seal that it goes on under, when it was opened.</param>
public sealed record OfferObject(
    Id<Exhibit> Exhibit,
    Id<Staff> Receiver,
    Whereabouts To,
    DateTimeOffset At,
    string Reason,
    string? SealFound,
    string? NewSeal
) : ICommand<Custody>
{
    public Decision Decide(Custody state, By by) =>
        PassOnObject.Fault(state, To, At, Reason, by) is { } fault ? fault
        : Receiver.Value == by.Person ? new SignForItYourself()
        : To.Status is ObjectStatus.Returned or ObjectStatus.Destroyed ? new StaffKeepIt()
        : [new ObjectOffered(Exhibit, Receiver, state.Where!, To, At, Reason.Trim(), SealFound, NewSeal ?? SealFound)]; // known: it is somewhere
}

/// <summary>Sign for an object that was handed to oneself.</summary>
/// <param name="SealFound">The seal that the receiver sees.</param>
public sealed record ReceiveObject(Id<Exhibit> Exhibit, string? SealFound, SealCondition? Condition, string? Note) : ICommand<Custody>
{
    public Decision Decide(Custody state, By by) =>
        state switch
        {
            { Offer: null } => new NothingToReceive(),
            { Offer: { } offer } when offer.Receiver.Value != by.Person => new HandedToSomebodyElse(),
            _ when Condition is null => new ConditionMissing(),
            _ when Condition is not SealCondition.None && string.IsNullOrWhiteSpace(SealFound) => new SealMissing(),
            _ when Condition is SealCondition.Broken && string.IsNullOrWhiteSpace(Note) => new ConditionUntold(),
            { Offer: { } offer } => [Received(offer, by)],
        };

    private ObjectReceived Received(ObjectOffered offer, By by)
    {
        var seal = Condition is SealCondition.None || string.IsNullOrWhiteSpace(SealFound) ? null : SealFound.Trim();
        return new(
            Exhibit,
            offer.From,
            offer.To,
            by.At,
            seal,
            seal,
            Condition!.Value, // checked above
            string.IsNullOrWhiteSpace(Note) ? null : Note.Trim()
        );
    }
}

/// <summary>Say that one does not take an object that was handed to oneself.</summary>
public sealed record RefuseObject(Id<Exhibit> Exhibit, string Reason) : ICommand<Custody>
{
    public Decision Decide(Custody state, By by) =>
        state switch
        {
            { Offer: null } => new NothingToReceive(),
            { Offer: { } offer } when offer.Receiver.Value != by.Person => new HandedToSomebodyElse(),
            _ when string.IsNullOrWhiteSpace(Reason) => new RefusalReasonMissing(),
            _ => [new ObjectNotReceived(Exhibit, Reason.Trim())],
        };
}

/// <summary>Take a hand-over back that nobody received.</summary>
public sealed record TakeOfferBack(Id<Exhibit> Exhibit, string Reason) : ICommand<Custody>
{
    public Decision Decide(Custody state, By by) =>
        state switch
        {
            { Offer: null } => new NothingToReceive(),
            _ when string.IsNullOrWhiteSpace(Reason) => new PassingReasonMissing(),
            _ => [new OfferTakenBack(Exhibit, Reason.Trim())],
        };
}

public sealed record IsOnItsWay()
    : Refusal.Conflict("is-on-its-way", "Somebody is yet to sign for it. Wait until they do, or take that hand-over back first.");

public sealed record NothingToReceive()
    : Refusal.Conflict("nothing-to-receive", "This hand-over was received, refused or taken back meanwhile. Nothing is left to do.");

public sealed record HandedToSomebodyElse()
    : Refusal.Forbidden("handed-to-somebody-else", "It was handed to somebody else. Only they can sign for it.");

public sealed record SignForItYourself()
    : Refusal.Invalid("sign-for-it-yourself", "That is you. Choose that you take it yourself, and sign here.", "receiver");

public sealed record StaffKeepIt()
    : Refusal.Invalid(
        "staff-keep-it",
        "What goes to a member of staff is neither given back nor destroyed. Choose where it goes.",
        "status"
    );

public sealed record ConditionMissing() : Refusal.Invalid("condition-missing", "Say how the seal is.", "condition");

public sealed record SealMissing() : Refusal.Invalid("seal-missing", "Enter the number of the seal that you see.", "sealFound");

public sealed record ConditionUntold() : Refusal.Invalid("condition-untold", "Say what you see of the seal.", "note");

public sealed record RefusalReasonMissing() : Refusal.Invalid("refusal-reason-missing", "Say why you do not take it.", "why");
