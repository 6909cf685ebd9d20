using Bluelamp.Contact.Forms;
using Bluelamp.Contact.Inbox;
using Bluelamp.Demo.World;
using Bluelamp.Evidence.Forensics;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Contact.Forms;
using Bluelamp.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Demo;

public sealed class DemoWorldTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_seed_tells_a_force_with_crimes_and_open_reports_once_and_the_same_each_time()
    {
        await using var host = await TestHost.StartAsync();
        var force = host.Get<ForceProfile>().Code;
        var handler = Cast.Of(force).Handler;
        var world = ActivatorUtilities.CreateInstance<DemoWorld>(host.Get<IServiceProvider>());

        var told = await world.TellAsync(handler, seed: 7, SilentProgress.Instance, Ct);

        told!.Entries.ShouldBeGreaterThan(5_000); // an empty ledger is told into
        told.WhoIsWho.Count.ShouldBeGreaterThan(told.WhoIsWho.Select(static k => k.Resident).Distinct().Count(), "some have two records");
        var inbox = await host.Get<InboxList>().OpenAsync(handler, new(), Ct);
        inbox.Count.ShouldBe(InboxList.PageSize + 1);
        inbox.ShouldAllBe(static line => line.Grade != null, "each was assessed at its moment");
        inbox.Select(static line => line.Words).ShouldBeUnique();
        var queue = await host.Get<SubmissionList>().QueueAsync(new(), after: null, handler, Ct);
        queue.Select(static line => line.Stage).Distinct().Count().ShouldBeGreaterThan(5, "devices stand at every stage");
        queue[0].Factor.ShouldBe("custody-clock");
        queue.ShouldContain(static line => line.Client == "22", "one is examined for another force");
        (await world.TellAsync(handler, seed: 7, SilentProgress.Instance, Ct)).ShouldBeNull("what began is left as it is");

        await using var again = await TestHost.StartAsync();
        await ActivatorUtilities
            .CreateInstance<DemoWorld>(again.Get<IServiceProvider>())
            .TellAsync(handler, seed: 7, SilentProgress.Instance, Ct);
        (await ReferencesAsync(again)).ShouldBe(await ReferencesAsync(host));
    }

    /// <summary>The reports by reference and id.</summary>
    private static async Task<List<string>> ReferencesAsync(TestHost host)
    {
        await using var ask = host.Database.Source.CreateCommand("select reference || ' ' || report from contact.report order by 1");
        await using var rows = await ask.ExecuteReaderAsync(Ct);
        var found = new List<string>();
        while (await rows.ReadAsync(Ct))
            found.Add(rows.GetString(0));
        return found;
    }

    [Fact]
    public void Every_plot_is_a_report_that_the_form_takes_whoever_tells_it()
    {
        var (people, random) = Lampshire.Settle(3);
        var form = new ReportForm(people, random, new Garage(3));
        foreach (var plot in Plots.Stock.All)
        foreach (var who in people.Take(20))
            FormCheck.All(TheForm.ReportCrime.Value, form.Answer(plot, who, TheForm.Now), TheForm.Now).Faults.ShouldBeEmpty(plot.En);
    }

    [Fact]
    public void Every_plot_is_told_in_both_languages_and_is_a_class_of_offence_that_is_in_force()
    {
        var (definitions, _) = DefinitionSet.Load(DefinitionFolder.Find(configured: null), [new CodeListKind()], strict: false);
        var offences = definitions.Latest<CodeList>("offence-codes").Value;
        foreach (var plot in Plots.Stock.All)
        {
            offences.Find(plot.Offence, DateOnly.FromDateTime(TheForm.Now.UtcDateTime)).ShouldNotBeNull(plot.Offence);
            plot.Cy.ShouldNotBe(plot.En);
        }

        Plots.Stock.All.Select(static p => p.En).ShouldBeUnique();
        Plots.Stock.Details.Values.SelectMany(static d => d).ShouldAllBe(static d => d.En != d.Cy);
    }

    [Fact]
    public void A_seed_makes_the_same_county_and_another_seed_another()
    {
        var (people, _) = Lampshire.Settle(7);
        Lampshire.Settle(7).People.ShouldBe(people);
        Lampshire.Settle(8).People.ShouldNotBe(people);
    }

    [Fact]
    public void One_can_walk_from_every_street_of_a_town_to_every_other()
    {
        var towns = Enumerable.Range(1, 50).SelectMany(static seed => Lampshire.Streets(seed).GroupBy(s => (seed, s.Town)));
        foreach (var town in towns)
        {
            var left = town.ToList();
            left.Count.ShouldBeGreaterThan(12);
            HashSet<Spot> reached = [.. left[0].Line];
            while (left.RemoveAll(s => s.Line.Any(reached.Contains) && s.Line.All(spot => reached.Add(spot) || true)) > 0)
                continue;
            left.ShouldBeEmpty($"{town.Key}");
            town.Select(static s => s.Name).ShouldBeUnique();
            town.ShouldAllBe(static s => s.Houses >= 2);
        }
    }
}
