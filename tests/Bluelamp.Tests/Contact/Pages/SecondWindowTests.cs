using System.Net;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Pages;

/// <summary>What becomes of a form that was read before something else happened: sent twice, open in two windows, begun again.</summary>
public sealed class SecondWindowTests : IAsyncLifetime
{
    private const string Story = "My bicycle was taken from outside the library.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Each has its own: all readers come from one address, and an address is limited.</summary>
    private TestHost Host { get; set; } = null!; // set before the test

    public async ValueTask InitializeAsync() => Host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("/cy")]
    public async Task A_report_that_was_sent_already_leads_every_window_to_its_reference(string language)
    {
        using var reader = new Browsing(Host);
        await ReportingTests.ToCheckAsync(reader, language);
        using var again = reader.Window();
        using var question = reader.Window();
        using var save = reader.Window();
        await again.GoAsync($"{language}/report-crime/check", Ct);
        await question.GoAsync($"{language}/report-crime/what-happened", Ct);
        await save.GoAsync($"{language}/report-crime/save", Ct);
        await reader.SendAsync("form[action$='/check']", Ct);
        await again.SendAsync("form[action$='/check']", Ct);
        await question.SendAsync(Ct);
        await save.SendAsync(Ct);
        var reference = reader.Page.QuerySelector(".bl-reference")!.TextContent;
        foreach (var window in (Browsing[])[again, question, save])
        {
            window.Address.ShouldBe($"{language}/report-crime/done");
            window.Status.ShouldBe(HttpStatusCode.OK);
            window.Page.QuerySelector(".bl-reference")!.TextContent.ShouldBe(reference);
        }
    }

    [Fact]
    public async Task A_form_that_is_sent_without_a_draft_leads_to_the_start_with_303()
    {
        using var reader = new Browsing(Host);
        await ReportingTests.StartAsync(reader, "");
        await reader.GoAsync("/report-crime/save", Ct);
        using var window = reader.Window();
        await window.GoAsync("/report-crime/danger", Ct);
        await reader.SendAsync("form:has(.govuk-button--warning)", Ct);
        await window.SendAsync(Ct, ("danger", "no"));
        window.Address.ShouldBe("/report-crime");
        window.LedOnBy.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Words_that_were_typed_while_the_report_was_begun_again_elsewhere_are_kept()
    {
        using var reader = new Browsing(Host);
        await ReportingTests.ToWhenAsync(reader, "");
        await reader.GoAsync("/report-crime/what-happened", Ct);
        using var other = reader.Window();
        await other.GoAsync("/report-crime", Ct);
        await other.SendAsync(Ct);
        other.Address.ShouldBe("/report-crime/danger");
        await reader.SendAsync(Ct, ("what_happened", Story));
        reader.Address.ShouldBe("/report-crime/danger");
        await reader.SendAsync(Ct, ("danger", "no"));
        await reader.SendAsync(Ct, ("kind", "theft"));
        await reader.SendAsync(Ct, ("for_whom", "me"));
        await reader.SendAsync(Ct, ("theft_how", "cycle"));
        await reader.SendAsync(Ct, ("hate", "none"));
        reader.Address.ShouldBe("/report-crime/what-happened");
        reader.Page.QuerySelector("#what_happened")!.TextContent.ShouldBe(Story);
    }

    [Theory]
    [InlineData("", "Continue your report", "we delete the answers")]
    [InlineData("/cy", "Parhau â'ch adroddiad", "byddwn yn dileu'r atebion")]
    public async Task Whoever_comes_back_goes_on_and_begins_again_only_after_a_warning(string language, string goOn, string warning)
    {
        using var reader = new Browsing(Host);
        using var before = reader.Window();
        await before.GoAsync($"{language}/report-crime", Ct);
        await ReportingTests.ToWhenAsync(reader, language);
        await reader.GoAsync($"{language}/report-crime/save", Ct);
        reader.Main.ShouldContain($"“{goOn}”");

        await before.SendAsync(Ct);
        before.Address.ShouldBe($"{language}/report-crime", "a start page of before there were answers throws none away");
        before.Page.QuerySelector("main .govuk-button--start").ShouldBeNull();
        before.Page.QuerySelector("main .govuk-button--secondary").ShouldNotBeNull();
        before.Main.ShouldContain(warning);
        var button = before.Page.QuerySelector("main a.govuk-button")!;
        button.TextContent.ShouldBe(goOn);
        await reader.GoAsync($"{language}/{button.GetAttribute("href")}", Ct);
        reader.Address.ShouldBe($"{language}/report-crime/when");

        await before.SendAsync(Ct);
        before.Address.ShouldBe($"{language}/report-crime/danger");
        await before.GoAsync($"{language}/report-crime/when", Ct);
        before.Address.ShouldBe($"{language}/report-crime/danger", "it was begun again");
    }

    [Theory]
    [InlineData("", "Your answers are deleted.")]
    [InlineData("/cy", "Mae eich atebion wedi'u dileu.")]
    public async Task A_half_filled_report_is_deleted_for_good(string language, string said)
    {
        using var reader = new Browsing(Host);
        await ReportingTests.ToWhenAsync(reader, language);
        await reader.GoAsync($"{language}/report-crime/what-happened", Ct);
        await reader.SendAsync(Ct, ("what_happened", $"Dileu {language}."));
        (await DraftsAsync()).ShouldContain($"Dileu {language}.");
        await reader.GoAsync($"{language}/report-crime/save", Ct);
        await reader.SendAsync("form:has(.govuk-button--warning)", Ct);
        reader.Address.ShouldBe($"{language}/report-crime?deleted=yes");
        reader.Main.ShouldContain(said);
        await reader.GoAsync($"{language}/report-crime/what-happened", Ct);
        reader.Address.ShouldBe($"{language}/report-crime");
        (await DraftsAsync()).ShouldNotContain($"Dileu {language}.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/cy")]
    public async Task Reference_and_code_are_cleared_from_a_shared_device(string language)
    {
        using var reader = new Browsing(Host);
        await ReportingTests.ReportTheftAsync(reader, language);
        await reader.SendAsync("form[action$='/done']", Ct);
        reader.Status.ShouldBe(HttpStatusCode.OK);
        await reader.GoAsync($"{language}/report-crime/done", Ct);
        reader.Address.ShouldBe($"{language}/report-crime");
        reader.Page.QuerySelector(".bl-reference").ShouldBeNull();
    }

    [Fact]
    public async Task A_change_in_a_list_leads_back_to_the_check()
    {
        using var reader = new Browsing(Host);
        await ReportingTests.ToCheckAsync(reader, "");
        await reader.GoAsync("/report-crime/stolen?from=check", Ct);
        await reader.GoAsync("/" + reader.Page.QuerySelector("a[href*='/stolen/1']")!.GetAttribute("href"), Ct);
        await reader.SendAsync(Ct, ("stolen-what", "tricycle"));
        reader.Main.ShouldContain("tricycle");
        await reader.SendAsync(Another, Ct, ("another", "yes"));
        await reader.SendAsync(Ct, ("stolen-what", "helmet"));
        await reader.SendAsync("form:has([name=remove][value='2'])", Ct, ("remove", "2"));
        await reader.SendAsync(Another, Ct, ("another", "no"));
        reader.Address.ShouldBe("/report-crime/check");
    }

    [Fact]
    public async Task Removed_twice_one_is_removed()
    {
        using var reader = new Browsing(Host);
        await ToListAsync(reader);
        await AddAsync(reader, "helmet");
        using var again = reader.Window();
        using var last = reader.Window();
        await again.GoAsync("/report-crime/stolen", Ct);
        await last.GoAsync("/report-crime/stolen", Ct);
        await reader.SendAsync("form:has([name=remove][value='1'])", Ct, ("remove", "1"));
        await again.SendAsync("form:has([name=remove][value='1'])", Ct, ("remove", "1"));
        await last.SendAsync("form:has([name=remove][value='2'])", Ct, ("remove", "2"));
        last.Status.ShouldBe(HttpStatusCode.OK);
        last.Main.ShouldContain("helmet");
        last.Main.ShouldNotContain("bicycle");
    }

    [Fact]
    public async Task What_is_added_in_two_windows_is_there_twice_and_what_is_sent_twice_once()
    {
        using var reader = new Browsing(Host);
        await ToListAsync(reader);
        await reader.SendAsync(Another, Ct, ("another", "yes"));
        using var other = reader.Window();
        using var third = reader.Window();
        await other.GoAsync("/report-crime/stolen/2", Ct);
        await third.GoAsync("/report-crime/stolen/2", Ct);
        await reader.SendAsync(Ct, ("stolen-what", "helmet"));
        await other.SendAsync(Ct, ("stolen-what", "pump"));
        await third.SendAsync(Ct, ("stolen-what", "helmet"));
        foreach (var thing in (string[])["bicycle", "helmet", "pump"])
            third.Main.ShouldContain(thing);
        third.Page.QuerySelectorAll("[name=remove]").Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_first_item_that_was_added_elsewhere_stays_beside_that_of_this_window()
    {
        using var reader = new Browsing(Host);
        await ToThingsAsync(reader);
        using var other = reader.Window();
        await other.GoAsync("/report-crime/stolen", Ct);
        await reader.SendAsync(Ct, ("stolen-what", "bicycle"));
        await other.SendAsync(Ct, ("stolen-what", "pump"));
        other.Status.ShouldBe(HttpStatusCode.OK);
        other.Main.ShouldContain("bicycle");
        other.Main.ShouldContain("pump");
    }

    private const string Another = "form:has([name=another])";

    private static async Task ToThingsAsync(Browsing reader)
    {
        await ReportingTests.ToWhenAsync(reader, "");
        await reader.SendAsync(Ct, ("when-precision", "unknown"));
        await reader.SendAsync(Ct, ("where-words", "The bus station"), ("where-town", "Llanfair"));
        await reader.SendAsync(Ct, ("anything_taken", "yes"));
    }

    private static async Task ToListAsync(Browsing reader)
    {
        await ToThingsAsync(reader);
        await reader.SendAsync(Ct, ("stolen-what", "bicycle"));
    }

    private static async Task AddAsync(Browsing reader, string thing)
    {
        await reader.SendAsync(Another, Ct, ("another", "yes"));
        await reader.SendAsync(Ct, ("stolen-what", thing));
    }

    private async Task<string> DraftsAsync()
    {
        await using var ask = Host.Database.Source.CreateCommand("select coalesce(string_agg(answers::text, ' '), '') from contact.draft");
        return (string)(await ask.ExecuteScalarAsync(Ct))!; // never null
    }
}
