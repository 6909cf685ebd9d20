using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>Say that some appearances of a nominal are somebody else's: somebody new, or whom they were before they were joined.</summary>
/// <param name="WasPartOf">What <paramref name="To"/> is another name of; nothing when it is new.</param>
/// <param name="Moves">Every pointer that this turns; <see cref="Of"/> finds them.</param>
public sealed record SplitNominal(
    Id<IdentityDecision> Decision,
    Id<Nominal> From,
    Id<Nominal> To,
    Id<Nominal>? WasPartOf,
    ImmutableArray<AppearanceMoved> Moves,
    SplitShape Shape,
    string Reason,
    IdentityProposal? Proposed = null
) : ICommand<NominalIdentity>
{
    /// <summary>The split of a nominal as it stands.</summary>
    /// <param name="all">Its appearances and when each was written.</param>
    /// <param name="to">A new id, or that of a nominal that is part of it now.</param>
    public static SplitNominal Of(
        IdentityMap map,
        Id<Nominal> from,
        IReadOnlyCollection<(Appearance Appearance, DateTimeOffset SaidAt)> all,
        IReadOnlySet<Appearance> leaving,
        Id<Nominal> to,
        Id<IdentityDecision> decision,
        string reason,
        IdentityProposal? proposed = null
    )
    {
        var was = map.Aliases.TryGetValue(to, out var part) && map.Of(to) == from ? part : (Id<Nominal>?)null;
        var parted = map with { Aliases = map.Aliases.Remove(to) };
        var moves = all.Select(a => (a.Appearance, a.SaidAt, Whose: leaving.Contains(a.Appearance) ? to : from))
            .Where(a => parted.Of(a.Appearance) != a.Whose)
            .Select(a => new AppearanceMoved(
                a.Appearance,
                a.SaidAt,
                map.Moved.TryGetValue(a.Appearance, out var before) ? before : null,
                a.Whose
            ));
        var leave = all.Count(a => leaving.Contains(a.Appearance));
        var shape =
            leave == 0 || leave < leaving.Count ? SplitShape.NobodyLeaves
            : leave == all.Count ? SplitShape.NobodyStays
            : SplitShape.Parts;
        return new(decision, from, to, was, [.. moves], shape, reason, proposed);
    }

    /// <summary>It stands on both streams, or on neither.</summary>
    public IReadOnlyList<Step> Steps(int? seen = null) =>
        [Step.For(JoinNominals.Is(From), this, seen), Step.For(JoinNominals.Is(To), new Receive(this))];

    public Decision Decide(NominalIdentity state, By by) =>
        state switch
        {
            { Self: null } => new NoSuchRecord(),
            { PartOf: not null } => new IsPartOfAnother(),
            _ when state.Made.Contains(Decision) => new DecisionIsMade(),
            _ when Shape is SplitShape.NobodyLeaves => new NobodyLeaves(),
            _ when Shape is SplitShape.NobodyStays => new NobodyStays(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [Event()],
        };

    private NominalSplit Event() => new(Decision, From, To, WasPartOf, Moves, Reason.Trim(), Proposed);

    /// <summary>The same split, as the stream of the other nominal decides it: it begins there, or is somebody by itself again.</summary>
    internal sealed record Receive(SplitNominal Split) : ICommand<NominalIdentity>
    {
        public Decision Decide(NominalIdentity state, By by) =>
            (state.Self, Split.WasPartOf) switch
            {
                (null, null) when state.Made.IsEmpty => [new NominalCreated(Split.To), Split.Event()],
                (not null, null) => new IdIsTaken(),
                (not null, { } was) when state.PartOf == was => [Split.Event()],
                _ => new IsPartOfAnother(),
            };
    }
}

/// <summary>What a split would leave.</summary>
public enum SplitShape
{
    Parts,
    NobodyLeaves,
    NobodyStays,
}

public sealed record NobodyLeaves()
    : Refusal.Invalid("nobody-leaves", "Choose what is about somebody else, from what this person shows now.", "leaving");

public sealed record NobodyStays() : Refusal.Invalid("nobody-stays", "Leave at least one: this person stays on the list.", "leaving");

public sealed record IdIsTaken() : Refusal.Conflict("id-is-taken", "This id belongs to somebody already. Ids are never used again.");
