namespace Bluelamp.Records;

/// <summary>What some outcomes need to be known beside the crime itself.</summary>
public sealed record OutcomeFacts
{
    /// <summary>The charge, caution, notice or resolution: its reference in the system that holds it.</summary>
    public string? Disposal { get; init; }

    /// <summary>Full years of the suspect when it happened; outcome 11 is for those below ten.</summary>
    public int? SuspectAge { get; init; }

    /// <summary>The day on which the time limit of the offence ran out; outcome 17 has one.</summary>
    public DateOnly? LimitEnded { get; init; }

    public bool SuspectAccepts { get; init; }

    /// <summary>What the victim thinks of it.</summary>
    public string? VictimView { get; init; }

    /// <summary>Who takes it over, for outcome 20.</summary>
    public string? Agency { get; init; }

    public bool AgencyAccepts { get; init; }
}

/// <summary>An outcome was given; it replaces any before, which the ledger keeps.</summary>
[EventType("records.outcome-recorded.v1")]
public sealed record OutcomeRecorded(Id<Crime> Crime, string Code, OutcomeFacts Facts, string Rationale, bool NeedsSignOff) : IEvent;

/// <summary>A supervisor agreed with the outcome.</summary>
[EventType("records.outcome-signed-off.v1")]
public sealed record OutcomeSignedOff(Id<Crime> Crime, string Code) : IEvent;

/// <summary>The victim was told the outcome (Victims' Code, right 6).</summary>
[EventType("records.victim-informed.v1")]
public sealed record VictimInformed(Id<Crime> Crime, DateOnly On, string How) : IEvent;

/// <summary>Outcome given, signed off where it must be, victim told: the crime is complete.</summary>
[EventType("records.crime-finalised.v1")]
public sealed record CrimeFinalised(Id<Crime> Crime, string Code) : IEvent;

/// <summary>The investigation goes on: the outcome is taken back.</summary>
[EventType("records.crime-reopened.v1")]
public sealed record CrimeReopened(Id<Crime> Crime, string Reason) : IEvent;

/// <summary>Give a crime its outcome under the rules of the Home Office framework.</summary>
public sealed record RecordOutcome(Id<Crime> Crime, string Code, OutcomeFacts Facts, string Rationale) : ICommand<Crime>
{
    private const int AgeOfResponsibility = 10;

    public Decision Decide(Crime state, By by) =>
        Refuse(state) is { } refusal
            ? refusal
            : Completion.Of(Crime, state, new OutcomeRecorded(Crime, Code, Facts, Rationale.Trim(), NeedsSignOff(state)));

    private Refusal? Refuse(Crime state) =>
        (state, OutcomeRules.Of(Code)) switch
        {
            ({ Known: false }, _) => new NoSuchRecord(),
            ({ Cancelled: true }, _) => new CrimeIsCancelled(),
            ({ Finalised: true }, _) => new CrimeIsFinalised(),
            (_, null) => new NoSuchOutcome(),
            _ when string.IsNullOrWhiteSpace(Rationale) => new RationaleMissing(),
            ({ HasSuspect: false }, { Suspect: SuspectRule.Needed }) => new SuspectNeeded(),
            ({ HasSuspect: true }, { Suspect: SuspectRule.Forbidden }) => new SuspectForbidden(),
            (_, { Disposal: true }) when string.IsNullOrWhiteSpace(Facts.Disposal) => new DisposalMissing(),
            _ => RefuseByCode(),
        };

    private Refusal? RefuseByCode() =>
        Code switch
        {
            "8" when !Facts.SuspectAccepts || string.IsNullOrWhiteSpace(Facts.VictimView) => new ResolutionNeedsBoth(),
            "11" when Facts.SuspectAge is not < AgeOfResponsibility => new NotBelowAge(),
            "17" when Facts.LimitEnded is null => new LimitMissing(),
            "19" => new FraudBureauOnly(),
            "20" when string.IsNullOrWhiteSpace(Facts.Agency) || !Facts.AgencyAccepts => new AgencyMustAccept(),
            _ => null,
        };

    /// <summary>Outcome 21 always, outcome 16 for domestic abuse.</summary>
    private bool NeedsSignOff(Crime state) => Code is "21" || (Code is "16" && state.Flags.Contains(CrimeFlag.DomesticAbuse));
}

/// <summary>Agree with an outcome that needs it. Nobody signs off their own.</summary>
/// <param name="ProposedBy">Who recorded the outcome.</param>
public sealed record SignOffOutcome(Id<Crime> Crime, Guid ProposedBy) : ICommand<Crime>
{
    public Decision Decide(Crime state, By by) =>
        state switch
        {
            { Outcome: not { NeedsSignOff: true } } => new NothingToSignOff(),
            _ when by.Person == ProposedBy => new SignOffByAnother(),
            _ => Completion.Of(Crime, state, new OutcomeSignedOff(Crime, state.Outcome.Code)),
        };
}

/// <summary>Note that the victim was told the outcome.</summary>
public sealed record InformVictim(Id<Crime> Crime, DateOnly On, string How) : ICommand<Crime>
{
    public Decision Decide(Crime state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Outcome: null } => new NoOutcomeYet(),
            _ when On > DateOnly.FromDateTime(by.At.UtcDateTime.AddHours(1)) => new InformedInTheFuture(),
            _ when string.IsNullOrWhiteSpace(How) => new HowMissing(),
            _ => Completion.Of(Crime, state, new VictimInformed(Crime, On, How.Trim())),
        };
}

/// <summary>Go on with the investigation of a crime that had its outcome.</summary>
public sealed record ReopenCrime(Id<Crime> Crime, string Reason) : ICommand<Crime>
{
    public Decision Decide(Crime state, By by) =>
        state switch
        {
            { Outcome: null } => new NoOutcomeYet(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new CrimeReopened(Crime, Reason.Trim())],
        };
}

internal static class Completion
{
    /// <summary>The step, and that it completes the crime when nothing else is missing.</summary>
    public static Decision Of(Id<Crime> crime, Crime before, IEvent step)
    {
        var after = before.Apply(step);
        var told = after.VictimTold || !after.HasVictim;
        return after is { Finalised: false, Outcome: { NeedsSignOff: false } outcome } && told
            ? [step, new CrimeFinalised(crime, outcome.Code)]
            : [step];
    }
}
