using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Retention;

/// <summary>Keep an exhibit from disposal.</summary>
public sealed record HoldExhibit(Id<Exhibit> Exhibit, Id<Hold> Hold, HoldReason Why, string Reason) : ICommand<Keeping>
{
    public Decision Decide(Keeping state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            _ when state.Holds.ContainsKey(Hold) => [],
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new ExhibitHeld(Exhibit, Hold, Why, Reason.Trim())],
        };
}

/// <summary>Take a hold off.</summary>
public sealed record LiftHold(Id<Exhibit> Exhibit, Id<Hold> Hold, string Reason) : ICommand<Keeping>
{
    public Decision Decide(Keeping state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            _ when !state.Holds.ContainsKey(Hold) => new NoSuchHold(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new HoldLifted(Exhibit, Hold, Reason.Trim())],
        };
}

/// <summary>Refuses every disposal of an exhibit that is held, also of single entries, whoever asks for it.</summary>
internal sealed class HeldBack : IDisposalBar
{
    public Refusal? Bars(IEnumerable<IEvent> past) =>
        past.Aggregate(Keeping.Empty, static (state, e) => state.Apply(e)) is { Held: true } state ? new ExhibitIsHeld(state) : null;
}

public sealed record ExhibitIsHeld(Keeping Keeping)
    : Refusal.Conflict(
        "exhibit-is-held",
        $"It is held back: {string.Join(", ", Keeping.Holds.Values.Distinct().Order().Select(static h => h.Label().ToLowerInvariant()))}. "
            + "Lift the hold on its page first."
    );

public sealed record NoSuchHold() : Refusal.NotFound("no-such-hold", "This hold is off already. Nothing is left to do.");
