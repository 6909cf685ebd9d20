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
    [InlineData("\"text\"")]
    [InlineData("\"phone\"")]
    public async Task A_report_is_confirmed_by_text_to_whoever_chose_the_phone(string how)
    {
        var sent = await SentReport.SendAsync(Host, ("contact_how", how), ("language", "\"en\""));
        var message = (await sent.MessagesAsync(1)).ShouldHaveSingleItem();
        message.ShouldStartWith($"Sms +447700900123 |  | Lampshire Police: there is an update for {sent.Reference}. Read it at http");
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
