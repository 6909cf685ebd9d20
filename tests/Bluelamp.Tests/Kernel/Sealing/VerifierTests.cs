using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

public sealed class VerifierTests(TamperedWorld shared) : IClassFixture<TamperedWorld>
{
    private const string Twelfth = "leaf = (select leaf from kernel.ledger order by xid, position offset 11 limit 1)";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_untouched_ledger_verifies_and_gives_its_checkpoint()
    {
        await using var world = await TamperedWorld.LookedAtAsync();
        await world.BeaconAsync("not sealed yet");
        var report = await VerifyAsync(world);
        report.Wrong.ShouldBeEmpty();
        report.Ok.ShouldBeTrue();
        report.Checkpoint.ShouldBe((await world.CheckpointAsync()).ToString());
        report
            .Logs.Select(static l => (l.Log, l.Entries, l.Unsealed))
            .ShouldBe([("bluelamp/98/ledger", 42, 2), ("bluelamp/98/consultations", 20, 0)]);
    }

    [Fact]
    public async Task It_verifies_while_others_write_and_seal()
    {
        await using var world = await TamperedWorld.LookedAtAsync();
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await world.BeaconAsync();
                    await world.SealAsync();
                }
            },
            Ct
        );
        for (var i = 0; i < 10; i++)
            (await VerifyAsync(world)).Wrong.ShouldBeEmpty();
        await stop.CancelAsync();
        await writing;
    }

    [Theory]
    [InlineData("update kernel.ledger set data = jsonb_set(data, '{why}', '\"night\"') where {0}", "its content was changed")]
    [InlineData("update kernel.ledger set at = at + interval '1 microsecond' where {0}", "its content was changed")]
    [InlineData("update kernel.ledger set actor = gen_random_uuid() where {0}", "its content was changed")]
    [InlineData("update kernel.ledger set purpose = purpose || ' ' where {0}", "its content was changed")]
    [InlineData("update kernel.ledger set type = 'tests.beacon-lit.v1' where {0}", "its content was changed")]
    [InlineData("update kernel.ledger set subjects = array_append(subjects, gen_random_uuid()) where {0}", "its content was changed")]
    [InlineData("update kernel.ledger set salt = set_bit(salt, 7, 1 - get_bit(salt, 7)) where {0}", "its content was changed")]
    [InlineData("update kernel.ledger set leaf = set_bit(leaf, 7, 1 - get_bit(leaf, 7)) where {0}", "its leaf was changed")]
    [InlineData("update kernel.ledger set data = null where {0}", "its content was changed")]
    [InlineData("update kernel.ledger set salt = null where {0}", "it cannot be read any more")]
    [InlineData("update kernel.ledger set at = 'infinity' where {0}", "it cannot be read any more")]
    [InlineData("update kernel.ledger set data = null, salt = null where {0}", "its content was erased, and no disposal says so")]
    [InlineData("delete from kernel.ledger where {0}", "the entry that was sealed here is gone")]
    [InlineData("update kernel.ledger set position = position + 100000 where {0}", "the entry that was sealed here is gone")]
    [InlineData("update kernel.ledger set version = version + 1 where {0}", "its content was changed")]
    public async Task A_changed_entry_is_named(string tamper, string problem)
    {
        var wrong = await TamperedAsync(tamper.Replace("{0}", Twelfth, StringComparison.Ordinal));
        wrong.ShouldContain("bluelamp/98/ledger, entry 11, position");
        wrong.ShouldContain(problem);
    }

    [Theory]
    [InlineData("update kernel.consultation set what = 'nothing' where position = (select min(position) from kernel.consultation)")]
    [InlineData(
        "update kernel.consultation set person = gen_random_uuid() where position = (select min(position) from kernel.consultation)"
    )]
    [InlineData("delete from kernel.consultation where position = (select min(position) from kernel.consultation)")]
    public async Task A_changed_look_is_found(string tamper) => (await TamperedAsync(tamper)).ShouldContain("bluelamp/98/consultations");

    [Theory]
    [InlineData("update kernel.tile set hashes = set_byte(hashes, 40, 255 - get_byte(hashes, 40)) where log = 'ledger' and level = 0")]
    [InlineData("delete from kernel.tile where log = 'ledger'")]
    [InlineData("update kernel.tile set width = width - 1 where log = 'ledger' and level = 0")]
    [InlineData("update kernel.checkpoint set note = replace(note, E'\\n40\\n', E'\\n41\\n')")]
    [InlineData("update kernel.checkpoint set note = left(note, -5) || 'AAA=' || E'\\n'")]
    [InlineData("delete from kernel.checkpoint where log = 'ledger'")]
    [InlineData("delete from kernel.seal_key")]
    [InlineData("update kernel.seal set at = at - interval '1 day' where log = 'ledger'")]
    [InlineData("update kernel.seal set upto_position = upto_position + 1 where log = 'ledger'")]
    [InlineData("update kernel.seal set positions[3] = positions[4], positions[4] = positions[3] where log = 'ledger' and size > 4")]
    [InlineData("delete from kernel.seal where log = 'ledger' and first_index = 0")]
    [InlineData("update kernel.ledger set xid = (select max(xid) from kernel.ledger) where {0}")]
    [InlineData("update kernel.ledger set xid = '9999999999' where {0}")]
    [InlineData(
        "with p as (select xid, position, leaf, row_number() over (order by xid, position) n from kernel.ledger where force = 98), s as (select a.leaf, b.xid, b.position from p a join p b on a.n + b.n = 25 and a.n in (12, 13)) update kernel.ledger l set xid = s.xid, position = s.position from s where s.leaf = l.leaf"
    )]
    public Task A_changed_seal_is_found(string tamper) => TamperedAsync(tamper);

    [Fact]
    public async Task An_entry_that_was_put_between_others_is_found() =>
        (
            await TamperedAsync(
                """
                insert into kernel.ledger (force, position, stream, version, type, at, actor, purpose, subjects, data, salt, leaf, xid)
                select force, position, gen_random_uuid(), 1, type, at, actor, purpose, subjects, data, salt, leaf, xid from kernel.ledger where {0}
                """
            )
        ).ShouldContain("it was put in later: it was never sealed");

    [Fact]
    public async Task A_back_dated_entry_is_found_although_it_is_sealed()
    {
        await using var world = await TamperedWorld.LookedAtAsync();
        var entry = new EntryFields(
            98,
            Guid.CreateVersion7(),
            1,
            "tests.beacon-lit.v1",
            TimeProvider.System.GetUtcNow().AddDays(-3),
            default,
            "x",
            [],
            "{}"u8
        );
        await using (
            var insert = world.Source.CreateCommand(
                "insert into kernel.ledger (force, stream, version, type, at, actor, purpose, subjects, data, salt, leaf) values (98, $1, 1, 'tests.beacon-lit.v1', $2, $3, 'x', '{}', '{}', $4, $5)"
            )
        )
        {
            var at = entry.At.AddTicks(-(entry.At.Ticks % 10));
            var salt = new byte[16];
            insert.Parameters.AddWithValue(entry.Stream);
            insert.Parameters.AddWithValue(at.UtcDateTime);
            insert.Parameters.AddWithValue(Guid.Empty);
            insert.Parameters.AddWithValue(salt);
            insert.Parameters.AddWithValue(Leaf.Of(entry, salt));
            await insert.ExecuteNonQueryAsync(Ct);
        }
        await world.SealAsync();
        var wrong = (await VerifyAsync(world)).Wrong;
        wrong.Count.ShouldBe(1);
        wrong[0].Problem.ShouldStartWith("it is back-dated");
        wrong[0].Index.ShouldBe(40);
    }

    [Fact]
    public async Task A_log_that_was_cut_back_or_replaced_is_found_by_a_kept_checkpoint()
    {
        await using var world = await TamperedWorld.LookedAtAsync();
        var kept = (await world.CheckpointAsync()).ToString();
        await world.BeaconsAsync(3);
        await world.SealAsync();
        (await VerifyAsync(world, kept)).Wrong.ShouldBeEmpty();
        var last = (await world.CheckpointAsync()).ToString();
        await world.DoAsync(
            """
            delete from kernel.seal; delete from kernel.tile; delete from kernel.checkpoint;
            delete from kernel.ledger where leaf in (select leaf from kernel.ledger order by xid, position offset 12)
            """
        );
        await world.SealAsync();
        (await VerifyAsync(world)).Ok.ShouldBeTrue("nothing inside the database tells");
        (await VerifyAsync(world, kept)).Wrong.ShouldContain(static w =>
            w.Problem.StartsWith("the log was cut back", StringComparison.Ordinal)
        );
        await world.BeaconsAsync(40);
        await world.SealAsync();
        (await VerifyAsync(world, last)).Ok.ShouldBeFalse();
    }

    [Fact]
    public async Task A_replaced_key_verifies_and_one_that_nobody_handed_over_is_found()
    {
        await using var world = await TamperedWorld.LookedAtAsync();
        await world.Get<KeyRotation>().RunAsync(Ct);
        await world.BeaconAsync();
        await world.SealAsync();
        (await VerifyAsync(world)).Wrong.ShouldBeEmpty();
        await world.DoAsync("update kernel.seal_key set endorsement = null where number = 2");
        (await VerifyAsync(world)).Wrong.ShouldContain(static w => w.Problem.Contains("was not handed over", StringComparison.Ordinal));
    }

    /// <summary>Tampers, verifies, and puts everything back.</summary>
    private async Task<string> TamperedAsync(string tamper)
    {
        var world = await shared.GetAsync();
        await world.DoAsync(tamper.Replace("{0}", Twelfth, StringComparison.Ordinal));
        var report = await VerifyAsync(world);
        await shared.RestoreAsync();
        (await VerifyAsync(world)).Wrong.ShouldBeEmpty();
        report.Ok.ShouldBeFalse(tamper);
        return string.Join('\n', report.Wrong);
    }

    private static Task<VerifyReport> VerifyAsync(SealedWorld world, params string[] kept) =>
        world.Get<Verifier>().RunAsync(kept, SilentProgress.Instance, Ct);
}
