using System.Collections.Immutable;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Objects;
using Bluelamp.Evidence.Shares;
using Bluelamp.Kernel.Access;

namespace Bluelamp.Evidence.Retention;

/// <summary>What stands for or against letting an exhibit go. Folded from its own stream.</summary>
/// <param name="Holds">Those that stand, and why.</param>
/// <param name="WithPolice">It is an object that police still have.</param>
public sealed record Keeping(
    bool Known,
    bool WithPolice,
    ImmutableDictionary<Id<Hold>, HoldReason> Holds,
    DisposalProposed? Proposal,
    BodyWorn? BodyWorn
) : IState<Keeping>
{
    private Custody Custody { get; init; } = Custody.Empty;

    /// <summary>Links by which people outside see it, and until when.</summary>
    private ImmutableDictionary<Id<Share>, DateTimeOffset> Shares { get; init; } = ImmutableDictionary<Id<Share>, DateTimeOffset>.Empty;

    public static Keeping Empty { get; } =
        new(Known: false, WithPolice: false, ImmutableDictionary<Id<Hold>, HoldReason>.Empty, Proposal: null, BodyWorn: null);

    public bool Held => !Holds.IsEmpty;

    /// <summary>Somebody outside can see it by a link that works.</summary>
    public bool IsShared(DateTimeOffset now) => Shares.Values.Any(until => until > now);

    public Keeping Apply(IEvent e) =>
        e switch
        {
            ExhibitReceived => this with { Known = true },
            ObjectTakenIn or ObjectPassedOn or ObjectReceived when Custody.Apply(e) is var custody => this with
            {
                Custody = custody,
                WithPolice = custody.Held,
            },
            ExhibitShared shared => this with { Shares = Shares.SetItem(shared.Share, shared.Until) },
            ShareProlonged prolonged => this with { Shares = Shares.SetItem(prolonged.Share, prolonged.Until) },
            ShareRevoked revoked => this with { Shares = Shares.Remove(revoked.Share) },
            ExhibitHeld held => this with { Holds = Holds.SetItem(held.Hold, held.Why), Proposal = null },
            HoldLifted lifted => this with { Holds = Holds.Remove(lifted.Hold) },
            BodyWornMarked marked => this with { BodyWorn = marked.As, Proposal = null },
            RetentionReviewed => this with { Proposal = null },
            DisposalProposed proposed => this with { Proposal = proposed },
            DisposalWithdrawn => this with { Proposal = null },
            _ => this,
        };
}

/// <summary>A hold on an exhibit; only ever an id and two events.</summary>
public sealed record Hold;

/// <summary>Why an exhibit may not go, whatever its rule says.</summary>
public enum HoldReason
{
    Appeal,
    Complaint,
    CivilClaim,
    Inquiry,
}

public static class HoldReasons
{
    public static string Label(this HoldReason reason) =>
        reason switch
        {
            HoldReason.CivilClaim => "Civil claim",
            _ => reason.ToString(),
        };
}

/// <summary>Nobody may dispose of the exhibit until the hold is lifted. A disposal that was proposed falls with it.</summary>
[EventType("evidence.exhibit-held.v1")]
public sealed record ExhibitHeld(Id<Exhibit> Exhibit, Id<Hold> Hold, HoldReason Why, string Reason) : IEvent;

/// <summary>A hold was taken off.</summary>
[EventType("evidence.hold-lifted.v1")]
public sealed record HoldLifted(Id<Exhibit> Exhibit, Id<Hold> Hold, string Reason) : IEvent;

/// <summary>It is body-worn video, and somebody said whether it is evidence of anything.</summary>
[EventType("evidence.body-worn-marked.v1")]
public sealed record BodyWornMarked(Id<Exhibit> Exhibit, BodyWorn As) : IEvent;

/// <summary>Somebody looked whether it is still needed, and keeps it: its period begins anew.</summary>
/// <param name="Rule">The rule that it was looked at under, and its version.</param>
[EventType("evidence.retention-reviewed.v1")]
public sealed record RetentionReviewed(Id<Exhibit> Exhibit, string Rule, int RuleVersion, string Reason) : IEvent;

/// <summary>Somebody proposed to dispose of it.</summary>
/// <param name="TwoPeople">Another person must approve.</param>
[EventType("evidence.disposal-proposed.v1")]
public sealed record DisposalProposed(
    Id<Exhibit> Exhibit,
    string Rule,
    int RuleVersion,
    bool TwoPeople,
    Id<Staff> ProposedBy,
    string Reason
) : IEvent;

/// <summary>The proposal was taken back, or refused by whoever was to approve it.</summary>
[EventType("evidence.disposal-withdrawn.v1")]
public sealed record DisposalWithdrawn(Id<Exhibit> Exhibit, string Reason) : IEvent;
