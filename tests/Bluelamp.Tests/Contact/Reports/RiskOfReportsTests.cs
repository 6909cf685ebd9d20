using System.Text.Json;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Contact.Telling;
using Bluelamp.Tests.Disposal;
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

    [Fact]
    public async Task What_hangs_on_who_somebody_is_reckons_with_the_risk_of_their_reports_and_follows_it()
    {
        var (report, crime, one) = (Id<Report>.New(), Id<Crime>.New(), Id<Nominal>.New());
        var pair = await PairAsync(one);
        var (none, now) = (JsonSerializer.SerializeToElement(new { }), TimeProvider.System.GetUtcNow());
        await TellAsync(
            crime.Value,
            new CrimeRecorded(crime, $"R-{crime}", "49", new(new(now.AddHours(-2)), "A spade."), now, now, Source.Officer, Group: null),
            Link(crime, RecordRef.Of(one), LinkRole.Victim),
            Link(crime, new(RecordKind.Report, new(report.Value)), LinkRole.Report)
        );
        await HarmAsync(pair, 1);
        await TellAsync(
            report.Value,
            new ReportSubmitted(
                report,
                $"R-{report}",
                new("report-crime", 1, "00"),
                none,
                new("theft", "A spade."),
                none,
                "en",
                "WEB",
                "00"
            ),
            new ReportAssessed(report, "P", "High", 80, "Desk", none)
        );
        await HarmAsync(pair, 1 + 3);
    }

    private static Linked Link(Id<Crime> crime, RecordRef to, LinkRole role) =>
        new(Id<Link>.New(), RecordRef.Of(crime), to, role, Confidence.Confirmed, Source.Officer);

    /// <summary>Somebody who may be another, on whom nothing hangs yet.</summary>
    private async Task<Id<PersonPair>> PairAsync(Id<Nominal> one)
    {
        var (pair, other) = (Id<PersonPair>.New(), Id<Nominal>.New());
        foreach (var who in new[] { one, other })
            await TellAsync(who.Value, new NominalCreated(who));
        await TellAsync(pair.Value, new PairProposed(pair, one, other, new(3, 0.9, "person", 4, "00"), ["same surname"], Harm: 0));
        return pair;
    }

    private Task HarmAsync(Id<PersonPair> pair, int harm) =>
        Eventually.TrueAsync(async () =>
            (await Host.Get<Db>().WorkingAsync<int>($"select harm from records.person_pair where pair = {pair}", Ct)) is [var hangs]
            && hangs == harm
        );

    private async Task TellAsync(Guid record, params IEvent[] said) =>
        (
            await Host.Get<ILedger>().DecideAsync(new Id<Told>(record), new Tell(said), Viewer.System(Host.Get<ForceProfile>().Code), Ct)
        ).OrThrow();
}
