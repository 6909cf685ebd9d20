using System.Net;
using System.Text.RegularExpressions;
using Bluelamp.Contact.Reports;
using Bluelamp.Contact.Telling;
using Bluelamp.Kernel;
using Bluelamp.Tests.Contact.Pages;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Telling;

public sealed partial class LostCodeTests
{
    private static readonly Id<Report> Shed = Id<Report>.New();
    private static readonly IEvent Submitted = new ReportSubmitted(
        Shed,
        "K7QM-2XRT-C",
        new("report-crime", 1, "00"),
        default,
        new ReportContent("burglary", "Somebody broke into my shed."),
        default,
        "en",
        "WEB",
        "00"
    );

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateTimeOffset Soon => DateTimeOffset.UnixEpoch.AddMinutes(30);

    [Fact]
    public void A_code_works_for_an_hour() =>
        new Given<Report>(Submitted)
            .When(new SendFollowCode(Shed, "aa"))
            .Then(new FollowCodeSent(Shed, "aa", DateTimeOffset.UnixEpoch.AddHours(1)));

    [Fact]
    public void A_fourth_code_within_the_hour_is_refused() =>
        new Given<Report>(Submitted, Sent("aa", Soon), Sent("bb", Soon), Sent("cc", Soon))
            .When(new SendFollowCode(Shed, "dd"))
            .ThenRefused<TooManyCodes>();

    [Fact]
    public void A_code_opens_once()
    {
        new Given<Report>(Submitted, Sent("aa", Soon)).When(new UseFollowCode(Shed, "aa")).Then(new FollowCodeUsed(Shed));
        new Given<Report>(Submitted, Sent("aa", Soon), new FollowCodeUsed(Shed))
            .When(new UseFollowCode(Shed, "aa"))
            .ThenRefused<CodeDoesNotFit>();
    }

    [Fact]
    public void A_code_that_is_too_old_or_was_replaced_opens_nothing()
    {
        new Given<Report>(Submitted, Sent("aa", DateTimeOffset.UnixEpoch))
            .When(new UseFollowCode(Shed, "aa"))
            .ThenRefused<CodeDoesNotFit>();
        new Given<Report>(Submitted, Sent("aa", Soon), Sent("bb", Soon)).When(new UseFollowCode(Shed, "aa")).ThenRefused<CodeDoesNotFit>();
    }

    [Theory]
    [InlineData("\"email\"", "")]
    [InlineData("\"text\"", "/cy")]
    public async Task Whoever_lost_the_code_gets_one_by_the_contact_of_the_report_that_opens_it_once(string how, string language)
    {
        await using var host = await TestHost.StartAsync();
        var sent = await SentReport.SendAsync(host, ("contact_how", how));
        await sent.MessagesAsync(1);
        using var reporter = new Browsing(host);
        await AskAsync(reporter, language, sent.Reference);
        var code = CodeIn((await sent.MessagesAsync(2))[1]);
        reporter.Main.ShouldNotContain(code);
        reporter.Main.ShouldNotContain("example.com");

        await OpenAsync(reporter, language, sent.Reference, code);
        reporter.Address.ShouldBe($"{language}/follow/report");
        using var another = new Browsing(host);
        await OpenAsync(another, language, sent.Reference, code);
        another.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await OpenAsync(another, language, sent.Reference, sent.Code);
        another.Address.ShouldBe($"{language}/follow/report", "the code of the confirmation works on");
    }

    [Fact]
    public async Task The_answer_is_the_same_whether_a_code_was_sent_or_the_reporter_wants_none_or_there_is_no_such_report()
    {
        await using var host = await TestHost.StartAsync();
        var sent = await SentReport.SendAsync(host, ("contact_how", "\"email\""));
        var silent = await SentReport.SendAsync(host, ("contact_how", "\"none\""));
        using var reporter = new Browsing(host);
        var pages = new List<string>();
        foreach (var reference in (string[])[sent.Reference, silent.Reference, $"{ReportReference.New()}"])
        {
            await AskAsync(reporter, "", reference);
            pages.Add($"{reporter.Status} {reporter.Address} {reporter.Main}");
        }

        pages.Distinct().ShouldHaveSingleItem();
        (await sent.MessagesAsync(2)).Count.ShouldBe(2);
        (await silent.MessagesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_can_flood_a_reporter_with_codes()
    {
        await using var host = await TestHost.StartAsync();
        var sent = await SentReport.SendAsync(host, ("contact_how", "\"email\""));
        await sent.MessagesAsync(1);
        ReportReference.TryParse(sent.Reference, out var reference).ShouldBeTrue();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.Get<LostCodes>().AskAsync(reference, Ct)));
        (await sent.MessagesAsync()).Count.ShouldBe(1 + SendFollowCode.Most);
    }

    [Fact]
    public async Task Asking_again_and_again_is_slowed_down()
    {
        await using var host = await TestHost.StartAsync();
        using var guesser = new Browsing(host);
        for (var i = 0; i < 15 && guesser.Status is not HttpStatusCode.TooManyRequests; i++)
        {
            await guesser.GoAsync("/follow/code", Ct);
            if (guesser.Status is HttpStatusCode.OK)
                await guesser.SendAsync(Ct, ("reference", $"{ReportReference.New()}"));
        }

        guesser.Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_restricted_report_stays_open_to_its_reporter()
    {
        await using var host = await TestHost.StartAsync();
        var sent = await SentReport.SendAsync(host);
        await sent.DecideAsync(
            new Id<Bluelamp.Kernel.Access.Restriction>(sent.Report.Value),
            new Bluelamp.Kernel.Access.RestrictRecord(Marking.OfficialSensitive, [], "Sensitive.")
        );
        using var reporter = new Browsing(host);
        await OpenAsync(reporter, "", sent.Reference, sent.Code);
        reporter.Address.ShouldBe("/follow/report");
    }

    private static FollowCodeSent Sent(string hash, DateTimeOffset until) => new(Shed, hash, until);

    private static async Task AskAsync(Browsing reporter, string language, string reference)
    {
        await reporter.GoAsync($"{language}/follow/code", Ct);
        await reporter.SendAsync(Ct, ("reference", reference));
    }

    private static async Task OpenAsync(Browsing reporter, string language, string reference, string code)
    {
        await reporter.GoAsync($"{language}/follow", Ct);
        await reporter.SendAsync(Ct, ("reference", reference), ("code", code));
    }

    private static string CodeIn(string message) => Code().Match(message).Groups["code"].Value;

    [GeneratedRegex("code=(?<code>[A-Z0-9-]{14})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
