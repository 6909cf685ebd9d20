using Bluelamp.Contact.Inbox;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Telling;

public sealed class TellingTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    [Fact]
    public async Task A_report_is_confirmed_by_email_in_the_language_of_the_reporter()
    {
        var sent = await SentReport.SendAsync(Host, ("contact_how", "\"email\""));
        var message = (await sent.MessagesAsync(1)).ShouldHaveSingleItem();
        message.ShouldStartWith($"Email sian@example.com | Mae eich adroddiad gyda ni: {sent.Reference} | Rydym wedi cael eich adroddiad.");
        message.ShouldContain($"/cy/follow?reference={sent.Reference}");
    }

    [Theory]
    [InlineData(
        "\"en\"",
        "Lampshire Police: we have your report {0}. Follow it at http",
        "Lampshire Police: there is an update for {0}. Read it at http"
    )]
    [InlineData(
        "\"cy\"",
        "Heddlu Llwynlamp: mae eich adroddiad {0} gyda ni. Dilynwch ef yn http",
        "Heddlu Llwynlamp: mae diweddariad ar gyfer {0}. Darllenwch ef yn http"
    )]
    public async Task Whoever_chose_texts_is_told_by_text_that_we_have_the_report_and_later_that_there_is_news(
        string language,
        string first,
        string second
    )
    {
        var sent = await SentReport.SendAsync(Host, ("contact_how", "\"text\""), ("language", language));
        await sent.MessagesAsync(1);
        await sent.DecideAsync(new AskReporter(sent.Report, "Which laptop was it?"));
        var messages = await sent.MessagesAsync(2);
        messages[0].ShouldStartWith($"Sms +447700900123 |  | {first.Replace("{0}", sent.Reference, StringComparison.Ordinal)}");
        messages[1].ShouldStartWith($"Sms +447700900123 |  | {second.Replace("{0}", sent.Reference, StringComparison.Ordinal)}");
    }

    [Fact]
    public async Task Whoever_chose_a_call_is_sent_no_text_but_the_code_that_they_ask_for()
    {
        var sent = await SentReport.SendAsync(Host, ("contact_how", "\"phone\""), ("language", "\"en\""));
        await sent.DecideAsync(new AskReporter(sent.Report, "Which laptop was it?"));
        await sent.SettleAsync();
        (await sent.MessagesAsync()).ShouldBeEmpty();
        ReportReference.TryParse(sent.Reference, out var reference).ShouldBeTrue();
        await Host.Get<Bluelamp.Contact.Telling.LostCodes>().AskAsync(reference, TestContext.Current.CancellationToken);
        (await sent.MessagesAsync(1))
            .ShouldHaveSingleItem()
            .ShouldStartWith($"Sms +447700900123 |  | Lampshire Police: the code that you asked for opens {sent.Reference} once");
    }

    [Fact]
    public async Task No_message_tells_of_the_crime_or_holds_the_code()
    {
        var byMail = await SentReport.SendAsync(Host, ("contact_how", "\"email\""), ("language", "\"en\""));
        var byText = await SentReport.SendAsync(Host, ("contact_how", "\"text\""));
        foreach (var sent in (SentReport[])[byMail, byText])
        {
            await sent.DecideAsync(new AskReporter(sent.Report, "Which laptop was it?"));
            foreach (var message in await sent.MessagesAsync(2))
            {
                foreach (var secret in (string[])["burglary", "bwrgleriaeth", "laptop", "Heol Fawr", "Pritchard", "Siân", sent.Code])
                    message.ShouldNotContain(secret, Case.Insensitive);
            }
        }
    }

    [Fact]
    public async Task A_message_of_a_handler_is_announced_once()
    {
        var sent = await SentReport.SendAsync(Host, ("contact_how", "\"email\""));
        await sent.MessagesAsync(1);
        await sent.DecideAsync(new AskReporter(sent.Report, "Which door was it?"));
        (await sent.MessagesAsync(2))[1].ShouldContain("Mae newyddion am eich adroddiad");
        await sent.SettleAsync();
        (await sent.MessagesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_did_not_choose_messages_or_is_not_safe_to_contact_gets_none()
    {
        SentReport[] quiet =
        [
            await SentReport.SendAsync(Host, ("contact_how", "\"none\"")),
            await SentReport.SendAsync(Host, ("contact_how", "\"email\""), ("safe_contact", "\"My partner reads my e-mails.\"")),
            await SentReport.SendAsync(Host, ("you_contact", """{ "phone": "01632 960001" }""")),
            await SentReport.SendAsync(Host, ("anonymous", "\"anonymous\""), ("you", null), ("you_contact", null), ("support", null)),
        ];
        await quiet[^1].SettleAsync();
        foreach (var sent in quiet)
            (await sent.MessagesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reaction_that_runs_again_queues_nothing_new()
    {
        var sent = await SentReport.SendAsync(Host);
        var before = await sent.MessagesAsync(1);
        var confirm = Host.GetAll<IReaction>().Single(static r => r.Name is "contact.confirm-report");
        var submitted = (await Host.Get<ILedger>().StreamAsync(sent.Report.Value, sent.Reporter, TestContext.Current.CancellationToken))[0];
        await confirm.ReactAsync(submitted, TestContext.Current.CancellationToken);
        (await sent.MessagesAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task History_is_no_news()
    {
        var sent = await SentReport.SendAsync(Host, ("contact_how", "\"none\""));
        var confirm = Host.GetAll<IReaction>().Single(static r => r.Name is "contact.confirm-report");
        var submitted = (await Host.Get<ILedger>().StreamAsync(sent.Report.Value, sent.Reporter, TestContext.Current.CancellationToken))[0];
        var chosen = (ReportSubmitted)submitted.Event;
        chosen = chosen with { Content = chosen.Content with { Contact = new("email", "sian@example.com") } };
        var old = submitted with { At = submitted.At.AddDays(-2), Event = chosen };
        await confirm.ReactAsync(old, TestContext.Current.CancellationToken);
        (await sent.MessagesAsync()).ShouldBeEmpty();
        await confirm.ReactAsync(submitted with { Event = chosen }, TestContext.Current.CancellationToken);
        (await sent.MessagesAsync()).ShouldHaveSingleItem();
    }
}
