using System.Net;
using Bluelamp.Evidence.Doors;
using Bluelamp.Kernel;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>A door to the public: who may come in by it, and until when.</summary>
public sealed class DoorTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Code = "abcd2345efgh6789jkmn";
    private static readonly Id<Door> Shop = new(new("0190a000-0000-7000-8000-0000000000d1"));
    private static readonly RecordRef Burglary = new(RecordKind.Crime, new(new("0190a000-0000-7000-8000-0000000000c1")));
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly By Somebody = new(Given.Somebody, Now);
    private static readonly Bilingual Asks = new("Film of Heol Fawr on Friday night", "Ffilm o Heol Fawr nos Wener");

    [Fact]
    public void The_code_of_an_appeal_is_kept_and_that_of_a_link_is_not()
    {
        Open(DoorKind.Appeal).Decide(Door.Empty, Somebody).ShouldHaveSingleItem().ShouldBeOfType<DoorOpened>().Code.ShouldBe(Code);
        var link = Open(DoorKind.Link).Decide(Door.Empty, Somebody).ShouldHaveSingleItem().ShouldBeOfType<DoorOpened>();
        link.Code.ShouldBeNull();
        link.CodeHash.ShouldBe(DoorCode.Hash(" ABCD2345efgh6789jkmn "));
    }

    [Fact]
    public void A_door_is_open_for_a_year_at_most() =>
        (Open(DoorKind.Appeal) with { Until = Now.AddDays(366) }).Decide(Door.Empty, Somebody).ThenRefused<NoSuchTerm>();

    [Fact]
    public void A_link_belongs_to_the_browser_that_opens_it_first()
    {
        var open = StateOf(DoorKind.Link);
        var entered = new EnterDoor(Shop, "one").Decide(open, Somebody);
        entered.Then(new DoorEntered(Shop, "one"));
        var taken = open.Apply(entered.Events[0]);
        new EnterDoor(Shop, "one").Decide(taken, Somebody).Then();
        new EnterDoor(Shop, "two").Decide(taken, Somebody).ThenRefused<DoorIsAnothers>();
    }

    [Fact]
    public void An_appeal_lets_everybody_in_until_it_is_shut()
    {
        var open = StateOf(DoorKind.Appeal);
        new EnterDoor(Shop, "one").Decide(open, Somebody).Then();
        new EnterDoor(Shop, "one").Decide(open, Somebody with { At = Now.AddDays(29) }).ThenRefused<DoorIsShut>();
        new EnterDoor(Shop, "one").Decide(open.Apply(new DoorClosed(Shop, "solved")), Somebody).ThenRefused<DoorIsShut>();
    }

    [Fact]
    public void Codes_have_no_signs_that_look_alike_and_differ()
    {
        var codes = Enumerable.Range(0, 200).Select(static _ => DoorCode.New()).ToHashSet();
        codes.Count.ShouldBe(200);
        codes.ShouldAllBe(static c => c.Length == 20 && !c.Any("01oil".Contains));
    }

    [Fact]
    public async Task An_officer_opens_an_appeal_and_closes_it()
    {
        var handler = await shared.Host.SignInAsync("supervisor");
        using var recorded = await handler.SubmitAsync(
            "/records/crimes/new",
            "new-crime",
            ("Offence", "28I"),
            ("On-day", "1"),
            ("On-month", "11"),
            ("On-year", "2026"),
            ("Narrative", "Rear window forced")
        );
        var crime = await handler.OpenAsync(recorded.Headers.Location!.ToString());
        var reference = crime.QuerySelector("h1")!.TextContent;
        using var bare = await handler.SubmitAsync("/evidence/doors/new", "new-door", ("Crime", reference));
        (await Documents.ReadAsync(bare)).Body!.TextContent.ShouldContain("Say it in Welsh, too.");
        using var opened = await handler.SubmitAsync(
            "/evidence/doors/new",
            "new-door",
            ("Crime", reference),
            ("Kind", "Appeal"),
            ("AsksEn", Asks.En),
            ("AsksCy", Asks.Cy)
        );
        opened.StatusCode.ShouldBe(HttpStatusCode.SeeOther, (await Documents.ReadAsync(opened)).Body?.TextContent);
        var place = opened.Headers.Location!.ToString();
        var page = (await handler.OpenAsync(place)).Body!.TextContent;
        page.ShouldContain("/upload/");
        page.ShouldContain(reference);
        (await handler.OpenAsync("/evidence/doors")).Body!.TextContent.ShouldContain(Asks.En);
        using var closed = await handler.SubmitAsync(place, "close", ("Reason", "Solved"));
        closed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await handler.OpenAsync(place)).Body!.TextContent.ShouldContain("Shut");
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_opens_one_door_and_shows_the_link_that_works()
    {
        var officer = await shared.Host.SignInAsync("officer");
        using var recorded = await officer.SubmitAsync(
            "/records/crimes/new",
            "new-crime",
            ("Offence", "28I"),
            ("On-day", "2"),
            ("On-month", "11"),
            ("On-year", "2026"),
            ("Narrative", "Shed forced")
        );
        var crime = await officer.OpenAsync(recorded.Headers.Location!.ToString());
        var form = await officer.OpenAsync($"/evidence/doors/new?crime={crime.QuerySelector("h1")!.TextContent}");
        var (first, second) = (await LinkAsync(), await LinkAsync());
        second.ShouldBe(first);
        using var witness = shared.Host.NewClient();
        (await witness.GetAsync(first, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task<string> LinkAsync()
        {
            using var sent = await officer.Http.SubmitAsync(
                form,
                "/evidence/doors/new",
                "new-door",
                ("Kind", "Link"),
                ("For", "The neighbour"),
                ("AsksEn", Asks.En),
                ("AsksCy", Asks.Cy)
            );
            return (await Documents.ReadAsync(sent)).QuerySelector("p.bl-words")!.TextContent;
        }
    }

    private static OpenDoor Open(DoorKind kind) => new(Shop, kind, Burglary, Asks, Code, Now.AddDays(28), For: null);

    private static Door StateOf(DoorKind kind) => Door.Empty.Apply(Open(kind).Decide(Door.Empty, Somebody).Events[0]);
}
