using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Records;
using Bluelamp.Tests.Contact.Telling;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Reports;

/// <summary>The risk at which a report stands reaches the page of everybody whom its crime is about.</summary>
public sealed class RiskOfReportsTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    [Fact]
    public async Task The_page_of_a_victim_tells_the_risk_of_their_open_crime_to_whoever_may_know_it()
    {
        var sent = await SentReport.SendAsync(Host);
        var plan = await sent.PlanAsync();
        (await Host.Get<ILedger>().DecideAsync([.. plan.Steps()], Host.Administrator, Ct)).OrThrow();
        var victim = (await Host.Get<LinkList>().OfAsync(plan.Crime.Value, Host.Administrator, Ct)).Single(static l =>
            l.Role is LinkRole.Victim
        );
        var assessed = (await Host.Get<ILedger>().StreamAsync(sent.Report.Value, Host.Administrator, Ct))
            .Select(static e => e.Event)
            .OfType<ReportAssessed>()
            .Last();

        var handler = await Host.SignInAsync("contact-handler");
        var page = await handler.OpenAsync($"/records/nominals/{victim.Other}");
        var open = page.QuerySelector("section[aria-labelledby=open-matters]").ShouldNotBeNull().TextContent;
        open.ShouldContain(plan.Reference.ToString());
        open.ShouldContain($"{assessed.Score} of 100");

        var told = await Host.Get<OpenMatters>().OfAsync(new(victim.Other), Host.Administrator with { Permissions = ["records.read"] }, Ct);
        told.ShouldHaveSingleItem().Risk.ShouldBeNull();
    }
}
