using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Tests.Kernel.Ledger;
using Npgsql;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

public sealed class SealerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_committed_is_under_a_signed_checkpoint()
    {
        await using var world = await SealedWorld.CreateAsync();
        await world.BeaconsAsync(5);
        await world.SealAsync();
        (await SizeAsync(world)).ShouldBe(10);
        (await RootAsync(world)).ShouldBe(await RootOfLedgerAsync(world));
    }

    [Fact]
    public async Task Each_batch_goes_on_where_the_last_one_ended_also_in_a_new_process()
    {
        await using var world = await SealedWorld.CreateAsync();
        for (var i = 0; i < 4; i++)
        {
            await world.BeaconsAsync(i + 1);
            await world.SealAsync();
            await world.BeaconAsync();
            using var another = new Sealer(
                world.Source,
                world.Get<SealKeys>(),
                world.Get<LedgerSignal>(),
                TimeProvider.System,
                world.Get<DatabaseWatch>(),
                Microsoft.Extensions.Logging.Abstractions.NullLogger<Sealer>.Instance
            );
            await SealedWorld.SealAsync(another, world.Source);
        }
        (await SizeAsync(world)).ShouldBe(28);
        (await RootAsync(world)).ShouldBe(await RootOfLedgerAsync(world));
    }

    [Fact]
    public async Task Nothing_new_gives_no_new_seal()
    {
        await using var world = await SealedWorld.CreateAsync();
        await world.BeaconAsync();
        await world.SealAsync();
        var seals = await world.AskAsync<long>("select count(*) from kernel.seal");
        (await world.Sealer.SealAllAsync(Ct)).ShouldBe(0);
        (await world.AskAsync<long>("select count(*) from kernel.seal")).ShouldBe(seals);
    }

    [Fact]
    public async Task An_entry_that_commits_late_is_sealed_late_and_not_passed_over()
    {
        await using var world = await SealedWorld.CreateAsync();
        await using var slow = await world.Source.OpenConnectionAsync(Ct);
        await using var transaction = await slow.BeginTransactionAsync(Ct);
        await using (var begin = new NpgsqlCommand("select pg_current_xact_id()", slow))
            await begin.ExecuteNonQueryAsync(Ct);
        await world.BeaconAsync();
        (await world.Sealer.SealAllAsync(Ct)).ShouldBe(0);
        await transaction.CommitAsync(Ct);
        await world.SealAsync();
        (await SizeAsync(world)).ShouldBe(2);
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_sealing_leaves_nothing_half_done()
    {
        await using var world = await SealedWorld.CreateAsync();
        await world.BeaconAsync();
        await world.SealAsync();
        await world.BeaconAsync();
        await world.DoAsync(
            """
            create function tests.crash() returns trigger language plpgsql as $$ begin raise exception 'crash'; end $$;
            create trigger crash before insert on kernel.checkpoint execute function tests.crash();
            """
        );
        await Should.ThrowAsync<PostgresException>(world.SealAsync);
        (await world.AskAsync<long>("select sum(size) from kernel.seal")).ShouldBe(2);
        (await SizeAsync(world)).ShouldBe(2);
        await world.DoAsync("drop trigger crash on kernel.checkpoint");
        await world.SealAsync();
        (await SizeAsync(world)).ShouldBe(4);
        (await RootAsync(world)).ShouldBe(await RootOfLedgerAsync(world));
    }

    [Fact]
    public async Task Looks_are_sealed_in_a_log_of_their_own()
    {
        await using var world = await SealedWorld.CreateAsync();
        var beacon = await world.BeaconAsync();
        await world.Get<ILedger>().StreamAsync(beacon.Value, LedgerWorld.Handler, Ct);
        await world.SealAsync();
        (await world.AskAsync<long>("select size from kernel.checkpoint where log = 'consultations'")).ShouldBe(1);
    }

    [Fact]
    public async Task Of_an_hour_only_the_last_checkpoint_stays()
    {
        await using var world = await SealedWorld.CreateAsync();
        for (var i = 0; i < 3; i++)
        {
            await world.BeaconAsync();
            await world.SealAsync();
        }
        (await world.AskAsync<long>("select count(*) from kernel.seal")).ShouldBeGreaterThanOrEqualTo(3);
        (await world.AskAsync<long>("select count(*) from kernel.checkpoint where log = 'ledger'")).ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task The_private_key_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes");
            return;
        }
        await using var world = await SealedWorld.CreateAsync();
        await world.BeaconAsync();
        await world.SealAsync();
        File.GetUnixFileMode(Path.Combine(world.Keys, "seal.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_key_can_be_replaced_and_the_old_one_signs_for_it()
    {
        await using var world = await SealedWorld.CreateAsync();
        await world.BeaconAsync();
        await world.SealAsync();
        await world.Get<KeyRotation>().RunAsync(Ct);
        await world.Get<KeyRotation>().RunAsync(Ct);
        await world.BeaconAsync();
        await world.SealAsync();
        await using var connection = await world.Source.OpenConnectionAsync(Ct);
        var keys = await SealKeys.ListAsync(SealedWorld.Log, connection, Ct);
        keys.Select(static k => k.FromSize).ShouldBe([0, 2, 2]);
        (await world.CheckpointAsync()).SignedBy(keys.Select(static k => k.Key)).ShouldBe([keys[2].Key]);
        SignedNote.TryParse(keys[1].Endorsement!, out var handover).ShouldBeTrue();
        handover.SignedBy([keys[0].Key]).ShouldNotBeEmpty();
        handover.Text.ShouldBe(LogKey.Handover(SealedWorld.Log, 2, keys[1].Key));
    }

    [Fact]
    public async Task The_ledger_tells_that_a_key_was_replaced()
    {
        await using var world = await SealedWorld.CreateAsync();
        await world.BeaconAsync();
        await world.SealAsync();
        var keys = await world.Get<KeyRotation>().RunAsync(Ct);
        var told = await world.Get<ILedger>().StreamAsync(SealKeyRing.Of(LedgerWorld.Force).Value, LedgerWorld.Handler, Ct);
        told.Select(static e => e.Event).ShouldBe(keys.Select(static k => new SealKeyRotated(k.Log.Origin, k.Key.ToString())));
    }

    [Fact]
    public async Task A_replacement_that_was_cut_off_after_its_commit_is_finished_by_the_next_one()
    {
        await using var world = await SealedWorld.CreateAsync();
        await world.BeaconAsync();
        await world.SealAsync();
        var (file, before) = (Path.Combine(world.Keys, "seal.key"), await File.ReadAllBytesAsync(Path.Combine(world.Keys, "seal.key"), Ct));
        await world.Get<KeyRotation>().RunAsync(Ct);
        File.Move(file, file + ".next");
        await File.WriteAllBytesAsync(file, before, Ct); // as if the process had ended before the new key was put in place
        await world.Get<KeyRotation>().RunAsync(Ct);
        await world.BeaconAsync();
        await world.SealAsync();
        (await world.Get<Verifier>().RunAsync([], SilentProgress.Instance, Ct)).Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_key_that_signed_before_nothing_is_sealed()
    {
        await using var world = await SealedWorld.CreateAsync();
        await world.BeaconAsync();
        await world.SealAsync();
        File.Delete(Path.Combine(world.Keys, "seal.key"));
        await world.BeaconAsync();
        (await Should.ThrowAsync<WrongSealKeyException>(world.SealAsync)).Message.ShouldContain("Put that file back");
    }

    private static async Task<long> SizeAsync(SealedWorld world) =>
        await world.AskAsync<long>("select max(size) from kernel.checkpoint where log = 'ledger'");

    private static async Task<Hash> RootAsync(SealedWorld world) =>
        Checkpoint.TryParse((await world.CheckpointAsync()).Text, out var checkpoint) ? checkpoint.Root : default;

    private static async Task<Hash> RootOfLedgerAsync(SealedWorld world)
    {
        var leaves = await world.AskAsync<byte[][]>("select array_agg(leaf order by xid, position) from kernel.ledger");
        return Merkle.Root([.. leaves!.Select(static leaf => Hash.Read(leaf))]);
    }
}
