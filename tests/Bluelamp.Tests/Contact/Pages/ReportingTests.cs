using System.Net;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Pages;

public sealed class ReportingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "Report sent")]
    [InlineData("/cy", "Adroddiad wedi'i anfon")]
    public async Task A_burglary_is_reported_without_JavaScript_in_either_language(string language, string sent)
    {
        await using var host = await TestHost.StartAsync();
        using var reader = new Browsing(host);
        await ReportTheftAsync(reader, language);
        reader.Heading.ShouldBe(sent);
        reader.Address.ShouldBe($"{language}/report-crime/done");
        reader.Main.ShouldMatch("[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]");
        (await CountAsync(host, "select count(*) from contact.report where kind = 'theft' and channel = 'WEB'")).ShouldBe(1);
        (await CountAsync(host, "select count(*) from contact.draft where answers <> '{}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Wrong_input_is_told_once_at_the_top_and_once_at_the_field_and_keeps_every_answer()
    {
        await using var host = await TestHost.StartAsync();
        using var reader = new Browsing(host);
        await StartAsync(reader, "");
        await reader.SendAsync(Ct);
        reader.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reader.Page.Title!.ShouldStartWith("Error: ");
        reader.Page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!.ShouldEndWith("#danger");
        reader.Page.QuerySelector("#danger-error")!.TextContent.ShouldContain("Choose if it is happening now");

        await reader.SendAsync(Ct, ("danger", "no"));
        await reader.GoAsync("/report-crime/when", Ct);
        reader.Address.ShouldBe("/report-crime/kind", "a page that is not yet open leads to the first unanswered one");
    }

    [Fact]
    public async Task A_wrong_date_is_shown_again_as_it_was_typed()
    {
        await using var host = await TestHost.StartAsync();
        using var reader = new Browsing(host);
        await ToWhenAsync(reader, "/cy");
        await reader.SendAsync(
            Ct,
            ("when-precision", "exact"),
            ("when-at-date-day", "31"),
            ("when-at-date-month", "Chwefror"),
            ("when-at-date-year", "2026"),
            ("when-words", "tua hanner nos")
        );
        reader.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reader.Page.Title!.ShouldStartWith("Gwall: ");
        reader.Page.QuerySelector("#when-at-date-error")!.TextContent.ShouldContain("Rhowch ddyddiad go iawn");
        reader.Page.QuerySelector("#when-at-date-month")!.GetAttribute("value").ShouldBe("Chwefror");
        reader.Page.QuerySelector("#when-words")!.TextContent.ShouldBe("tua hanner nos");
    }

    [Fact]
    public async Task Reading_pages_changes_nothing_and_a_page_without_a_draft_leads_to_the_start()
    {
        await using var host = await TestHost.StartAsync();
        using var reader = new Browsing(host);
        foreach (var page in (string[])["/report-crime/danger", "/report-crime/check", "/report-crime/save", "/report-crime/done"])
        {
            await reader.GoAsync(page, Ct);
            reader.Address.ShouldBe("/report-crime");
        }

        (await CountAsync(host, "select count(*) from contact.draft")).ShouldBe(0);
    }

    [Theory]
    [InlineData("/no-such-form")]
    [InlineData("/no-such-form/page")]
    [InlineData("/cy/no-such-form/check")]
    public async Task A_form_that_is_not_there_is_not_found(string address)
    {
        await using var host = await TestHost.StartAsync();
        using var reader = new Browsing(host);
        await reader.GoAsync(address, Ct);
        reader.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_saved_report_is_opened_on_another_device_by_its_code_once()
    {
        await using var host = await TestHost.StartAsync();
        using var phone = new Browsing(host);
        await ToWhenAsync(phone, "");
        await phone.GoAsync("/report-crime/save", Ct);
        await phone.SendAsync(Ct);
        var code = phone.Page.QuerySelector("#resume-code")!.TextContent;

        using var laptop = new Browsing(host);
        await laptop.GoAsync("/report-crime/resume", Ct);
        await laptop.SendAsync(Ct, ("code", code.ToLowerInvariant()));
        await laptop.GoAsync("/report-crime/what-happened", Ct);
        laptop.Page.QuerySelector("#what_happened")!.TextContent.ShouldContain("bicycle");

        using var thief = new Browsing(host);
        await thief.GoAsync("/report-crime/resume", Ct);
        await thief.SendAsync(Ct, ("code", code));
        thief.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.Client.PostAsync("/report-crime", new FormUrlEncodedContent([new("_handler", "start")]), Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("We could not read what you sent");
        var welsh = await host.Client.PostAsync("/cy/report-crime", new FormUrlEncodedContent([new("_handler", "start")]), Ct);
        (await welsh.Content.ReadAsStringAsync(Ct)).ShouldContain("Ni allem ddarllen yr hyn a anfonwyd gennych");
    }

    internal static async Task ReportTheftAsync(Browsing reader, string language)
    {
        await ToCheckAsync(reader, language);
        await reader.SendAsync("form[action$='/check']", Ct);
    }

    internal static async Task ToCheckAsync(Browsing reader, string language)
    {
        await ToWhenAsync(reader, language);
        await reader.SendAsync(
            Ct,
            ("when-precision", "exact"),
            ("when-at-date-day", "21"),
            ("when-at-date-month", "3"),
            ("when-at-date-year", "2026"),
            ("when-at-time", "9pm")
        );
        await reader.SendAsync(Ct, ("where-words", "The bus station"), ("where-town", "Llanfair"));
        await reader.SendAsync(Ct, ("anything_taken", "yes"));
        await reader.SendAsync(Ct, ("stolen-what", "bicycle"), ("stolen-value", "£300"));
        await reader.SendAsync("form[action$='/stolen']:not(:has([name=remove]))", Ct, ("another", "no"));
        await reader.SendAsync(Ct, ("know_suspect", "no"));
        await reader.SendAsync(Ct); // a vehicle
        await reader.SendAsync(Ct); // witnesses
        await reader.SendAsync(Ct, ("evidence", "cctv"));
        await reader.SendAsync(Ct); // vulnerability
        await reader.SendAsync(Ct, ("anonymous", "named"));
        await reader.SendAsync(Ct, ("you-forenames", "Siân"), ("you-surname", "Pritchard"));
        await reader.SendAsync(Ct); // born
        await reader.SendAsync(Ct); // address
        await reader.SendAsync(Ct, ("you_contact-email", "sian@example.com"));
        await reader.SendAsync(Ct); // how
        await reader.SendAsync(Ct); // safely
        await reader.SendAsync(Ct, ("language", language.Length > 0 ? "cy" : "en"));
        await reader.SendAsync(Ct); // needs
        await reader.SendAsync(Ct, ("support", "no"));
        reader.Address.ShouldBe($"{language}/report-crime/check");
        reader.Main.ShouldContain("£300");
    }

    internal static async Task StartAsync(Browsing reader, string language)
    {
        await reader.GoAsync($"{language}/report-crime", Ct);
        await reader.SendAsync(Ct);
        reader.Address.ShouldBe($"{language}/report-crime/danger");
    }

    internal static async Task ToWhenAsync(Browsing reader, string language)
    {
        await StartAsync(reader, language);
        await reader.SendAsync(Ct, ("danger", "no"));
        await reader.SendAsync(Ct, ("kind", "theft"));
        await reader.SendAsync(Ct, ("for_whom", "me"));
        await reader.SendAsync(Ct, ("theft_how", "cycle"));
        await reader.SendAsync(Ct, ("hate", "none"));
        await reader.SendAsync(Ct, ("what_happened", "My bicycle was taken."));
        reader.Address.ShouldBe($"{language}/report-crime/when");
    }

    private static async Task<long> CountAsync(TestHost host, string sql)
    {
        await using var ask = host.Database.Source.CreateCommand(sql);
        return (long)(await ask.ExecuteScalarAsync(Ct))!;
    }
}
