using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Objects;
using Bluelamp.Kernel;
using Bluelamp.Tests.Harness;
using Shouldly;

namespace Bluelamp.Tests.Evidence;

/// <summary>An object that somebody without an account took to the store, and signed for by hand.</summary>
internal static class SignedObject
{
    private const string Drawn = "100,150 120,90 140,210 160,90;300,150 340,100 380,200 420,100";

    public static async Task<Id<Exhibit>> TakeInAsync(TestHost host, Viewer by, CancellationToken ct, string drawn = Drawn)
    {
        var (exhibit, at) = (Id<Exhibit>.New(), host.Get<TimeProvider>().GetUtcNow().AddHours(-2));
        var take = new TakeInObject(
            exhibit,
            new() { Description = "Kitchen knife", From = at },
            new("pace-32", null, null, null, null, "S100"),
            new(ObjectStatus.WithOfficer, Store: null, "PC Rees", Place: null),
            at
        );
        (await host.Get<ILedger>().DecideAsync(exhibit, take, by, ct)).OrThrow();
        Drawing.TryParse(drawn, out var drawing).ShouldBeTrue();
        var pass = new PassOnObject(
            exhibit,
            new(ObjectStatus.InStore, "temporary", "Red Van Couriers", Place: null),
            at.AddHours(1),
            "To store",
            "S100",
            NewSeal: null,
            "J. <i>Courier",
            await host.Get<SignatureKeeper>().KeepAsync(drawing, by, ct)
        );
        (await host.Get<ILedger>().DecideAsync(new Id<Custody>(exhibit.Value), pass, by, ct)).OrThrow();
        return exhibit;
    }
}
