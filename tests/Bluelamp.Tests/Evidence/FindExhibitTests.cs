using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Objects;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Evidence is found by its words, by when it was made, by where it lies, and by what a scanner reads from its label.</summary>
public sealed class FindExhibitTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly DateTimeOffset Evening = new(2026, 10, 3, 20, 0, 0, TimeSpan.Zero);

    private TestHost Host => shared.Host;

    private short Force => Host.Get<ForceProfile>().Code;

    private Viewer Police => Viewer.System(Force);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("crowbar")]
    [InlineData("Crowbars")]
    [InlineData("painted CROWBAR")]
    [InlineData("prn/17")]
    public async Task A_crowbar_is_found_by_what_was_said_of_it_or_by_its_reference(string typed)
    {
        var crowbar = await CrowbarAsync();
        var officer = await Host.SignInAsync("officer");
        var found = await officer.OpenAsync($"/search?q={Uri.EscapeDataString(typed)}");
        found.QuerySelector($".bl-search__hit a[href$='{crowbar}']").ShouldNotBeNull().TextContent.ShouldBe("PRN/17");
        (await officer.OpenAsync("/search?q=crowbar%20wooden"))
            .QuerySelector($"a[href$='{crowbar}']")
            .ShouldBeNull("each word must stand there");
    }

    [Fact]
    public async Task A_file_is_found_by_a_part_of_its_name_and_one_that_is_closed_is_neither_shown_nor_counted()
    {
        var open = await Host.TakeInAsync("one"u8.ToArray(), "CAM02_gwaunlas-yard.txt");
        var closed = await Host.TakeInAsync("two"u8.ToArray(), "CAM03_gwaunlas-gate.txt");
        var officer = await Host.SignInAsync("officer");
        (await HeadingAsync(officer, "gwaunlas")).ShouldBe("Exhibits (2)");
        var close = new RestrictRecord(Marking.OfficialSensitive, [Id<Staff>.New()], "A protected witness.");
        (await Host.Get<ILedger>().DecideAsync(new Id<Restriction>(closed.Value), close, Police, Ct)).OrThrow();
        (await HeadingAsync(officer, "gwaunlas")).ShouldBe("Exhibits (1)");
        (await ShownAsync(officer, "q=gwaunlas")).ShouldBe([open.Value]);
        (await HeadingAsync(await Host.SignInAsync("dispatcher"), "gwaunlas")).ShouldBeNull("who may not read evidence finds none");
    }

    [Theory]
    [InlineData("larwm.wav", "larwm.wav", "larwm")]
    [InlineData("IMG_99412.jpg", "IMG_99412.jpg", "IMG_99412", "99412")]
    [InlineData("camera_CH93_tŷ.main.txt", "CH93", "ty main", "camera_CH93_tŷ.main.txt")]
    public async Task A_file_is_found_by_its_name_as_it_is_written_and_without_its_ending(string name, params string[] asked)
    {
        var exhibit = await Host.TakeInAsync(global::System.Text.Encoding.UTF8.GetBytes(name), name);
        var officer = await Host.SignInAsync("officer");
        foreach (var words in asked)
        {
            (await ShownAsync(officer, $"q={Uri.EscapeDataString(words)}")).ShouldBe([exhibit.Value], words);
            (await officer.OpenAsync($"/search?q={Uri.EscapeDataString(words)}"))
                .QuerySelector($"a[href$='{exhibit}']")
                .ShouldNotBeNull(words);
        }
    }

    [Fact]
    public async Task What_shows_something_of_a_time_is_found_by_it_and_a_time_that_is_none_is_said()
    {
        var film = await Host.TakeInAsync(
            "f"u8.ToArray(),
            "evening.txt",
            said: new()
            {
                Description = "Ffair",
                From = Evening,
                Until = Evening.AddHours(3),
            }
        );
        var photo = await Host.TakeInAsync(
            "p"u8.ToArray(),
            "moment.txt",
            said: new() { Description = "Ffair", From = Evening.AddHours(4) }
        );
        await Host.TakeInAsync("n"u8.ToArray(), "never.txt", said: new() { Description = "Ffair" });
        var officer = await Host.SignInAsync("officer");
        (await ShownAsync(officer, "q=ffair&from=2026-10-03T23:30&until=2026-10-04T00:30")).ShouldBe([film.Value]); // British summer time
        (await ShownAsync(officer, "q=ffair&from=2026-10-04T00:30")).ShouldBe([photo.Value]);
        (await ShownAsync(officer, "q=ffair&until=2026-10-03T21:30")).ShouldBe([film.Value]);
        (await ShownAsync(officer, "q=ffair&until=2026-10-03T20:30")).ShouldBeEmpty();
        var wrong = await officer.OpenAsync("/evidence?q=ffair&from=2026-10-04T00:30&until=2026-10-03T00:30");
        wrong.QuerySelector("#until-error")!.TextContent.ShouldContain("This is not after the beginning.");
        wrong.QuerySelector("#from")!.GetAttribute("value").ShouldBe("2026-10-04T00:30");
        (await officer.OpenAsync("/evidence?from=soon")).QuerySelector("#from-error")!.TextContent.ShouldContain("Enter a day and a time");
    }

    [Fact]
    public async Task An_object_is_found_where_it_is_and_no_longer_where_it_was()
    {
        var knife = Id<Exhibit>.New();
        var details = new ObjectDetails("pace-32", "the suspect", Owner: null, "Knife tube", "Blade", "S100");
        var store = new Whereabouts(ObjectStatus.InStore, "temporary", "PC Rees", "Shelf 4");
        var take = new TakeInObject(knife, new() { Description = "Gutting knife" }, details, store, Evening);
        (await Host.Get<ILedger>().DecideAsync(knife, take, Police, Ct)).OrThrow();
        var officer = await Host.SignInAsync("officer");
        (await ShownAsync(officer, "q=gutting&where=InStore")).ShouldBe([knife.Value]);
        var lab = new Whereabouts(ObjectStatus.AtLaboratory, Store: null, "Cardiff laboratory", Place: null);
        var pass = new PassOnObject(knife, lab, Evening.AddHours(1), "Fingerprints", "S100", NewSeal: null, "C. Price", Signing.Ticked);
        (await Host.Get<ILedger>().DecideAsync(new Id<Custody>(knife.Value), pass, Police, Ct)).OrThrow();
        (await ShownAsync(officer, "q=gutting&where=InStore")).ShouldBeEmpty();
        (await ShownAsync(officer, "where=AtLaboratory")).ShouldContain(knife.Value);
    }

    [Fact]
    public async Task A_filtered_list_goes_on_where_it_stopped()
    {
        for (var i = 0; i <= ExhibitList.PageSize; i++)
            await Host.TakeInAsync([(byte)'a', (byte)i, (byte)'\n'], $"seaweed {i}.txt");
        var officer = await Host.SignInAsync("officer");
        var first = await officer.OpenAsync("/evidence?q=seaweed");
        var next = first.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        next.ShouldContain("q=seaweed");
        var second = await officer.OpenAsync($"/{next}");
        var all = Exhibits(first).Concat(Exhibits(second)).ToList();
        all.Count.ShouldBe(ExhibitList.PageSize + 1);
        all.Distinct().Count().ShouldBe(all.Count);
    }

    [Fact]
    public async Task Words_times_and_places_are_found_by_their_indexes()
    {
        var db = Host.Get<Db>();
        await db.KeepAsync(
            $"""
            insert into evidence.exhibit (force, exhibit, media, origin, description, made_from, whereabouts, received_at, received_by)
            select {Force}, gen_random_uuid(), 'Other', 'Staff', 'thing ' || n, timestamptz '2001-01-01' + n * interval '1 hour',
                   case when n % 500 = 0 then 'AtCourt' end, timestamptz '2001-01-01' + n * interval '1 minute', gen_random_uuid()
              from generate_series(1, 20000) n
            """,
            Ct
        );
        await db.KeepAsync($"analyze evidence.exhibit", Ct);
        (await PlanAsync(new(Words: "thing 17003"))).ShouldContain("exhibit_words");
        (await PlanAsync(new(From: Evening, Until: Evening.AddHours(2)))).ShouldContain("exhibit_made");
        (await PlanAsync(new(Whereabouts: ObjectStatus.AtCourt))).ShouldContain("exhibit_whereabouts");
        (await PlanAsync(new())).ShouldContain("exhibit_newest");
    }

    [Fact]
    public async Task A_scanner_finds_an_exhibit_by_either_code_of_its_label()
    {
        var officer = await Host.SignInAsync("officer");
        var crowbar = await CrowbarAsync();
        var bare = await Host.TakeInAsync("bare"u8.ToArray(), "bare.txt");
        var label = await officer.OpenAsync($"/records/exhibits/{crowbar}/label");
        label.QuerySelector("svg.bl-barcode")!.GetAttribute("aria-label").ShouldBe("Bars that say PRN/17");
        label = await officer.OpenAsync($"/records/exhibits/{bare}/label");
        var says = label.QuerySelector("svg.bl-barcode")!.GetAttribute("aria-label")!.Split(' ')[^1];
        says.ShouldBe($"{bare}"[^12..].ToUpperInvariant());
        foreach (
            var typed in (string[])
                [says, says.ToLowerInvariant(), $"https://bluelamp.example/records/exhibits/{bare}", $"{bare}".ToUpperInvariant()]
        )
        {
            var found = await officer.OpenAsync($"/search?q={Uri.EscapeDataString(typed)}");
            found.QuerySelector($".bl-search__hit a[href='records/exhibits/{bare}']").ShouldNotBeNull(typed);
        }
    }

    private async Task<string> PlanAsync(ExhibitsAsked asked) =>
        string.Join('\n', await Host.Get<Db>().WorkingAsync<string>($"explain {ExhibitList.Newest(asked, after: null, Police)}", Ct));

    private async Task<Id<Exhibit>> CrowbarAsync()
    {
        var crowbar = await Host.TakeInAsync(
            Guid.CreateVersion7().ToByteArray(),
            "found.bin",
            said: new() { Description = "A crowbar, painted red" }
        );
        var produce = new ProduceExhibit(crowbar, "PRN/17", "P. R. Nash", Taken: false);
        (await Host.Get<ILedger>().DecideAsync(crowbar, produce, Police, Ct)).OrThrow();
        return crowbar;
    }

    private static async Task<string?> HeadingAsync(StaffClient desk, string typed) =>
        (await desk.OpenAsync($"/search?q={typed}"))
            .QuerySelectorAll(".bl-search__group h2")
            .Select(static h => h.TextContent.Trim())
            .FirstOrDefault(static h => h.StartsWith("Exhibits", StringComparison.Ordinal));

    private static async Task<IEnumerable<Guid>> ShownAsync(StaffClient desk, string query) =>
        Exhibits(await desk.OpenAsync($"/evidence?{query}"));

    private static IEnumerable<Guid> Exhibits(AngleSharp.Dom.IDocument page) =>
        page.QuerySelectorAll(".bl-exhibits__link").Select(static a => Guid.Parse(a.GetAttribute("href")!.Split('/')[^1]));
}
