using System.Collections.Immutable;
using Bluelamp.Kernel.Access;

namespace Bluelamp.Records;

/// <summary>
/// Who a nominal is, as its own stream tells: somebody by itself, or part of another; and which decisions stand, the latest last. Each decision stands on
/// the streams of both nominals that it is about, so that each stream knows by itself what may be undone next.
/// </summary>
/// <param name="Self">Nothing while nobody put it on the list.</param>
/// <param name="PartOf">Whom it was found to be; it is another name of that one.</param>
/// <param name="Made">Every decision ever made here: none is made twice.</param>
/// <param name="Waiting">What waits for a second person.</param>
public sealed record NominalIdentity(
    Id<Nominal>? Self,
    Id<Nominal>? PartOf,
    ImmutableArray<IIdentityDecided> Standing,
    ImmutableHashSet<Id<IdentityDecision>> Made,
    ImmutableDictionary<Id<IdentityDecision>, JoinRequested> Waiting
) : IState<NominalIdentity>
{
    public static NominalIdentity Empty { get; } =
        new(Self: null, PartOf: null, [], [], ImmutableDictionary<Id<IdentityDecision>, JoinRequested>.Empty);

    public NominalIdentity Apply(IEvent e) =>
        e switch
        {
            NominalCreated created => this with { Self = created.Nominal },
            JoinRequested asked => this with { Waiting = Waiting.Add(asked.Decision, asked) },
            JoinRefused refused => this with { Waiting = Waiting.Remove(refused.Decision), Made = Made.Add(refused.Decision) },
            IdentityDecisionUndone undone => Turned(undone) with { Standing = Standing.RemoveAll(d => d.Decision == undone.Undone) },
            IIdentityDecided decided => Turned(decided) with { Standing = Standing.Add(decided) },
            _ => this,
        };

    private NominalIdentity Turned(IIdentityDecided decided) =>
        this with
        {
            PartOf = decided.Aliases.FirstOrDefault(a => a.Nominal == Self) is { } own ? own.After : PartOf,
            Made = Made.Add(decided.Decision),
            Waiting = Waiting.Remove(decided.Decision),
        };
}

/// <summary>A decision on who is who; only ever an id and its events.</summary>
public sealed record IdentityDecision;

/// <summary>
/// What an event changes of who is who. It says of each pointer where it led before and where it leads now, so that views and undoing need nothing
/// but the event.
/// </summary>
public interface IIdentityDecided : IEvent
{
    Id<IdentityDecision> Decision { get; }

    /// <summary>The two nominals on whose streams it stands.</summary>
    (Id<Nominal> One, Id<Nominal> Other) Between { get; }

    ImmutableArray<AliasTurned> Aliases { get; }

    ImmutableArray<AppearanceMoved> Moves { get; }

    string Reason { get; }
}

/// <summary>A nominal became another name of somebody, or somebody by itself again (<paramref name="After"/> is nothing).</summary>
public sealed record AliasTurned(Id<Nominal> Nominal, Id<Nominal>? Before, Id<Nominal>? After);

/// <summary>An appearance was said to be somebody's; nothing means whoever its home is.</summary>
/// <param name="SaidAt">When it was written. What else was written in that moment, such as the link to its crime, goes with it.</param>
public sealed record AppearanceMoved(Appearance Appearance, DateTimeOffset SaidAt, Id<Nominal>? Before, Id<Nominal>? After);

/// <summary>What the linkage engine had proposed before a person decided.</summary>
/// <param name="Weight">Match weight, in bits.</param>
/// <param name="Hash">Of the model's definition, so that the proposal can be made again.</param>
public sealed record IdentityProposal(double Weight, double Probability, string Model, int Version, string Hash)
{
    /// <inheritdoc cref="InAHundred(double)"/>
    public int InAHundred() => InAHundred(Probability);

    /// <summary>It tells another figure than before, or stands clearly elsewhere: a few names more on the list are no reason to say so.</summary>
    public bool DiffersFrom(IdentityProposal before) => InAHundred() != before.InAHundred() || Math.Abs(Weight - before.Weight) >= 1;

    /// <summary>How many of a hundred such people are one; 0 and 100 are never said, as nothing is certain.</summary>
    public static int InAHundred(double probability) => Math.Clamp((int)Math.Round(probability * 100), 1, 99);
}

/// <summary>Two nominals are one person. The survivor shows both; the other leads to it, and keeps everything that was said of it.</summary>
/// <param name="Proposed">Nothing when a person came to it by themselves.</param>
/// <param name="RequestedBy">Who said it first, where a second person had to confirm it; the second is who wrote the entry.</param>
[EventType("records.nominals-joined.v1")]
public sealed record NominalsJoined(
    Id<IdentityDecision> Decision,
    Id<Nominal> Survivor,
    Id<Nominal> Other,
    string Reason,
    IdentityProposal? Proposed = null,
    Id<Staff>? RequestedBy = null
) : IIdentityDecided
{
    (Id<Nominal> One, Id<Nominal> Other) IIdentityDecided.Between => (Survivor, Other);

    ImmutableArray<AliasTurned> IIdentityDecided.Aliases => [new(Other, Before: null, Survivor)];

    ImmutableArray<AppearanceMoved> IIdentityDecided.Moves => [];
}

/// <summary>Not all of a nominal is one person: these appearances are somebody else's.</summary>
/// <param name="WasPartOf">What <paramref name="To"/> was another name of, when it is somebody by itself again; nothing when it is new.</param>
[EventType("records.nominal-split.v1")]
public sealed record NominalSplit(
    Id<IdentityDecision> Decision,
    Id<Nominal> From,
    Id<Nominal> To,
    Id<Nominal>? WasPartOf,
    ImmutableArray<AppearanceMoved> Moves,
    string Reason,
    IdentityProposal? Proposed = null
) : IIdentityDecided
{
    (Id<Nominal> One, Id<Nominal> Other) IIdentityDecided.Between => (From, To);

    ImmutableArray<AliasTurned> IIdentityDecided.Aliases => WasPartOf is { } was ? [new(To, was, After: null)] : [];
}

/// <summary>A decision on who is who was taken back, and everything leads where it led before. The ids that it gave stay taken.</summary>
[EventType("records.identity-decision-undone.v1")]
public sealed record IdentityDecisionUndone(
    Id<IdentityDecision> Decision,
    Id<IdentityDecision> Undone,
    Id<Nominal> One,
    Id<Nominal> Other,
    ImmutableArray<AliasTurned> Aliases,
    ImmutableArray<AppearanceMoved> Moves,
    string Reason
) : IIdentityDecided
{
    (Id<Nominal> One, Id<Nominal> Other) IIdentityDecided.Between => (One, Other);

    /// <summary>What takes a decision back. A nominal that it made becomes another name of the one it came from.</summary>
    public static IdentityDecisionUndone Of(IIdentityDecided decided, Id<IdentityDecision> decision, string reason)
    {
        var (one, other) = decided.Between;
        var aliases = decided.Aliases.Select(static a => new AliasTurned(a.Nominal, a.After, a.Before));
        if (decided is NominalSplit { WasPartOf: null })
            aliases = aliases.Append(new(other, Before: null, one));
        var moves = decided.Moves.Select(static m => m with { Before = m.After, After = m.Before });
        return new(decision, decided.Decision, one, other, [.. aliases], [.. moves], reason);
    }
}
