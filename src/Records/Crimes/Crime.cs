using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>What is remembered of a crime to decide the next step; what is only shown is folded by <see cref="CrimePicture"/>.</summary>
public sealed record Crime(
    bool Known,
    bool Cancelled,
    string Offence,
    ImmutableArray<CrimeFlag> Flags,
    ImmutableDictionary<Id<Link>, (Guid Who, LinkRole Role)> People,
    CrimeOutcome? Outcome,
    bool VictimTold,
    bool Finalised
) : IState<Crime>
{
    public static Crime Empty { get; } =
        new(
            false,
            false,
            "",
            [],
            ImmutableDictionary<Id<Link>, (Guid Who, LinkRole Role)>.Empty,
            Outcome: null,
            VictimTold: false,
            Finalised: false
        );

    public bool HasSuspect => Has(LinkRole.Suspect);

    public bool HasVictim => Has(LinkRole.Victim);

    public Crime Apply(IEvent e) =>
        e switch
        {
            CrimeRecorded recorded => this with { Known = true, Offence = recorded.Offence, Flags = recorded.Facts.Flags },
            CrimeCorrected corrected => this with { Flags = corrected.Facts.Flags },
            CrimeReclassified reclassified => this with { Offence = reclassified.To },
            CrimeCancelled => this with { Cancelled = true },
            CrimeReopened => this with { Finalised = false, Outcome = null, VictimTold = false },
            OutcomeRecorded recorded => this with { Outcome = new(recorded.Code, recorded.NeedsSignOff), VictimTold = false },
            OutcomeSignedOff signed => this with { Outcome = new(signed.Code, NeedsSignOff: false) },
            VictimInformed => this with { VictimTold = true },
            CrimeFinalised => this with { Finalised = true },
            Linked { To.Kind: RecordKind.Nominal or RecordKind.Organisation } linked => this with
            {
                People = People.SetItem(linked.Link, (linked.To.Id.Value, linked.Role)),
            },
            Unlinked unlinked => this with { People = People.Remove(unlinked.Link) },
            _ => this,
        };

    private bool Has(LinkRole role) => People.Values.Any(p => p.Role == role);
}

/// <summary>The one current outcome of a crime.</summary>
public sealed record CrimeOutcome(string Code, bool NeedsSignOff);

/// <summary>A crime was recorded.</summary>
/// <param name="Offence">Home Office class, a code of <c>definitions/codes/offence-codes</c>: <c>28E</c>.</param>
/// <param name="ReportedAt">When the police were told; the 24 hours to record it run from here.</param>
/// <param name="Group">The crimes of the other victims of the same report.</param>
[EventType("records.crime-recorded.v1")]
public sealed record CrimeRecorded(
    Id<Crime> Crime,
    string Reference,
    string Offence,
    CrimeFacts Facts,
    DateTimeOffset ReportedAt,
    DateTimeOffset RecordedAt,
    Source Source,
    Id<CrimeGroup>? Group
) : IEvent
{
    /// <summary>Home Office Crime Recording Rules: as soon as possible, and within 24 hours of the report.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromHours(24);
}

/// <summary>A thing in the crime.</summary>
[EventType("records.property-listed.v1")]
public sealed record PropertyListed(Id<Crime> Crime, Id<Property> Property, PropertyDetails Details) : IEvent;

/// <summary>The facts were put right; those before stay in the ledger.</summary>
[EventType("records.crime-corrected.v1")]
public sealed record CrimeCorrected(Id<Crime> Crime, CrimeFacts Facts, string Reason) : IEvent;

/// <summary>The class of offence changed on new facts.</summary>
[EventType("records.crime-reclassified.v1")]
public sealed record CrimeReclassified(Id<Crime> Crime, string From, string To, string Reason) : IEvent;

/// <summary>The crime no longer counts; it is never deleted.</summary>
/// <param name="Information">The additional verifiable information that shows it.</param>
[EventType("records.crime-cancelled.v1")]
public sealed record CrimeCancelled(Id<Crime> Crime, CancelReason Reason, string Information) : IEvent;

/// <summary>Why a recorded crime is cancelled (Home Office Crime Recording Rules, section C).</summary>
public enum CancelReason
{
    /// <summary>C1: it belongs to another force.</summary>
    OtherForce,

    /// <summary>C2: it is shown that no notifiable crime happened.</summary>
    NoCrime,

    /// <summary>C3: it is recorded already, alone or as part of another.</summary>
    Duplicate,

    /// <summary>C4: it was recorded in error.</summary>
    Error,

    /// <summary>C5: self-defence is accepted.</summary>
    SelfDefence,
}
