namespace Bluelamp.Records;

/// <summary>Put the facts of a crime right.</summary>
public sealed record CorrectCrime(Id<Crime> Crime, CrimeFacts Facts, string Reason) : ICommand<Crime>
{
    public Decision Decide(Crime state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Cancelled: true } => new CrimeIsCancelled(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ when Facts.Committed.From > by.At => new CrimeInTheFuture(),
            _ when Facts.Committed.Latest < Facts.Committed.From => new EndsBeforeItBegins(),
            _ => [new CrimeCorrected(Crime, Facts, Reason.Trim())],
        };
}

/// <summary>Change the class of offence on new facts. To lower a serious one takes a designated decision maker.</summary>
/// <param name="LowersSerious">The old class is of the serious set (homicide, rape, robbery, …) and the new one weighs less.</param>
/// <param name="Designated">Whoever decides may sign off: a designated decision maker or the Force Crime Registrar.</param>
public sealed record ReclassifyCrime(Id<Crime> Crime, string To, string Reason, bool LowersSerious, bool Designated) : ICommand<Crime>
{
    public Decision Decide(Crime state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Cancelled: true } => new CrimeIsCancelled(),
            _ when string.IsNullOrWhiteSpace(To) => new OffenceMissing(),
            _ when string.Equals(state.Offence, To, StringComparison.Ordinal) => new SameOffence(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ when LowersSerious && !Designated => new TakesDecisionMaker(),
            _ => [new CrimeReclassified(Crime, state.Offence, To, Reason.Trim())],
        };
}

/// <summary>Cancel a recorded crime on additional verifiable information. Nothing is deleted, and the victim must be told.</summary>
public sealed record CancelCrime(Id<Crime> Crime, CancelReason Reason, string Information, bool Designated) : ICommand<Crime>
{
    public Decision Decide(Crime state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Cancelled: true } => new CrimeIsCancelled(),
            _ when !Designated => new TakesDecisionMaker(),
            _ when string.IsNullOrWhiteSpace(Information) => new InformationMissing(),
            _ => [new CrimeCancelled(Crime, Reason, Information.Trim())],
        };
}

public sealed record CrimeIsCancelled()
    : Refusal.Conflict("crime-is-cancelled", "This crime is cancelled. Nothing more can be decided on it.");

public sealed record SameOffence() : Refusal.Invalid("same-offence", "That is its class already. Choose another.", "offence");

public sealed record TakesDecisionMaker()
    : Refusal.Forbidden("takes-decision-maker", "This takes a supervisor who is a designated decision maker. Ask one to do it.");

public sealed record InformationMissing()
    : Refusal.Invalid("information-missing", "Say which additional verifiable information shows it.", "information");
