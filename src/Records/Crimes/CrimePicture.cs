using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>A crime as the entries of its stream tell, now or up to a moment: what the page shows.</summary>
public sealed record CrimePicture(
    string Reference,
    string Offence,
    CrimeFacts Facts,
    DateTimeOffset ReportedAt,
    DateTimeOffset RecordedAt,
    Source Source,
    Id<CrimeGroup>? Group,
    CrimeStatus Status,
    ImmutableArray<PropertyListed> Property,
    ImmutableArray<GivenOutcome> Outcomes,
    ImmutableArray<OffenceChange> Offences,
    ImmutableArray<FactsChange> Corrections,
    VictimInformed? Told,
    CrimeCancelled? Cancelled,
    int Version
)
{
    /// <summary>Recorded later than the 24 hours that the Crime Recording Rules allow.</summary>
    public bool Late => RecordedAt - ReportedAt > CrimeRecorded.Limit;

    /// <summary>The outcome that stands.</summary>
    public GivenOutcome? Outcome =>
        Status is CrimeStatus.UnderInvestigation or CrimeStatus.Cancelled || Outcomes.IsEmpty ? null : Outcomes[^1];

    /// <summary>The picture, or nothing when there is no such crime.</summary>
    public static CrimePicture? Of(IReadOnlyList<Entry> entries) =>
        entries.Aggregate(
            (CrimePicture?)null,
            static (picture, entry) => Next(picture, entry) is { } next ? next with { Version = entry.Version } : null
        );

    private static CrimePicture? Next(CrimePicture? before, Entry entry) =>
        (before, entry.Event) switch
        {
            (null, CrimeRecorded e) => Begin(e),
            (null, _) => null,
            ({ } crime, PropertyListed e) => crime with { Property = crime.Property.Add(e) },
            ({ } crime, CrimeCorrected e) => crime with
            {
                Facts = e.Facts,
                Corrections = crime.Corrections.Add(new(crime.Facts, e.Facts, e.Reason, entry.At, entry.Actor)),
            },
            ({ } crime, CrimeReclassified e) => crime with
            {
                Offence = e.To,
                Offences = crime.Offences.Add(new(e.From, e.To, e.Reason, entry.At)),
            },
            ({ } crime, OutcomeRecorded e) => crime with
            {
                Status = e.NeedsSignOff ? CrimeStatus.AwaitingSignOff : CrimeStatus.OutcomeGiven,
                Outcomes = crime.Outcomes.Add(new(e.Code, e.Facts, e.Rationale, entry.At, entry.Actor)),
                Told = null,
            },
            ({ } crime, OutcomeSignedOff) => crime with { Status = CrimeStatus.OutcomeGiven },
            ({ } crime, VictimInformed e) => crime with { Told = e },
            ({ } crime, CrimeFinalised) => crime with { Status = CrimeStatus.Finalised },
            ({ } crime, CrimeReopened) => crime with { Status = CrimeStatus.UnderInvestigation },
            ({ } crime, CrimeCancelled e) => crime with { Status = CrimeStatus.Cancelled, Cancelled = e },
            _ => before,
        };

    private static CrimePicture Begin(CrimeRecorded e) =>
        new(
            e.Reference,
            e.Offence,
            e.Facts,
            e.ReportedAt,
            e.RecordedAt,
            e.Source,
            e.Group,
            CrimeStatus.UnderInvestigation,
            Property: [],
            Outcomes: [],
            Offences: [],
            Corrections: [],
            Told: null,
            Cancelled: null,
            Version: 0
        );
}

/// <summary>An outcome as it was given.</summary>
public sealed record GivenOutcome(string Code, OutcomeFacts Facts, string Rationale, DateTimeOffset At, Guid By);

/// <summary>A change of class, with its reason.</summary>
public sealed record OffenceChange(string From, string To, string Reason, DateTimeOffset At);

/// <summary>Facts put right, with the reason.</summary>
public sealed record FactsChange(CrimeFacts Before, CrimeFacts After, string Reason, DateTimeOffset At, Guid By);
