using Bluelamp.Records;

namespace Bluelamp.Evidence.Doors;

/// <summary>Open a door to the public, for evidence of one record.</summary>
public sealed record OpenDoor(Id<Door> Door, DoorKind Kind, RecordRef Of, Bilingual Asks, string Code, DateTimeOffset Until, string? For)
    : ICreation<Door>
{
    /// <summary>The longest that a door stays open.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>Characters of what is asked for.</summary>
    public const int LongestAsks = 2_000;

    public Decision Decide(Door state, By by) =>
        state switch
        {
            { Known: true } => [],
            _ when string.IsNullOrWhiteSpace(Asks.En) || string.IsNullOrWhiteSpace(Asks.Cy) => new NothingAsked(),
            _ when Math.Max(Asks.En.Length, Asks.Cy.Length) > LongestAsks => new AsksTooMuch(),
            _ when Until <= by.At || Until > by.At + Longest => new NoSuchTerm(),
            _ => [new DoorOpened(Door, Kind, Of, Asks, DoorCode.Hash(Code), Kind is DoorKind.Appeal ? Code : null, Until, For)],
        };
}

/// <summary>Close a door before its time.</summary>
public sealed record CloseDoor(Id<Door> Door, string Reason) : ICommand<Door>
{
    public Decision Decide(Door state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Closed: true } => [],
            _ when string.IsNullOrWhiteSpace(Reason) => new ClosingReasonMissing(),
            _ => [new DoorClosed(Door, Reason.Trim())],
        };
}

/// <summary>Come in by a door. A link to one person lets one browser in.</summary>
/// <param name="Visitor">The hash of a secret of the browser.</param>
public sealed record EnterDoor(Id<Door> Door, string Visitor) : ICommand<Door>
{
    public Decision Decide(Door state, By by) =>
        state switch
        {
            { Known: false } or { Closed: true } => new DoorIsShut(),
            _ when state.Until <= by.At => new DoorIsShut(),
            { Kind: DoorKind.Appeal } => [],
            { EnteredBy: null } => [new DoorEntered(Door, Visitor)],
            _ when string.Equals(state.EnteredBy, Visitor, StringComparison.Ordinal) => [],
            _ => new DoorIsAnothers(),
        };
}

public sealed record NothingAsked() : Refusal.Invalid("nothing-asked", "Say what you ask the public for, in English and in Welsh.", "asks");

public sealed record AsksTooMuch() : Refusal.Invalid("asks-too-much", $"Use at most {OpenDoor.LongestAsks} characters.", "asks");

public sealed record NoSuchTerm() : Refusal.Invalid("no-such-term", "Choose a day within a year from now.", "until");

public sealed record ClosingReasonMissing() : Refusal.Invalid("closing-reason-missing", "Say why it is closed.", "reason");

public sealed record DoorIsShut() : Refusal.NotFound("door-is-shut", "This link is no longer open.");

public sealed record DoorIsAnothers() : Refusal.Forbidden("door-is-anothers", "This link was opened on another device already.");
