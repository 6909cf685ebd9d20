using System.Globalization;
using System.Text.Json;
using Bluelamp.Demo.World;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Bluelamp.Records.People.Import;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Host;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Demo;

/// <summary>Three legacy systems are loaded as a force loads its own, and what the engine proposes is measured against the truth.</summary>
public sealed class LegacySystemsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_systems_become_one_list_of_proposals_that_are_nearly_all_right_and_nearly_all_there()
    {
        await using var host = await TestHost.StartAsync();
        using var folder = new TemporaryFolder();
        var systems = Systems(host);
        await systems.LoadAsync(folder["legacy"], seed: 5, SilentProgress.Instance, Ct);
        Directory.GetFiles(folder["legacy"], "*rejected*").ShouldBeEmpty();

        var whose = Truth(host);
        var proposed = await SettledAsync(host);
        var all = whose.GroupBy(static w => w.Value).Sum(static g => g.Count() * (g.Count() - 1) / 2);
        var right = proposed.Count(p => whose[p.One] == whose[p.Other]);
        all.ShouldBeGreaterThan(200);
        ((double)right / proposed.Count).ShouldBeGreaterThan(0.97, $"{right} of {proposed.Count} proposals are right");
        ((double)right / all).ShouldBeGreaterThan(0.9, $"{right} of {all} pairs are proposed");
    }

    [Fact]
    public async Task By_the_demos_own_definitions_they_become_one_list_and_the_page_says_how_well()
    {
        using var folder = new TemporaryFolder();
        var definitions = DemoDefinitions.Write(folder["data"]);
        await using var host = await TestHost.StartAsync(
            settings: JsonSerializer.Serialize(new { Bluelamp = new { Definitions = definitions } })
        );
        await Systems(host).LoadAsync(folder["data/legacy"], seed: 5, SilentProgress.Instance, Ct);
        await host.Get<DemoTruth>().ReadAsync(folder["data"], Ct);
        var before = (await host.Get<DemoTruth>().FiguresAsync(host.Administrator, Ct))!.Legacy; // it was read just now
        before.Listed.ShouldBeGreaterThan(before.People);
        var left = await SettledAsync(host);

        var after = (await host.Get<DemoTruth>().FiguresAsync(host.Administrator, Ct))!.Legacy; // it was read just now
        var figures = $"{after}";
        after.Wrong.ShouldBe(0, figures);
        after.Pairs.Recall.ShouldBeGreaterThan(0.5, figures);
        after.Waiting.ShouldBeGreaterThan(20, $"{left.Count} left, {figures}");
        (after.Waiting + after.Pairs.Right).ShouldBeGreaterThan((long)(0.9 * after.Pairs.True), figures);
        var page = (await (await host.SignInAsync("investigator")).OpenAsync("/records/review/weighing")).Body!.TextContent;
        page.ShouldContain("Whether the list agrees with the truth");
        page.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{after.Pairs.Right:N0} of {after.Pairs.True:N0}"));
    }

    private static LegacySystems Systems(TestHost host) =>
        new(host.Get<IEnumerable<IImport>>(), host.Get<ImportedPeople>(), TimeProvider.System);

    /// <summary>The resident that each nominal is.</summary>
    private static Dictionary<Guid, int> Truth(TestHost host)
    {
        var (force, secret) = (host.Get<ForceProfile>().Code, host.Get<IdSecret>());
        var definitions = host.Get<CurrentDefinitions>();
        return LegacySystems
            .Write(seed: 5)
            .SelectMany(s =>
                s.Rows.Select(r => (System: definitions.Latest<PersonMapping>(s.System.Mapping).Value.System, r.Id, r.Resident))
            )
            .ToDictionary(r => secret.IdOf($"{force}\nimported person\n{r.System}\n{r.Id}"), static r => r.Resident);
    }

    /// <summary>The proposals, when the reaction has read everything that was said of people and is stuck nowhere.</summary>
    private static async Task<List<Pair>> SettledAsync(TestHost host)
    {
        const string Reaction = "records.propose-pairs";
        var db = host.Get<Db>();
        for (var tries = 0; tries < 600; tries++)
        {
            var through = await db.WorkingAsync<bool>(
                $"""
                select not exists (select from kernel.ledger l
                                    where l.type = 'records.person-described.v1' and (l.xid, l.position) > (r.xid, r.position))
                  from kernel.reaction r
                 where r.name = {Reaction}
                """,
                Ct
            );
            if (through is [true] && (await host.Get<ReactionStore>().StuckAsync(Reaction, Ct)).Count == 0)
                return await db.WorkingAsync<Pair>($"select one, other from records.person_pair", Ct);
            await Task.Delay(500, Ct);
        }
        throw new ShouldAssertException("The reaction does not come to an end.");
    }

    private sealed record Pair(Guid One, Guid Other);
}
