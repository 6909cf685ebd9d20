using Bluelamp.Evidence.Doors;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Records;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>A door to the public, and the crime that it is for.</summary>
internal sealed record OpenedDoor(Id<Crime> Crime, Id<Door> Door, string Code);

/// <summary>Doors to the public, each of a crime of its own.</summary>
internal static class OpenedDoors
{
    private static int _serial = 7_000;

    public static Bilingual Asks { get; } = new("Film of Heol Fawr on Friday night", "Ffilm o Heol Fawr nos Wener");

    /// <summary>Opens a door of a new crime.</summary>
    /// <param name="open">For how long; a time before now makes one that has run out.</param>
    public static async Task<OpenedDoor> OpenDoorAsync(this TestHost host, DoorKind kind, TimeSpan? open = null)
    {
        var (ct, ledger) = (TestContext.Current.CancellationToken, host.Get<ILedger>());
        var police = Viewer.System(host.Get<ForceProfile>().Code);
        var plan = Burglary.Plan(Interlocked.Increment(ref _serial)) with { Ids = new NaturalIds(police.Force, host.Get<IdSecret>()) };
        (await ledger.DecideAsync(plan.Steps(), police, ct)).OrThrow();
        var (door, code) = (Id<Door>.New(), DoorCode.New());
        var until = host.Get<TimeProvider>().GetUtcNow() + (open ?? TimeSpan.FromDays(7));
        var opened = new DoorOpened(door, kind, RecordRef.Of(plan.Crime), Asks, DoorCode.Hash(code), Code: null, until, "Mair");
        (await ledger.DecideAsync(new Id<Told>(door.Value), new Tell(opened), police, ct)).OrThrow();
        return new(plan.Crime, door, code);
    }
}
