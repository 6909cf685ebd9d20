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
        var systems = new LegacySystems(host.Get<IEnumerable<IImport>>(), TimeProvider.System);
        await systems.LoadAsync(folder["legacy"], seed: 5, SilentProgress.Instance, Ct);
        Directory.GetFiles(folder["legacy"], "*rejected*").ShouldBeEmpty();

        var whose = Truth(host);
        var proposed = await SettledAsync(host, whose);
        var all = whose.GroupBy(static w => w.Value).Sum(static g => g.Count() * (g.Count() - 1) / 2);
        var right = proposed.Count(p => whose[p.One] == whose[p.Other]);
        all.ShouldBeGreaterThan(200);
        ((double)right / proposed.Count).ShouldBeGreaterThan(0.97, $"{right} of {proposed.Count} proposals are right");
        ((double)right / all).ShouldBeGreaterThan(0.9, $"{right} of {all} pairs are proposed");
    }

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

    /// <summary>The proposals, when the reaction is through: every person was asked about, and none came for a second.</summary>
    private static async Task<List<Pair>> SettledAsync(TestHost host, Dictionary<Guid, int> whose)
    {
        var before = -1;
        for (var tries = 0; tries < 120; tries++)
        {
            var pairs = await host.Get<Db>().WorkingAsync<Pair>($"select one, other from records.person_pair", Ct);
            if (pairs.Count > whose.Count / 4 && pairs.Count == before)
                return pairs;
            before = pairs.Count;
            await Task.Delay(1_000, Ct);
        }
        throw new ShouldAssertException($"The proposals do not come to an end: {before} so far.");
    }

    private sealed record Pair(Guid One, Guid Other);
}
