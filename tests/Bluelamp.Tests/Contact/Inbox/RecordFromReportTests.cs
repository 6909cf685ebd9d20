using System.Text.Json;
using Bluelamp.Contact.Inbox;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Inbox;

public sealed class RecordFromReportTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly JsonElement None = JsonSerializer.SerializeToElement(new { });
    private static readonly PersonDetails Rhys = new() { Forenames = "Rhys", Surname = "Test" };
    private static readonly PersonDetails Sian = new()
    {
        Forenames = "Siân",
        Surname = "Test",
        Phones = ["07700 900321"],
        Address = new()
        {
            Number = "7",
            Street = "Lôn Gudd",
            Town = "Llanlamp",
            Postcode = "LL1 7ZZ",
        },
    };

    private static readonly PersonDetails Somebody = new() { Description = "tall, in a green coat" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    private ILedger Ledger => Host.Get<ILedger>();

    private static Viewer Handler { get; } =
        new(Guid.CreateVersion7(), "Handler", 99, ["contact.triage", "records.read"], Marking.Official, new("test", null), []);

    [Fact]
    public async Task Two_victims_of_an_assault_are_two_crimes_held_together_and_each_has_its_own_victim()
    {
        var plan = await ReportedAsync("105A");
        plan = plan with { Further = [await CrimeAsync()] };
        await RecordAsync(plan);

        var (first, second) = (await PictureAsync(plan.Crime), await PictureAsync(plan.Further[0].Crime));
        first.Group.ShouldNotBeNull().ShouldBe(second.Group!.Value);
        (await NamesAsync(plan.Crime, LinkRole.Victim)).ShouldBe(["Siân Test"], "the reporter's own crime is the first");
        (await NamesAsync(plan.Further[0].Crime, LinkRole.Victim)).ShouldBe(["Rhys Test"]);
        (await SuspectsAsync(plan.Crime)).ShouldBe(await SuspectsAsync(plan.Further[0].Crime));
        (first.Property.Length, second.Property.Length).ShouldBe((1, 0), "what was taken is counted once");
    }

    [Fact]
    public async Task Both_crimes_stand_in_the_inbox_and_on_the_page_of_the_reporter()
    {
        var plan = await ReportedAsync("105A");
        plan = plan with { Further = [await CrimeAsync()] };
        await RecordAsync(plan);
        var line = (await Host.Get<InboxList>().LineAsync(plan.Report, Handler, Ct))!;
        line.CrimeRef.ShouldBe($"{plan.Reference}, {plan.Further[0].Reference}");
        line.Crime.ShouldBe(plan.Crime.Value);
        var steps = Bluelamp.Contact.Following.ReporterStep.Of(await Ledger.StreamAsync(plan.Report.Value, Handler, Ct));
        steps.Count(static s => s.Title.En.StartsWith("We recorded a crime", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_burglary_of_their_home_is_one_crime_with_both_victims()
    {
        var plan = await ReportedAsync("28I");
        await RecordAsync(plan);
        (await NamesAsync(plan.Crime, LinkRole.Victim)).ShouldBe(["Rhys Test", "Siân Test"], ignoreOrder: true);
        (await PictureAsync(plan.Crime)).Group.ShouldBeNull();
    }

    [Fact]
    public async Task A_person_a_place_and_a_phone_that_are_closed_do_not_stand_in_the_way_and_are_not_touched()
    {
        var known = await ReportedAsync("28I");
        await RecordAsync(known);
        var victims = (await LinksAsync(known.Crime.Value))
            .Where(static l => l.Role is LinkRole.Victim)
            .Select(static l => l.Other)
            .ToArray();
        var sian = (await NamedAsync(victims)).Single(static n => n.Value.Name is "Siân Test").Key;
        var closed = (await LinksAsync(sian))
            .Where(static l => l.Role is LinkRole.Home or LinkRole.Phone)
            .Select(static l => l.Other)
            .Append(sian)
            .ToArray();
        closed.Length.ShouldBe(3);
        foreach (var record in closed)
            (
                await Host.Get<Restrictions>().RestrictAsync(record, new(Marking.OfficialSensitive, [], "At risk."), Host.Administrator, Ct)
            ).OrThrow();
        var before = await EntriesAsync(closed);

        var again = await ReportedAsync("28I");
        again = again with { Chosen = [null, new Id<Nominal>(sian), null] };
        await RecordAsync(again);
        (await NamesAsync(again.Crime, LinkRole.Victim)).ShouldBe(["Rhys Test", "Siân Test"], ignoreOrder: true);
        (await LinksAsync(again.Crime.Value)).Select(static l => l.Other).Intersect(closed).ShouldBeEmpty();
        (await EntriesAsync(closed)).ShouldBe(before);
    }

    /// <summary>A report by Siân, in which Rhys is a victim too, as it lies before the handler.</summary>
    private async Task<RecordFromReport> ReportedAsync(string offence)
    {
        var (report, reference) = (Id<Report>.New(), ReportReference.New());
        var content = new ReportContent("assault", "They pushed us and took the bag.")
        {
            People = [new(LinkRole.Victim, Rhys), new(LinkRole.Victim, Sian, IsReporter: true), new(LinkRole.Suspect, Somebody)],
            Property = [new("blue bag", PropertyFate.Stolen)],
        };
        var submit = new SubmitReport(report, reference, new("report-crime", 1, "00"), None, content, None, "en", "WEB", "00");
        (await Ledger.DecideAsync(report, submit, Viewer.Public(99), Ct)).OrThrow();
        var crime = await CrimeAsync();
        return new(
            new(99, shared.Host.Get<IdSecret>()),
            report,
            $"{reference}",
            content,
            TimeProvider.System.GetUtcNow(),
            crime.Crime,
            crime.Reference,
            offence,
            content.Words,
            [null, null, null],
            [],
            Read: 0
        );
    }

    private async Task RecordAsync(RecordFromReport plan) =>
        (await Host.Get<CrimeDesk>().RecordAsync(closed => (plan with { Closed = closed }).Steps(), Handler, Ct)).OrThrow();

    private async Task<NewCrime> CrimeAsync() => new(Id<Crime>.New(), await Host.Get<CrimeNumbers>().NextAsync(Handler, Ct));

    private async Task<CrimePicture> PictureAsync(Id<Crime> crime) => CrimePicture.Of(await Ledger.StreamAsync(crime.Value, Handler, Ct))!;

    private Task<List<LinkLine>> LinksAsync(Guid record) => Host.Get<LinkList>().OfAsync(record, Handler, Ct);

    private async Task<IEnumerable<string>> NamesAsync(Id<Crime> crime, LinkRole role)
    {
        var links = (await LinksAsync(crime.Value)).Where(l => l.Role == role).Select(static l => l.Other);
        return (await NamedAsync([.. links])).Values.Select(static n => n.Name).ToList();
    }

    private Task<IReadOnlyDictionary<Guid, RecordName>> NamedAsync(Guid[] records) => Host.Get<RecordNames>().OfAsync(records, Handler, Ct);

    private async Task<IEnumerable<Guid>> SuspectsAsync(Id<Crime> crime) =>
        (await LinksAsync(crime.Value)).Where(static l => l.Role is LinkRole.Suspect).Select(static l => l.Other).ToList();

    /// <summary>What was written about records; the engine's own proposals aside, which only they are shown who may see both people.</summary>
    /// <summary>What is said of records, by type, but for what the engine says by itself of who may be one person.</summary>
    private async Task<string> EntriesAsync(Guid[] records)
    {
        await using var count = Host.Database.Source.CreateCommand(
            """
            select coalesce(string_agg(t.type || ' ' || t.entries, ', ' order by t.type), '')
              from (select type, count(*) as entries from kernel.ledger
                     where subjects && $1 and type not in ('records.pair-proposed.v1', 'records.pair-weighed.v1')
                     group by type) t
            """
        );
        count.Parameters.Add(new() { Value = records });
        return (string)(await count.ExecuteScalarAsync(Ct))!;
    }
}
