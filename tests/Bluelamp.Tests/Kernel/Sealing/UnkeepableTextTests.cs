using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Tests.Kernel.Ledger;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

public sealed class UnkeepableTextTests
{
    private const string Odd = "case\u0000 7 \ud800 ☼\ud83d\ude93";
    private const string Kept = "case 7 \ufffd ☼\ud83d\ude93";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_database_cannot_hold_is_left_out_of_every_text_and_the_proof_holds()
    {
        await using var world = await SealedWorld.CreateAsync();
        var beacon = Id<Beacon>.New();
        var viewer = LedgerWorld.Handler with { Purpose = new("investigation", Odd) };
        (await world.Get<ILedger>().DecideAsync(beacon, new LightBeacon(beacon, Id<Keeper>.New(), Odd), viewer, Ct)).OrThrow();
        await world.Get<ConsultationLog>().LookedAsync(viewer, [beacon.Value], Odd, Ct);

        (await world.AskAsync<string>("select purpose from kernel.ledger")).ShouldBe($"investigation: {Kept}");
        (await world.AskAsync<string>("select data->>'words' from kernel.ledger")).ShouldBe(Kept);
        (await world.AskAsync<string>("select purpose from kernel.consultation")).ShouldBe($"investigation: {Kept}");
        (await world.AskAsync<string>("select what from kernel.consultation")).ShouldBe(Kept);
        await world.SealAsync();
        (await world.Get<Verifier>().RunAsync([], SilentProgress.Instance, Ct)).Wrong.ShouldBeEmpty();
    }
}
