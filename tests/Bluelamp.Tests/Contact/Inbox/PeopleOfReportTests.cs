using Bluelamp.Contact.Inbox;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Contact.Telling;
using Bluelamp.Tests.Evidence;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Inbox;

/// <summary>Whom a report names is on the list once it is settled, whichever way: as it was said, in their role, and nobody whom it does not name.</summary>
public sealed class PeopleOfReportTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static int _serial = 8_800;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    [Fact]
    public async Task People_of_a_report_that_is_put_to_a_crime_are_people_of_the_crime()
    {
        var (crime, reference, victim) = await BurgledAsync("Tegau", "Eurfron", "07700 900821");
        var sent = await SendAsync("Tegau", "Eurfron", "07700 900821", "Cynfarch", "Oerlledol");
        var handler = await Host.SignInAsync("contact-handler");
        (string, string)[] answers = [("CrimeReference", reference), ("AttachReason", "The same night."), ("Attached1", "new")];

        using (var asked = await handler.SubmitAsync(Path(sent), "attach", answers))
        {
            var page = await Documents.ReadAsync(asked);
            page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Say whether this is somebody on the list");
            page.QuerySelector("input[name=CrimeReference]")!.GetAttribute("value").ShouldBe(reference, "what was typed is kept");
            page.QuerySelector($"input[name=Attached0][value='{victim}']").ShouldNotBeNull("whoever may be meant is offered");
        }

        using var attached = await handler.SubmitAsync(Path(sent), "attach", [.. answers, ("Attached0", victim.ToString())]);
        attached.Headers.Location.ShouldNotBeNull();
        var links = await LinksAsync(crime.Value);
        links.Count(static l => l.Role is LinkRole.Victim).ShouldBe(1, "she is one person, and was their victim already");
        var suspect = links.Single(static l => l.Role is LinkRole.Suspect).Other;
        links.ShouldContain(l => l.Role == LinkRole.Report && l.Other == sent.Report.Value);
        (await SaidAsync(victim.Value))
            .Last()
            .Source.Words.ShouldBe($"report {sent.Reference}", "what this report said of her stays as it was said");
        (await SaidAsync(suspect)).ShouldHaveSingleItem().Said.Name.ShouldBe("Cynfarch Oerlledol");
        var proposed = (await StreamAsync(sent.Report.Value)).OfType<ReportAttached>().Single().Proposed;
        proposed.ShouldContain(p => p.Nominal == victim && p.Chosen, "what was proposed stays beside what a person decided");
        (await handler.OpenAsync($"/records/nominals/{suspect}"))
            .QuerySelector("section:has(#known)")!
            .TextContent.ShouldContain("suspect in 1");
    }

    [Fact]
    public async Task A_crime_that_is_closed_is_named_neither_on_its_report_nor_in_the_inbox()
    {
        var (crime, reference, victim) = await BurgledAsync("Nest", "Cadwgan", "07700 900827");
        var sent = await SendAsync("Nest", "Cadwgan", "07700 900827", "Gerald", "Windsor");
        var (handler, insider) = (await Host.SignInAsync("contact-handler"), await Host.SignInAsync("contact-handler"));
        (string, string)[] answers = [("CrimeReference", reference), ("AttachReason", "The same night, reference inside.")];
        using (
            var attached = await handler.SubmitAsync(
                Path(sent),
                "attach",
                [.. answers, ("Attached0", victim.ToString()), ("Attached1", "new")]
            )
        )
            attached.Headers.Location.ShouldNotBeNull();
        (await EndAsync(handler)).ShouldContain(reference);
        (await handler.OpenAsync("/inbox?status=closed")).Body!.TextContent.ShouldContain(reference);

        var restricted = new RecordRestricted(Marking.Official, [new(insider.Staff.Value)], "A colleague is the suspect");
        await Host.TellAsync(crime.Value, restricted);
        var end = await EndAsync(handler);
        end.ShouldContain("Attached to a crime.");
        end.ShouldNotContain("The same night");
        (await handler.OpenAsync("/inbox?status=closed")).Body!.InnerHtml.ShouldNotContain(reference);
        (await EndAsync(insider)).ShouldContain(reference);

        async Task<string> EndAsync(StaffClient who) => (await who.OpenAsync(Path(sent))).QuerySelector("section:has(#end)")!.TextContent;
    }

    [Theory]
    [InlineData("advise", "Advice")]
    [InlineData("refer", "ReferReason")]
    public async Task People_of_a_report_that_ends_without_a_crime_are_known_of_it(string form, string field)
    {
        var (forename, surname) = form is "advise" ? ("Gwgawn", "Gleddyfrudd") : ("Morfran", "Tegidfawr");
        var sent = await SendAsync("Creirwy", form is "advise" ? "Penllyn" : "Tegid", "07700 900822", forename, surname);
        var handler = await Host.SignInAsync("contact-handler");
        using var ended = await handler.SubmitAsync(Path(sent), form, (field, "Call the council."), ("Partner", "Local council"));
        ended.Headers.Location.ShouldNotBeNull();

        var links = await LinksAsync(sent.Report.Value);
        links.Select(static l => l.Role).Order().ShouldBe([LinkRole.Victim, LinkRole.Suspect]);
        var suspect = links.Single(static l => l.Role is LinkRole.Suspect).Other;
        (await SaidAsync(suspect)).ShouldHaveSingleItem().Source.Record.ShouldBe(new(sent.Report.Value));
        (await handler.OpenAsync($"/search?q={forename}+{surname}"))
            .QuerySelector($"a[href='records/nominals/{suspect}']")
            .ShouldNotBeNull();
        var page = await handler.OpenAsync($"/records/nominals/{suspect}");
        page.QuerySelector("section:has(#links)")!.TextContent.ShouldContain("Suspect of");
        page.QuerySelector($"section:has(#links) a[href='inbox/{sent.Report}']").ShouldNotBeNull();
        (await handler.OpenAsync(Path(sent))).QuerySelector($"section:has(#end) a[href='records/nominals/{suspect}']").ShouldNotBeNull();
    }

    [Fact]
    public async Task Neither_whoever_stays_anonymous_nor_somebody_who_is_only_described_is_put_on_the_list()
    {
        var sent = await SentReport.SendAsync(
            Host,
            ("anonymous", "\"anonymous\""),
            ("you", null),
            ("you_contact", null),
            ("support", null),
            ("know_suspect", "\"seen\""),
            ("suspects", """[ { "description": "tall, in a green coat", "sex": "M" }, { "known_as": "Cilydd" } ]""")
        );
        var handler = await Host.SignInAsync("contact-handler");
        using var ended = await handler.SubmitAsync(Path(sent), "advise", ("Advice", "Lock your door."));
        var named = (await LinksAsync(sent.Report.Value)).ShouldHaveSingleItem();
        (await SaidAsync(named.Other)).ShouldHaveSingleItem().Said.Name.ShouldBe("Cilydd");
    }

    [Fact]
    public async Task When_a_report_is_disposed_of_whoever_is_known_by_it_alone_goes_with_it()
    {
        var sent = await SendAsync("Goleuddydd", "Anlawdd", "07700 900823", "Twrch", "Trwyth");
        var handler = await Host.SignInAsync("contact-handler");
        using var ended = await handler.SubmitAsync(Path(sent), "advise", ("Advice", "Lock your door."));
        var links = await LinksAsync(sent.Report.Value);
        var (reporter, suspect) = (
            links.Single(static l => l.Role is LinkRole.Victim).Other,
            links.Single(static l => l.Role is LinkRole.Suspect).Other
        );
        var note = new AttachNote(RecordRef.Of(new Id<Nominal>(suspect)), "Seen at the market.");
        (await Host.Get<ILedger>().DecideAsync(new Id<Bluelamp.Records.AnyRecord>(suspect), note, Host.Administrator, Ct)).OrThrow();

        var order = new DisposalOrder("Information manager", "Retention period ended", "MoPI group 3");
        (await Host.Get<Disposer>().DisposeAsync(sent.Report.Value, versions: null, order, Host.Administrator, Ct)).OrThrow();

        (await Host.Database.Source.TablesWithAsync("Goleuddydd")).ShouldBeEmpty();
        (await SaidAsync(reporter)).ShouldBeEmpty();
        (await SaidAsync(suspect)).ShouldHaveSingleItem("an officer said more of him: his record is one of its own");
    }

    /// <summary>Reports ended so before the end of a report put its people on the list.</summary>
    [Theory]
    [InlineData("advised")]
    [InlineData("referred")]
    [InlineData("attached")]
    public async Task People_of_a_report_that_ended_before_are_put_on_the_list_once(string end)
    {
        var (crime, reference, _) = await BurgledAsync("Nonn", "Dewi", "07700 900824");
        var sent = await SendAsync("Rhun", "Maelgwn", "07700 900825", "Elidir", end is "advised" ? "Mwynfawr" : "Lydanwyn");
        await sent.DecideAsync<Report>(
            sent.Report,
            end switch
            {
                "advised" => new AdviseReporter(sent.Report, "Lock your door."),
                "referred" => new ReferReport(sent.Report, "council", "Noise."),
                _ => new AttachReport(sent.Report, crime, reference, "The same night."),
            }
        );
        List<LinkLine> named = [];
        await Eventually.TrueAsync(async () =>
            (named = [.. (await LinksAsync(sent.Report.Value)).Where(static l => l.OtherKind is RecordKind.Nominal)]).Count > 0
        );
        named.Select(static l => l.Role).Order().ShouldBe([LinkRole.Victim, LinkRole.Suspect]);
        (await SaidAsync(named.Single(static l => l.Role is LinkRole.Suspect).Other))
            .ShouldHaveSingleItem()
            .Source.Words.ShouldBe($"report {sent.Reference}");

        await AgainAsync(sent);
        (await LinksAsync(sent.Report.Value)).Count(static l => l.OtherKind is RecordKind.Nominal).ShouldBe(2, "once");
    }

    [Fact]
    public async Task People_of_a_report_that_was_put_to_a_crime_are_not_put_on_the_list_again()
    {
        var (_, reference, victim) = await BurgledAsync("Melangell", "Pennant", "07700 900826");
        var sent = await SendAsync("Melangell", "Pennant", "07700 900826", "Brochwel", "Ysgithrog");
        var handler = await Host.SignInAsync("contact-handler");
        using var attached = await handler.SubmitAsync(
            Path(sent),
            "attach",
            ("CrimeReference", reference),
            ("AttachReason", "The same night."),
            ("Attached0", victim.ToString()),
            ("Attached1", "new")
        );
        attached.Headers.Location.ShouldNotBeNull();
        await AgainAsync(sent);
        (await LinksAsync(sent.Report.Value)).ShouldAllBe(static l => l.OtherKind == RecordKind.Crime);
    }

    [Fact]
    public async Task A_new_record_goes_round_a_number_that_is_closed()
    {
        var (force, phone) = (Host.Get<ForceProfile>().Code, "07700 900827");
        await BurgledAsync("Dwynwen", "Brychan", phone);
        var number = Communication.Of(new(force, Host.Get<IdSecret>()), CommunicationKind.Phone, "+447700900827").Value;
        await Host.Get<Db>()
            .KeepAsync($"insert into kernel.restriction (force, subject, keys) values ({force}, {number}, {Array.Empty<Guid>()})", Ct);
        var sent = await SendAsync("Maelon", "Dafodrill", phone, "Cadog", "Doeth");
        await sent.DecideAsync(new AdviseReporter(sent.Report, "Lock your door."));
        Guid[] victim = [];
        await Eventually.TrueAsync(async () =>
            (
                victim = [.. (await LinksAsync(sent.Report.Value)).Where(static l => l.Role is LinkRole.Victim).Select(static l => l.Other)]
            ).Length > 0
        );
        (await StreamAsync(victim[0])).OfType<Linked>().ShouldAllBe(l => l.To.Id.Value != number);
    }

    /// <summary>The reaction reads the end of a report once more, as after a restart.</summary>
    private async Task AgainAsync(SentReport sent)
    {
        var reaction = Host.GetAll<IReaction>().Single(static r => r.Name is "contact.list-people-of-closed-reports");
        var stream = await Host.Get<ILedger>().StreamAsync(sent.Report.Value, Host.Administrator, Ct);
        await reaction.ReactAsync(stream.Single(e => reaction.To.Contains(e.Event.GetType())), Ct);
    }

    private static string Path(SentReport sent) => $"/inbox/{sent.Report}";

    private Task<SentReport> SendAsync(string forenames, string surname, string phone, string suspectForename, string suspectSurname) =>
        SentReport.SendAsync(
            Host,
            ("you", $$"""{ "forenames": "{{forenames}}", "surname": "{{surname}}" }"""),
            ("you_contact", $$"""{ "phone": "{{phone}}" }"""),
            ("know_suspect", "\"know\""),
            ("suspects", $$"""[ { "forenames": "{{suspectForename}}", "surname": "{{suspectSurname}}" } ]""")
        );

    private async Task<(Id<Crime> Crime, string Reference, Id<Nominal> Victim)> BurgledAsync(string forenames, string surname, string phone)
    {
        var (force, serial, victim) = (Host.Get<ForceProfile>().Code, Interlocked.Increment(ref _serial), Id<Nominal>.New());
        var said = new PersonDetails
        {
            Forenames = forenames,
            Surname = surname,
            Phones = [phone],
        };
        var plan = Burglary.Plan(serial) with
        {
            Ids = new NaturalIds(force, Host.Get<IdSecret>()),
            Reference = CrimeReference.Of(force, 2026, serial),
            People = [new(victim, IsNew: true, LinkRole.Victim, said)],
        };
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), Host.Administrator, Ct)).OrThrow();
        return (plan.Crime, plan.Reference.ToString(), victim);
    }

    private Task<List<LinkLine>> LinksAsync(Guid record) => Host.Get<LinkList>().OfAsync(record, Host.Administrator, Ct);

    private async Task<IEnumerable<IEvent>> StreamAsync(Guid stream) =>
        (await Host.Get<ILedger>().StreamAsync(stream, Host.Administrator, Ct)).Select(static e => e.Event);

    private async Task<List<PersonDescribed>> SaidAsync(Guid nominal) => [.. (await StreamAsync(nominal)).OfType<PersonDescribed>()];
}
