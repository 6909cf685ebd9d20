using Bluelamp.Kernel;

namespace Bluelamp.Tests.Kernel.Ledger;

[EventType("tests.beacon-lit.v1")]
public sealed record BeaconLit(Id<Beacon> Beacon, Id<Keeper> Keeper, string Words) : IEvent;

[EventType("tests.beacon-dimmed.v1")]
public sealed record BeaconDimmed(Id<Beacon> Beacon, string Why) : IEvent;

/// <summary>The keeper of a beacon; only ever an id here.</summary>
public sealed record Keeper;

/// <summary>The smallest record that a test can tell a story about.</summary>
public sealed record Beacon(bool Lit, int Dimmings) : IState<Beacon>
{
    public static Beacon Empty { get; } = new(Lit: false, 0);

    public Beacon Apply(IEvent e) =>
        e switch
        {
            BeaconLit => this with { Lit = true },
            BeaconDimmed => this with { Lit = false, Dimmings = Dimmings + 1 },
            _ => this,
        };
}

public sealed record LightBeacon(Id<Beacon> Beacon, Id<Keeper> Keeper, string Words) : ICreation<Beacon>
{
    public Decision Decide(Beacon state, By by) => state.Lit ? new BeaconIsLit() : [new BeaconLit(Beacon, Keeper, Words)];
}

public sealed record DimBeacon(Id<Beacon> Beacon, string Why) : ICommand<Beacon>
{
    public Decision Decide(Beacon state, By by) => state.Lit ? [new BeaconDimmed(Beacon, Why)] : new BeaconIsDark();
}

/// <summary>Something that everybody may say at once, as people do who link their film to one crime.</summary>
public sealed record SayDimmed(Id<Beacon> Beacon, string Why) : ICommand<Beacon>
{
    public Decision Decide(Beacon state, By by) => [new BeaconDimmed(Beacon, Why)];
}

public sealed record BeaconIsLit() : Refusal.Conflict("beacon-is-lit", "This beacon is lit already.");

public sealed record BeaconIsDark() : Refusal.Conflict("beacon-is-dark", "This beacon is dark already.");

/// <summary>Keeps <c>tests.beacon</c>.</summary>
internal sealed class BeaconView : IView
{
    public string Table => "tests.beacon";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            BeaconLit e => $"""
                insert into tests.beacon (force, beacon, lit, words) values ({entry.Force}, {e.Beacon}, true, {e.Words})
                on conflict (force, beacon) do update set lit = true, words = excluded.words
                """,
            BeaconDimmed e => $"update tests.beacon set lit = false where force = {entry.Force} and beacon = {e.Beacon}",
            _ => null,
        };

    public Sql Forget(short force, Guid stream) => $"delete from tests.beacon where force = {force} and beacon = {stream}";
}

/// <summary>A line of the list of beacons.</summary>
internal sealed record BeaconLine(Guid Beacon, bool Lit, string Words) : IShows
{
    public IEnumerable<Guid> Shown => [Beacon];
}
