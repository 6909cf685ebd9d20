using System.Net;
using System.Text.Json;
using Bluelamp.Contact.Forms;
using Bluelamp.Contact.Inbox;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Contact.Forms;
using Bluelamp.Tests.Contact.Telling;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Inbox;

/// <summary>A report at the desk: two handlers at once, what is read there, and what happens once it is closed.</summary>
public sealed class ReportPageTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Words = "Lock the side gate, and mark your tools with your postcode.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    [Theory]
    [InlineData("advise", "Advice")]
    [InlineData("record-crime", "Narrative")]
    [InlineData("refer", "ReferReason")]
    [InlineData("attach", "AttachReason")]
    [InlineData("overrule", "Reason")]
    public async Task What_was_typed_on_a_report_that_another_closed_meanwhile_is_still_there(string form, string field)
    {
        var (report, path) = await ReportAsync();
        var (mine, others) = (await Host.SignInAsync("contact-handler"), await Host.SignInAsync("contact-handler"));
        var opened = await mine.OpenAsync(path);
        using var closed = await others.SubmitAsync(path, "advise", ("Advice", "Close your windows."));
        using var late = await mine.Http.SubmitAsync(opened, path, form, (field, Words), ("Partner", "Local council"), ("Person0", "new"));
        var page = (await Documents.ReadAsync(late)).Body!;
        page.TextContent.ShouldContain("This report is closed");
        page.QuerySelectorAll("textarea").Select(static t => t.TextContent).ShouldContain(Words);
        (await Host.Get<ILedger>().ReadAsync(report, Host.Administrator, Ct)).Status.ShouldBe(ReportStatus.Advised);
    }

    [Theory]
    [InlineData("advise", "Advice")]
    [InlineData("record-crime", "Narrative")]
    [InlineData("refer", "ReferReason")]
    [InlineData("attach", "AttachReason")]
    [InlineData("ask", "Words")]
    public async Task What_the_reporter_wrote_meanwhile_is_shown_before_a_handler_decides_and_trying_again_is_then_enough(
        string form,
        string field
    )
    {
        var (report, path) = await ReportAsync();
        var crime = await RecordedAsync();
        var handler = await Host.SignInAsync("contact-handler");
        var opened = await handler.OpenAsync(path);
        await WriteAsync(report, "HE IS BACK AND HAS A KNIFE");
        (string, string)[] answers =
        [
            (field, Words),
            ("Partner", "Local council"),
            ("CrimeReference", crime),
            .. Enumerable.Range(0, 3).SelectMany(static i => new[] { ($"Person{i}", "new"), ($"Attached{i}", "new") }),
        ];
        using var stale = await handler.Http.SubmitAsync(opened, path, form, answers);
        var page = await Documents.ReadAsync(stale);
        page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Somebody changed this record");
        page.QuerySelector(".bl-record__acts")!.TextContent.ShouldContain("HE IS BACK AND HAS A KNIFE");
        page.QuerySelectorAll("textarea").Select(static t => t.TextContent).ShouldContain(Words);
        (await ToldAsync(report)).ShouldBeTrue("nothing was decided");
        using var again = await handler.Http.SubmitAsync(page, path, form, answers);
        again.StatusCode.ShouldBeOneOf(HttpStatusCode.Found, HttpStatusCode.SeeOther);
        (await ToldAsync(report)).ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_more_to_do_is_said_only_of_what_was_read()
    {
        var (report, path) = await ReportAsync();
        var handler = await Host.SignInAsync("contact-handler");
        using var closed = await handler.SubmitAsync(path, "advise", ("Advice", Words));
        await WriteAsync(report, "Thank you.");
        var opened = await handler.OpenAsync(path);
        await WriteAsync(report, "He is back.");
        using var stale = await handler.Http.SubmitAsync(opened, path, "settle");
        var page = await Documents.ReadAsync(stale);
        page.QuerySelector(".bl-record__acts")!.TextContent.ShouldContain("He is back.");
        (await ToldAsync(report)).ShouldBeTrue();
        using var again = await handler.Http.SubmitAsync(page, path, "settle");
        (await ToldAsync(report)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("advise", "Advice")]
    [InlineData("record-crime", "Narrative")]
    public async Task What_changes_nothing_for_a_decision_does_not_stand_in_its_way(string form, string field)
    {
        var (report, path) = await ReportAsync();
        var handler = await Host.SignInAsync("contact-handler");
        var opened = await handler.OpenAsync(path);
        using var taken = await handler.SubmitAsync(path, "take");
        (await Host.Get<ILedger>().DecideAsync(report, new SendFollowCode(report, "00"), Host.Administrator, Ct)).OrThrow();
        using var done = await handler.Http.SubmitAsync(opened, path, form, (field, Words), ("Person0", "new"));
        (await Host.Get<ILedger>().ReadAsync(report, Host.Administrator, Ct)).Closed.ShouldBeTrue();
    }

    [Fact]
    public async Task Every_agency_that_a_report_can_be_passed_to_is_named_to_its_reporter_in_both_languages()
    {
        var (report, path) = await ReportAsync();
        var page = (await Documents.ReadAsync(await (await Host.SignInAsync("contact-handler")).Http.GetAsync(path, Ct))).Body!;
        var agencies = page.QuerySelectorAll("select[name=Partner] option")
            .Select(static o => o.GetAttribute("value")!)
            .Where(static v => v.Length > 0)
            .ToList();
        agencies.ShouldNotBeEmpty();
        var submitted = (await Host.Get<ILedger>().StreamAsync(report.Value, Host.Administrator, Ct))[0];
        foreach (var agency in agencies)
        {
            var referred = submitted with { Event = new ReportReferred(report, agency, "theirs") };
            var said = Bluelamp.Contact.Following.ReporterStep.Of([referred])[0].Title;
            said.Cy.ShouldNotContain(agency, Case.Insensitive, agency);
            said.En.ShouldContain(agency.Split(' ')[0], Case.Insensitive);
        }
    }

    [Fact]
    public async Task Nobody_takes_a_report_from_another_without_having_seen_that_they_have_it()
    {
        var (report, path) = await ReportAsync();
        var (mine, others) = (await Host.SignInAsync("contact-handler"), await Host.SignInAsync("contact-handler"));
        var opened = await mine.OpenAsync(path);
        using var taken = await others.SubmitAsync(path, "take");
        using var late = await mine.Http.SubmitAsync(opened, path, "take");
        var page = await Documents.ReadAsync(late);
        page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("is working on this report");
        (await HandlerAsync(report)).ShouldBe(others.Staff.Value);
        using var over = await mine.Http.SubmitAsync(page, path, "take");
        (await HandlerAsync(report)).ShouldBe(mine.Staff.Value, "now it was decided");
    }

    [Fact]
    public async Task A_grade_is_one_of_the_list_and_not_decided_against_one_that_nobody_saw()
    {
        var (report, path) = await ReportAsync();
        var (mine, others) = (await Host.SignInAsync("contact-handler"), await Host.SignInAsync("contact-handler"));
        var opened = await mine.OpenAsync(path);
        (await FaultAsync(opened, ("Grade", "BOGUS"), ("Reason", Words))).ShouldContain("Choose a grade");
        using var graded = await others.SubmitAsync(path, "overrule", ("Grade", "P"), ("Reason", "She is afraid."));
        (await FaultAsync(opened, ("Grade", "R"), ("Reason", Words))).ShouldContain("graded this report meanwhile");
        (await Host.Get<ILedger>().ReadAsync(report, Host.Administrator, Ct)).Grade.ShouldBe("P");

        async Task<string> FaultAsync(AngleSharp.Dom.IDocument page, params (string, string)[] answers)
        {
            using var refused = await mine.Http.SubmitAsync(page, path, "overrule", answers);
            return (await Documents.ReadAsync(refused)).QuerySelector(".govuk-error-summary")!.TextContent;
        }
    }

    [Fact]
    public async Task Every_answer_of_the_reporter_can_be_read_at_the_desk()
    {
        var (report, path) = await ReportAsync();
        var said = (await Host.Get<ILedger>().StreamAsync(report.Value, Host.Administrator, Ct)).Select(static e => e.Event);
        var answers = said.OfType<ReportSubmitted>().Single().Answers.Deserialize<Answers>(LedgerJson.Options)!; // it was sent by the form
        var handler = await Host.SignInAsync("contact-handler");
        var page = (await handler.OpenAsync(path)).Body!.TextContent;
        var lines = FormSummary.Of(FormWalk.Of(TheForm.ReportCrime.Value, answers), Language.English).SelectMany(static s => s.Rows);
        foreach (var line in lines.SelectMany(static r => r.Lines))
            page.ShouldContain(line);
    }

    [Fact]
    public async Task A_report_is_found_by_the_reference_that_is_read_over_the_phone()
    {
        var sent = await SentReport.SendAsync(Host);
        var search = "/search?q=" + sent.Reference.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant();
        var handler = await Host.SignInAsync("contact-handler");
        (await handler.OpenAsync(search)).QuerySelector($"a[href='inbox/{sent.Report}']").ShouldNotBeNull();
        var analyst = await Host.SignInAsync("analyst");
        (await analyst.OpenAsync(search)).QuerySelector($"a[href='inbox/{sent.Report}']").ShouldBeNull("they have no inbox");
    }

    [Fact]
    public async Task A_report_is_found_by_words_of_its_story_and_by_what_was_added_later_and_only_by_whom_it_is_open_to()
    {
        var sent = await SentReport.SendAsync(Host, ("what_happened", "\"They stole the quincunx lantern through a broken skylight.\""));
        var handler = await Host.SignInAsync("contact-handler");
        (await FoundAsync(handler, "quincunx")).ShouldBe(1);
        (await FoundAsync(handler, "skylights quincunx lanterns")).ShouldBe(1, "in English by the stem");
        (await FoundAsync(handler, "quincunx umbrella")).ShouldBe(0);
        (
            await Host.Get<ILedger>().DecideAsync(sent.Report, new AddInformation(sent.Report, "And an umbrella."), sent.Reporter, Ct)
        ).OrThrow();
        (await FoundAsync(handler, "quincunx umbrella")).ShouldBe(1);
        (await FoundAsync(await Host.SignInAsync("analyst"), "quincunx")).ShouldBe(0, "they have no inbox");
        await Host.Get<Db>()
            .KeepAsync(
                $"insert into kernel.restriction (force, subject, keys) values ({Host.Get<ForceProfile>().Code}, {sent.Report}, {Array.Empty<Guid>()})",
                Ct
            );
        (await FoundAsync(handler, "quincunx")).ShouldBe(0, "it is closed to them");

        async Task<int> FoundAsync(StaffClient staff, string words)
        {
            var page = await staff.OpenAsync("/search?q=" + Uri.EscapeDataString(words));
            return page.QuerySelectorAll($"a[href='inbox/{sent.Report}']").Length;
        }
    }

    [Fact]
    public async Task What_a_reporter_writes_after_their_report_is_closed_stands_in_the_inbox_and_on_the_crime_until_it_is_dealt_with()
    {
        var sent = await SentReport.SendAsync(Host);
        var plan = await sent.PlanAsync();
        (await Host.Get<ILedger>().DecideAsync([.. plan.Steps()], Host.Administrator, Ct)).OrThrow();
        (await WaitsAsync()).ShouldBeFalse();
        (await Host.Get<ILedger>().DecideAsync(sent.Report, new AddInformation(sent.Report, Words), sent.Reporter, Ct)).OrThrow();
        (await WaitsAsync()).ShouldBeTrue();
        var handler = await Host.SignInAsync("contact-handler");
        (await handler.OpenAsync("/inbox")).Body!.TextContent.ShouldContain("The reporter wrote after it was closed");
        (await handler.OpenAsync($"/records/crimes/{plan.Crime}")).Body!.TextContent.ShouldContain(Words);
        using var settled = await handler.SubmitAsync($"/inbox/{sent.Report}", "settle");
        (await WaitsAsync()).ShouldBeFalse();

        async Task<bool> WaitsAsync() =>
            (await Host.Get<InboxList>().OpenAsync(Host.Administrator, new(), Ct)).Exists(l => l.Report == sent.Report.Value);
    }

    [Fact]
    public async Task An_address_that_is_on_record_has_its_position_though_nobody_clicked_on_the_map()
    {
        const string where = """{ "number": "7", "street": "Stryd y Cei", "town": "Llanfair", "postcode": "LL1 1AB" """;
        var first = await SentReport.SendAsync(Host, ("where", where + """, "lat": "53.1", "lng": "-4.1" }"""));
        (await Host.Get<ILedger>().DecideAsync([.. (await first.PlanAsync()).Steps()], Host.Administrator, Ct)).OrThrow();
        var second = await SentReport.SendAsync(Host, ("where", where + "}"));
        var said = (await Host.Get<ILedger>().StreamAsync(second.Report.Value, Host.Administrator, Ct))[0].Event;
        said.ShouldBeOfType<ReportSubmitted>().Content.Where!.Point.ShouldNotBeNull();
        var handler = await Host.SignInAsync("contact-handler");
        (await handler.OpenAsync($"/inbox/{second.Report}")).QuerySelector($"a[href='inbox/{first.Report}']").ShouldNotBeNull("it is near");
    }

    private async Task<Guid?> HandlerAsync(Id<Report> report) =>
        (await Host.Get<ILedger>().ReadAsync(report, Host.Administrator, Ct)).Handler;

    private async Task<bool> ToldAsync(Id<Report> report) => (await Host.Get<ILedger>().ReadAsync(report, Host.Administrator, Ct)).Told;

    private async Task WriteAsync(Id<Report> report, string words) =>
        (
            await Host.Get<ILedger>()
                .DecideAsync(report, new AddInformation(report, words), Viewer.Public(Host.Administrator.Force).Holding(report.Value), Ct)
        ).OrThrow();

    /// <summary>The reference of a crime that a report may be about.</summary>
    private async Task<string> RecordedAsync()
    {
        var plan = await (await SentReport.SendAsync(Host)).PlanAsync();
        (await Host.Get<ILedger>().DecideAsync([.. plan.Steps()], Host.Administrator, Ct)).OrThrow();
        return plan.Reference.ToString();
    }

    /// <summary>A report that is assessed, so that its grade does not change under a test.</summary>
    private async Task<(Id<Report> Report, string Path)> ReportAsync()
    {
        var sent = await SentReport.SendAsync(Host);
        await sent.PlanAsync();
        return (sent.Report, $"/inbox/{sent.Report}");
    }
}
