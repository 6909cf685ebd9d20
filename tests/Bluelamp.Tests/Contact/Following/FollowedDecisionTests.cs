using Bluelamp.Contact.Following;
using Bluelamp.Contact.Inbox;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Records;
using Bluelamp.Tests.Contact.Pages;
using Bluelamp.Tests.Contact.Telling;
using Bluelamp.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Following;

/// <summary>What whoever sent a report reads on its page after each thing that can be decided on it, in both languages.</summary>
public sealed class FollowedDecisionTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    [Fact]
    public async Task After_a_question_the_page_asks_for_the_answer_and_after_the_answer_no_more()
    {
        var sent = await SentReport.SendAsync(Host);
        await sent.DecideAsync(new TakeReport(sent.Report, "Handler"));
        await sent.DecideAsync(new AskReporter(sent.Report, "Which door was it?"));
        using var reader = Opened(sent);
        await ReadsAsync(reader, "We need an answer from you", "Read what we wrote to you", "Which door was it?");
        await ReadsInWelshAsync(reader, "Mae angen ateb gennych chi arnom", "Darllenwch yr hyn a ysgrifennwyd", "Which door was it?");
        (await Host.Get<ILedger>().DecideAsync(sent.Report, new AddInformation(sent.Report, "The back one."), sent.Reporter, Ct)).OrThrow();
        await ReadsAsync(reader, "Being read", "The back one.");
    }

    [Fact]
    public async Task After_advice_the_page_gives_it_and_says_that_nothing_more_happens()
    {
        var sent = await SentReport.SendAsync(Host);
        await sent.DecideAsync(new AdviseReporter(sent.Report, "Fit a better lock."));
        using var reader = Opened(sent);
        await ReadsAsync(reader, "Closed with advice", "Nothing more happens unless you tell us more", "Fit a better lock.");
        await ReadsInWelshAsync(reader, "Wedi'i gau gyda chyngor", "Ni fydd dim mwy'n digwydd", "Fit a better lock.");
    }

    [Fact]
    public async Task After_a_referral_the_page_names_the_partner_and_keeps_the_reason()
    {
        var sent = await SentReport.SendAsync(Host);
        await sent.DecideAsync(new ReferReport(sent.Report, "Cyngor Llanlamp", "Noise, no crime."));
        using var reader = Opened(sent);
        (await ReadsAsync(reader, "Passed on", "will be in touch", "We passed your report to Cyngor Llanlamp")).ShouldNotContain("Noise");
        await ReadsInWelshAsync(
            reader,
            "Wedi'i anfon ymlaen",
            "mewn cysylltiad",
            "Gwnaethom anfon eich adroddiad ymlaen at Cyngor Llanlamp"
        );
    }

    [Fact]
    public async Task After_it_was_put_to_another_crime_the_page_says_so_without_its_reference()
    {
        var (crime, sent) = (await CrimedAsync(), await SentReport.SendAsync(Host));
        await sent.DecideAsync(new AttachReport(sent.Report, crime.Crime, crime.Reference, "The same night."));
        using var reader = Opened(sent);
        var page = await ReadsAsync(reader, "Added to a recorded crime", "What you told us helps with that crime");
        page.ShouldNotContain(crime.Reference);
        page.ShouldNotContain("The same night");
        await ReadsInWelshAsync(reader, "Wedi'i ychwanegu at drosedd a gofnodwyd", "helpu gyda'r drosedd honno");
    }

    [Fact]
    public async Task After_a_crime_was_recorded_the_page_gives_its_reference_and_says_what_it_is_for()
    {
        var (sent, _, reference) = await CrimedAsync();
        using var reader = Opened(sent);
        await ReadsAsync(
            reader,
            "Recorded as a crime",
            "An officer decides",
            $"We recorded a crime: {reference}",
            "Keep this crime reference"
        );
        await ReadsInWelshAsync(
            reader,
            "Wedi'i gofnodi fel trosedd",
            "Mae swyddog yn penderfynu",
            $"Gwnaethom gofnodi trosedd: {reference}"
        );
    }

    [Fact]
    public async Task After_an_outcome_the_victim_reads_what_it_means_and_what_they_can_ask_for()
    {
        var (sent, crime, reference) = await CrimedAsync();
        await sent.DecideAsync(crime, new RecordOutcome(crime, "18", new(), "Nobody was seen."));
        using var reader = Opened(sent);
        var page = await ReadsAsync(
            reader,
            "Decided",
            "ask for a review",
            $"We decided what happens with crime {reference}",
            "could not find out who did it"
        );
        page.ShouldNotContain("Nobody was seen.");
        await ReadsInWelshAsync(reader, "Wedi'i benderfynu", "ofyn am adolygiad", "ni allem ddarganfod pwy a'i gwnaeth");
    }

    [Fact]
    public async Task After_an_outcome_whoever_reported_for_another_reads_only_that_it_is_finished()
    {
        var (sent, crime, _) = await CrimedAsync(
            ("for_whom", "\"someone-else\""),
            ("victim", """[{ "forenames": "Rhys" }]"""),
            ("support", null)
        );
        await sent.DecideAsync(crime, new RecordOutcome(crime, "18", new(), "Nobody was seen."));
        using var reader = Opened(sent);
        (await ReadsAsync(reader, "Finished", "for the victim to know", "We have finished our work on it.")).ShouldNotContain("who did it");
        await ReadsInWelshAsync(reader, "Wedi'i orffen", "Mater i'r dioddefwr", "Rydym wedi gorffen ein gwaith arni.");
    }

    [Fact]
    public async Task A_crime_that_is_no_longer_counted_closes_the_report_and_says_why()
    {
        var (sent, crime, _) = await CrimedAsync();
        await sent.DecideAsync(crime, new CancelCrime(crime, CancelReason.Duplicate, "See the other.", Designated: true));
        using var reader = Opened(sent);
        await ReadsAsync(reader, "Closed", "We no longer count it as a crime", "It was recorded already.");
        await ReadsInWelshAsync(reader, "Wedi'i gau", "Nid ydym yn ei gyfrif fel trosedd bellach", "Roedd wedi'i chofnodi'n barod.");
    }

    /// <summary>A reader who gave reference and code before: not every test opens it at the door, which lets nobody in too often.</summary>
    private Browsing Opened(SentReport sent)
    {
        var http = new DefaultHttpContext();
        Host.Get<FollowSession>().Begin(sent.Report, http);
        var reader = new Browsing(Host);
        reader.Hold(http.Response.Headers.SetCookie.ToString().Split(';')[0]);
        return reader;
    }

    private static Task<string> ReadsAsync(Browsing reader, params string[] words) => ReadsAsync(reader, "/follow/report", words);

    private static Task<string> ReadsInWelshAsync(Browsing reader, params string[] words) => ReadsAsync(reader, "/cy/follow/report", words);

    /// <summary>Reads the page, and finds the first of the words at the end of the heading and all of them on it.</summary>
    private static async Task<string> ReadsAsync(Browsing reader, string address, string[] words)
    {
        await reader.GoAsync(address, Ct);
        reader.Address.ShouldBe(address);
        reader.Heading.ShouldEndWith(words[0]);
        foreach (var said in words)
            reader.Main.ShouldContain(said);
        return reader.Main;
    }

    /// <summary>A report with these answers changed, of which a crime was recorded.</summary>
    private async Task<(SentReport Sent, Id<Crime> Crime, string Reference)> CrimedAsync(params (string Question, string? Answer)[] changed)
    {
        var sent = await SentReport.SendAsync(Host, changed);
        IReadOnlyList<Entry> stream = [];
        // The assessment comes by itself.
        await Eventually.TrueAsync(async () =>
            (stream = await Host.Get<ILedger>().StreamAsync(sent.Report.Value, Host.Administrator, Ct)).Any(static e =>
                e.Event is ReportAssessed
            )
        );
        var content = ((ReportSubmitted)stream[0].Event).Content;
        var reference = await Host.Get<CrimeNumbers>().NextAsync(Host.Administrator, Ct);
        var plan = new RecordFromReport(
            new(Host.Administrator.Force, Host.Get<IdSecret>()),
            sent.Report,
            sent.Reference,
            content,
            stream[0].At,
            Id<Crime>.New(),
            reference,
            "28I",
            content.Words,
            [.. content.People.Select(static _ => (Id<Nominal>?)null)],
            [],
            Read: 0
        );
        (await Host.Get<ILedger>().DecideAsync([.. plan.Steps()], Host.Administrator, Ct)).OrThrow();
        return (sent, plan.Crime, reference.ToString());
    }
}
