using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Npgsql;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

/// <summary>Whatever bit flips, whatever goes or is moved: with 400 tries on an export (<see cref="ExportTests"/>), a thousand in all.</summary>
public sealed class RandomTamperTests(TamperedWorld shared) : IClassFixture<TamperedWorld>
{
    private const string Pick =
        "(select leaf, lead(leaf) over (order by xid, position) as after, row_number() over (order by xid, position) as n from kernel.ledger)";

    private static readonly string[] Tampers =
    [
        Change("stream", Uuid("stream")),
        Change("actor", Uuid("actor")),
        Change("version", "version # (1 << ({1} % 8))"),
        Change("type", Text("type")),
        Change("purpose", Text("purpose")),
        Change("at", "at + make_interval(secs => (1 << ({1} % 30)) / 1000000.0)"),
        Change("at", "at - make_interval(secs => (1 << ({1} % 30)) / 1000000.0)"),
        Change("data", $"({Text("data::text")})::jsonb"),
        Change("salt", Bit("salt")),
        Change("leaf", Bit("leaf")),
        Change("subjects[1]", Uuid("subjects[1]")),
        Change("position", "position # (1::bigint << ({1} % 40))"),
        Change("xid", "(xid::text::bigint # (1::bigint << ({1} % 30)))::text::xid8"),
        "delete from kernel.ledger l using " + Pick + " p where p.leaf = l.leaf and p.n = {0}",
        Swap("data"),
        Swap("at"),
        Swap("salt"),
        Swap("leaf"),
        """
            insert into kernel.ledger (force, position, stream, version, type, at, actor, purpose, subjects, data, salt, leaf, xid)
            select force, nextval('kernel.position'), gen_random_uuid(), 1, type, at - interval '1 hour', actor, purpose, subjects, data, salt, leaf, l.xid
              from kernel.ledger l join
            """
            + Pick
            + " p using (leaf) where p.n = {0}",
        "update kernel.tile set hashes = " + Bit("hashes") + " where log = 'ledger'",
        "update kernel.checkpoint set note = " + Text("note") + " where log = 'ledger'",
        "update kernel.seal set positions[1 + {0} % size] = positions[1 + {0} % size] # (1::bigint << ({1} % 40)) where log = 'ledger'",
        "update kernel.seal set digest = " + Bit("digest") + " where log = 'ledger'",
        "update kernel.seal set first_index = first_index # (1::bigint << ({1} % 20)) where log = 'ledger' and first_index > 0",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Six_hundred_random_tampers_of_the_database_are_all_found()
    {
        var world = await shared.GetAsync();
        var random = new Random(1829);
        var found = 0;
        while (found < 600)
        {
            var tamper = string.Format(
                CultureInfo.InvariantCulture,
                Tampers[random.Next(Tampers.Length)],
                random.Next(1, 40),
                random.Next(1 << 20)
            );
            if (!await HappensAsync(world, tamper))
                continue;
            (await world.Get<Verifier>().RunAsync([], SilentProgress.Instance, Ct)).Ok.ShouldBeFalse(tamper);
            await shared.RestoreAsync();
            found++;
        }
        (await world.Get<Verifier>().RunAsync([], SilentProgress.Instance, Ct)).Wrong.ShouldBeEmpty();
    }

    /// <summary>The database itself refuses some: a text that is not UTF-8 or not JSON any more, a version that is taken.</summary>
    private static async Task<bool> HappensAsync(SealedWorld world, string tamper)
    {
        try
        {
            await using var command = world.Source.CreateCommand(tamper);
            return await command.ExecuteNonQueryAsync(Ct) > 0;
        }
        catch (PostgresException)
        {
            return false;
        }
    }

    private static string Change(string column, string value) =>
        $"update kernel.ledger l set {column} = {value.Replace(column, "l." + column, StringComparison.Ordinal)} from {Pick} p where p.leaf = l.leaf and p.n = {{0}}";

    private static string Swap(string column) =>
        $$"""
            with two as (select unnest(array[p.leaf, p.after]) as leaf, unnest(array[p.after, p.leaf]) as other from {{Pick}} p where p.n = {0})
            update kernel.ledger l set {{column}} = o.{{column}} from two join kernel.ledger o on o.leaf = two.other
             where l.leaf = two.leaf and o.{{column}} <> l.{{column}}
            """;

    private static string Bit(string column) =>
        $"set_bit({column}, {{1}} % (length({column}) * 8), 1 - get_bit({column}, {{1}} % (length({column}) * 8)))";

    private static string Text(string column)
    {
        var bytes = $"convert_to({column}, 'UTF8')";
        return $"convert_from({Bit(bytes)}, 'UTF8')";
    }

    private static string Uuid(string column)
    {
        var bytes = $"uuid_send({column})";
        return $"encode({Bit(bytes)}, 'hex')::uuid";
    }
}
