using System.Net;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records;

/// <summary>A page writes everything that it shows into the consultation log, in one step, before its first byte leaves.</summary>
public sealed class LookedAtPagesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_page_showed_stands_in_the_log_when_the_page_arrives()
    {
        await using var host = await TestHost.StartAsync();
        var plan = await BurgleAsync(host);
        var officer = await host.SignInAsync("officer");
        using var page = await officer.Http.GetAsync(
            $"/records/nominals/{plan.People[0].Nominal}",
            HttpCompletionOption.ResponseHeadersRead,
            Ct
        );
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LooksAsync(host, officer, plan.People[0].Nominal.Value)).ShouldContain("timeline");
        (await LooksAsync(host, officer, plan.Crime.Value)).ShouldNotBeEmpty("the page names the crime");
    }

    [Fact]
    public async Task Nothing_of_a_page_leaves_when_the_look_cannot_be_written()
    {
        await using var host = await TestHost.StartAsync();
        var plan = await BurgleAsync(host);
        var officer = await host.SignInAsync("officer");
        await host.Get<Db>().KeepAsync($"alter table kernel.consultation rename to elsewhere", Ct);
        (await AnswerAsync(officer, $"/records/nominals/{plan.People[0].Nominal}")).ShouldNotContain("Siân Jones");
        (await AnswerAsync(officer, "/search?q=jones")).ShouldNotContain("Siân Jones");

        await host.Get<Db>().KeepAsync($"alter table kernel.elsewhere rename to consultation", Ct);
        (await AnswerAsync(officer, "/search?q=jones")).ShouldContain("Siân Jones");
    }

    private static async Task<CrimePlan> BurgleAsync(TestHost host)
    {
        var victim = new PlannedPerson(Id<Nominal>.New(), IsNew: true, LinkRole.Victim, Burglary.SianJones);
        var plan = Burglary.Plan() with { Ids = new(host.Get<ForceProfile>().Code, host.Get<IdSecret>()), People = [victim] };
        (await host.Get<ILedger>().DecideAsync(plan.Steps(), host.Administrator, Ct)).OrThrow();
        return plan;
    }

    /// <summary>The body of the answer, or nothing when the line broke first.</summary>
    private static async Task<string> AnswerAsync(StaffClient officer, string address)
    {
        try
        {
            using var answer = await officer.Http.GetAsync(address, Ct);
            return await answer.Content.ReadAsStringAsync(Ct);
        }
        catch (HttpRequestException)
        {
            return "";
        }
    }

    private static Task<List<string>> LooksAsync(TestHost host, StaffClient who, Guid record) =>
        host.Get<Db>()
            .WorkingAsync<string>(
                $"select c.what from kernel.consultation c where c.person = {who.Staff.Value} and {record} = any(c.subjects)",
                Ct
            );
}
