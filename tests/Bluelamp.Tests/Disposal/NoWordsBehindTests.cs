using System.Reflection;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Disposal;

/// <summary>Lawful disposal of any kind of record, in a world in which each speaks of the others.</summary>
public sealed class NoWordsBehindTests
{
    private static readonly DisposalOrder Order = new("Information manager", "Retention period ended", "MoPI group 3");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disposed_record_leaves_no_word_in_any_table_and_a_rebuild_brings_none_back()
    {
        await using var host = await TestHost.StartAsync();
        var planted = await new Populated(host).PlantAsync();
        var filled = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var (kind, record, word) in planted.OrderByDescending(static p =>
                p.Kind is "pair" or "split" or "share" or "footage" or "submission" or "note"
            )
        ) // they go with others
        {
            (await host.Database.Source.TablesWithAsync(word)).ShouldNotBeEmpty(kind);
            filled.UnionWith(await host.Database.Source.TablesWithAsync(record.ToString()));
            (await host.Get<Disposer>().DisposeAsync(record, versions: null, Order, host.Administrator, Ct)).OrThrow();
            (await host.Database.Source.TablesWithAsync(word)).ShouldBeEmpty(kind);
        }

        host.Get<Rebuild>()
            .Tables.ShouldBeSubsetOf(filled, "Plant a record of the kind that fills this table: nobody has shown that it forgets.");
        await host.Get<Rebuild>().RunAsync(tables: null, progress: null, Ct);
        foreach (var (kind, _, word) in planted)
            (await host.Database.Source.TablesWithAsync(word)).ShouldBeEmpty(kind);
        (await host.Get<Verifier>().RunAsync([], SilentProgress.Instance, Ct)).Wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Disposing_of_some_entries_leaves_the_views_as_a_rebuild_makes_them(int seed)
    {
        await using var host = await TestHost.StartAsync();
        var random = new Random(seed);
        var planted = await new Populated(host).PlantAsync();
        await ReactedAsync(host);
        foreach (var (_, record, _) in planted)
        {
            var head = (await host.Get<ILedger>().StreamAsync(record, host.Administrator, Ct)).Count;
            int[] some = [.. Enumerable.Range(1, head).Where(_ => random.Next(2) == 0)];
            if (some.Length > 0)
                (await host.Get<Disposer>().DisposeAsync(record, some, Order, host.Administrator, Ct)).OrThrow();
        }

        var before = await ViewsAsync(host);
        await host.Get<Rebuild>().RunAsync(tables: null, progress: null, Ct);
        foreach (var (table, rows) in await ViewsAsync(host))
            rows.ShouldBe(before[table], table);
        (await host.Get<Verifier>().RunAsync([], SilentProgress.Instance, Ct)).Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_closed_stays_closed_when_its_words_go()
    {
        await using var host = await TestHost.StartAsync();
        var nominal = (await new Populated(host).PlantAsync()).Single(static p => p.Kind is "nominal").Record;
        (await host.Get<Disposer>().DisposeAsync(nominal, versions: null, Order, host.Administrator, Ct)).OrThrow();
        (await host.Database.Source.RowsAsync("kernel.restriction")).ShouldContain(nominal.ToString());
        (await host.Get<Disposer>().DisposeAsync(nominal, versions: null, Order, host.Administrator, Ct))
            .Refused(out var refusal, out _)
            .ShouldBeTrue();
        refusal.ShouldBeOfType<NothingToDispose>();
    }

    [Fact]
    public async Task What_was_said_of_a_person_and_another_goes_with_the_person()
    {
        await using var host = await TestHost.StartAsync();
        var planted = await new Populated(host).PlantAsync();
        var (_, pair, word) = planted.Single(static p => p.Kind is "pair");
        var split = planted.Single(static p => p.Kind is "split").Word;
        var nominal = planted.Single(static p => p.Kind is "nominal").Record;
        var found = (await host.Get<DisposalDesk>().LookAsync(nominal, host.Administrator, Ct)).ShouldNotBeNull();
        found.Companions.ShouldBe(2, "the pair, and whether they are two");
        found.Around.ShouldNotContain(pair);
        (await host.Get<Disposer>().DisposeAsync(nominal, versions: null, Order, host.Administrator, Ct)).OrThrow();
        (await host.Database.Source.TablesWithAsync(word)).ShouldBeEmpty();
        (await host.Database.Source.TablesWithAsync(split)).ShouldBeEmpty();
        await host.Get<Rebuild>().RunAsync(tables: null, progress: null, Ct);
        (await host.Database.Source.TablesWithAsync(word)).ShouldBeEmpty();
        (await host.Get<Verifier>().RunAsync([], SilentProgress.Instance, Ct)).Wrong.ShouldBeEmpty();
    }

    /// <summary>Waits until every reaction has read what it is for: what one of them writes between two looks would be taken for a difference.</summary>
    private static Task ReactedAsync(TestHost host) =>
        Eventually.TrueAsync(async () =>
        {
            foreach (var reaction in host.GetAll<IReaction>())
            {
                string[] types = [.. reaction.To.Select(static t => t.GetCustomAttribute<EventTypeAttribute>()!.Name)];
                var waits = await host.Get<Db>()
                    .WorkingAsync<bool>(
                        $"""
                        select exists (select from kernel.ledger l
                                        where l.type = any({types})
                                          and not exists (select from kernel.reaction r
                                                           where r.name = {reaction.Name} and (l.xid, l.position) <= (r.xid, r.position)))
                        """,
                        Ct
                    );
                if (waits is [true])
                    return false;
            }

            return true;
        });

    private static async Task<Dictionary<string, string>> ViewsAsync(TestHost host)
    {
        var views = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in host.Get<Rebuild>().Tables)
            views[table] = await host.Database.Source.RowsAsync(table);
        return views;
    }
}
