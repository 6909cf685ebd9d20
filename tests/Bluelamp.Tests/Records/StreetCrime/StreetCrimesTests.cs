using Bluelamp.Kernel;
using Bluelamp.Kernel.Grids;
using Bluelamp.Records;
using Bluelamp.Records.StreetCrime;
using Bluelamp.Records.StreetCrime.Import;
using Bluelamp.Records.StreetCrime.Map;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.StreetCrime;

public sealed class StreetCrimesTests
{
    private static readonly Viewer Analyst = Viewer.System(StreetWorld.Force);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Crimes_are_found_by_force_month_category_outcome_and_area()
    {
        await using var world = await LoadedAsync();
        var crimes = world.Get<StreetCrimes>();

        (await CountAsync(new())).ShouldBe(4);
        (await CountAsync(new(ReportedBy: "Gwent Police"))).ShouldBe(3);
        (await CountAsync(new(Month: "2021-04"))).ShouldBe(1);
        (await CountAsync(new(Category: "Burglary"))).ShouldBe(2);
        (await CountAsync(new(Outcome: "Local resolution"))).ShouldBe(1);
        (await CountAsync(new(Area: "Cardiff"))).ShouldBe(1);
        (await CountAsync(new(Area: "W01001440"))).ShouldBe(3);
        (await CountAsync(new(Area: "C%"))).ShouldBe(0);
        (await CountAsync(new(Category: "Burglary", Month: "2021-04"))).ShouldBe(1);
        (await CountAsync(new(Category: "Piracy"))).ShouldBe(0);

        async Task<int> CountAsync(StreetCrimeQuestion question) => (await crimes.FindAsync(question, after: null, Analyst, Ct)).Count;
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat()
    {
        await using var world = await StreetWorld.CreateAsync();
        var rows = Enumerable
            .Range(0, 120)
            .Select(i => Row("2021-03", "Gwent", "Burglary", $"On or near Stryd {i}", "W01001440,Blaenau Gwent 001A"));
        world.With("2021-03-gwent-street.csv", string.Join('\n', rows.Prepend(PoliceUkImportTests.Header)));
        await world.ImportAsync();

        var seen = new List<string>();
        StreetCrimePlace? after = null;
        for (var page = 0; page < 4; page++)
        {
            var lines = await world.Get<StreetCrimes>().FindAsync(new(), after, Analyst, Ct);
            seen.AddRange(lines.Select(static l => l.Location));
            after = lines.Count == 0 ? after : StreetCrimePlace.Parse(lines[^1].Place.ToString());
        }

        seen.Count.ShouldBe(120);
        seen.Distinct(StringComparer.Ordinal).Count().ShouldBe(120);
    }

    [Fact]
    public async Task A_place_is_told_what_happened_near_nearest_first()
    {
        await using var world = await LoadedAsync();
        var here = new LatLng(51.794859, -3.197188).ToGrid()!.Value;

        var near = await world.Get<StreetCrimes>().NearAsync(here, 500, new(2021, 1, 1), Analyst, Ct);

        near.Select(static n => (n.Category, n.Count)).ShouldBe([("Burglary", 2L), ("Anti-social behaviour", 1L)]);
        near[0].Metres.ShouldBeLessThan(1);
        (await world.Get<StreetCrimes>().NearAsync(here, 500, new(2021, 4, 1), Analyst, Ct)).Single().Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_history_of_a_reference_shows_what_was_said_and_when_it_was_revised()
    {
        await using var world = await LoadedAsync();
        world.With(
            "revisions/2021-03-gwent-street.csv",
            Lines(Row("2021-03", "Gwent", "Burglary", outcome: "Offender given a caution", id: 'a'))
        );
        world.With(
            "2021-04-gwent-outcomes.csv",
            $"""
            Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type
            {new string('a', 64)},2021-04,Gwent Police,Gwent Police,,,No location,,,Offender given a caution
            """
        );
        await world.ImportAsync();

        var history = await world.Get<StreetCrimes>().HistoryAsync(new string('a', 64), Analyst, Ct);

        history
            .OrderBy(static h => h.Standing)
            .ThenBy(static h => h.Kind, StringComparer.Ordinal)
            .Select(static h => (h.Kind, h.Says, h.Standing))
            .ShouldBe([
                ("Burglary", "Local resolution", false),
                ("Burglary", "Offender given a caution", true),
                ("Outcome", "Offender given a caution", true),
            ]);
    }

    [Fact]
    public async Task Another_force_sees_nothing()
    {
        await using var world = await LoadedAsync();
        (await world.Get<StreetCrimes>().FindAsync(new(), after: null, Viewer.System(StreetWorld.Force + 1), Ct)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(9, 251, 169)]
    [InlineData(14, 8046, 5427)]
    public async Task A_tile_holds_every_crime_that_lies_on_it(int z, int x, int y)
    {
        await using var world = await LoadedAsync();
        var tile = await world.Get<StreetTiles>().DrawAsync(new(z, x, y), new(Area: "W01001440"), Analyst, Ct);
        MapTile.Counts(tile).Sum().ShouldBe(3);
    }

    [Fact]
    public async Task A_tile_far_away_is_empty_and_the_tag_changes_with_the_data()
    {
        await using var world = await LoadedAsync();
        var tiles = world.Get<StreetTiles>();
        (await tiles.DrawAsync(new(9, 100, 100), new(), Analyst, Ct)).ShouldBeEmpty();
        var before = await tiles.TagAsync(new(), Analyst, Ct);
        (await tiles.TagAsync(new(), Analyst, Ct)).ShouldBe(before);
        world.With("2021-05-gwent-street.csv", Lines(Row("2021-05", "Gwent", "Burglary")));
        await world.ImportAsync();
        (await tiles.TagAsync(new(), Analyst, Ct)).ShouldNotBe(before);
    }

    [Theory]
    [InlineData("heol eglwys", "On or near Heol Eglwys")]
    [InlineData("Eglwys Cardiff 032", "On or near Heol Eglwys")]
    [InlineData("W01001939", "On or near Heol Eglwys")]
    [InlineData("big lane", "On or near Big Lane")]
    [InlineData("big lane cardiff", null)]
    [InlineData("'; drop table", null)]
    [InlineData("on", null)]
    public async Task The_search_box_finds_published_crime_by_street_and_area(string typed, string? location)
    {
        await using var world = await LoadedAsync();
        var found = await FoundAsync(world, typed, Reader);
        found.Select(static h => h.Title).ShouldBe(location is null ? [] : [location]);
        (await FoundAsync(world, typed, Analyst)).ShouldBeEmpty("they may not read it");
        (await FoundAsync(world, typed, Reader with { Force = StreetWorld.Force + 1 })).ShouldBeEmpty("it is another force's");
    }

    [Fact]
    public async Task What_the_search_box_finds_says_how_many_crimes_there_were_and_leads_to_them()
    {
        await using var world = await LoadedAsync();
        var hit = (await FoundAsync(world, "big lane", Reader)).Single();
        hit.Details.ShouldBe("Blaenau Gwent 001A, 3 crimes");
        hit.Shown.ShouldBeEmpty("it is no record of ours");
        var place = StreetCrimeQuestion.PlaceOf(hit.Href.Split("place=")[1]);
        (await world.Get<StreetCrimes>().FindAsync(new(Place: place), after: null, Reader, Ct)).Count.ShouldBe(3);
        (await FoundAsync(world, new string('a', 64), Reader)).Single().Href.ShouldBe("records/street-crime/" + new string('a', 64));
    }

    [Fact]
    public async Task Searches_are_found_by_force_month_type_object_outcome_and_area()
    {
        await using var world = await StreetWorld.CreateAsync();
        const string header =
            "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,Removal of more than just outer clothing";
        world.With("2018-06-gwent-stop-and-search.csv", $"{header}\n{Search("Person search", "2018-06", "Stolen goods", "Arrest")}\n");
        world.With(
            "2018-07-city-of-london-stop-and-search.csv",
            $"{header}\n{Search("Person search", "2018-07", "Offensive weapons", "Arrest")}\n{Search("Vehicle search", "2018-07", "Offensive weapons", "Nothing found")}\n"
        );
        await world.ImportAsync();
        var searches = world.Get<StopSearches>();
        (await CountAsync(new())).ShouldBe(3);
        (await CountAsync(new(ReportedBy: "Gwent Police"))).ShouldBe(1);
        (await CountAsync(new(Month: "2018-07"))).ShouldBe(2);
        (await CountAsync(new(Type: "Vehicle search"))).ShouldBe(1);
        (await CountAsync(new(SearchedFor: "Offensive weapons", Outcome: "Arrest"))).ShouldBe(1);
        (await CountAsync(new(Outcome: "Arrest"))).ShouldBe(2);
        (await CountAsync(new(Outcome: "Piracy"))).ShouldBe(0);
        (await CountAsync(new(Area: "Cardiff"))).ShouldBe(0);
        var choices = await world.Get<StreetVocabulary>().StopSearchesAsync(Analyst, Ct);
        choices.ReportedBy.ShouldBe(["City of London Police", "Gwent Police"]);
        choices.Outcomes.ShouldBe(["Arrest", "Nothing found"]);
        choices.Months.ShouldBe([new(2018, 7, 1), new(2018, 6, 1)]);

        async Task<int> CountAsync(StopSearchQuestion question) => (await searches.FindAsync(question, after: null, Analyst, Ct)).Count;
    }

    private static Viewer Reader { get; } = Analyst with { Permissions = ["street-crime.read"] };

    private static string Search(string type, string month, string searchedFor, string outcome) =>
        $"{type},{month}-10T12:01:00+00:00,False,,51.496194,-0.082702,Male,,,Black,Police and Criminal Evidence Act 1984 (section 1),{searchedFor},{outcome},,";

    private static async Task<IReadOnlyList<SearchHit>> FoundAsync(StreetWorld world, string typed, Viewer viewer)
    {
        await ReactAsync(world);
        var results = await world.Get<SearchBox>().FindAsync(SearchText.Of(typed)!, viewer, Ct);
        return [.. results.Where(static r => r.Title is "Published street crime").SelectMany(static r => r.Group.Hits)];
    }

    /// <summary>As the worker does once a file is loaded; a second time changes nothing.</summary>
    private static async Task ReactAsync(StreetWorld world)
    {
        foreach (var batch in await world.ListAsync<Guid>("select id from records.street_batch"))
        {
            foreach (var entry in await world.Get<ILedger>().StreamAsync(batch, Analyst, Ct))
                await world.Get<IEnumerable<IReaction>>().OfType<StreetText>().Single().ReactAsync(entry, Ct);
        }
    }

    private static async Task<StreetWorld> LoadedAsync()
    {
        var world = await StreetWorld.CreateAsync();
        world.With(
            "2021-03-gwent-street.csv",
            Lines(
                Row("2021-03", "Gwent", "Burglary", outcome: "Local resolution", id: 'a'),
                Row("2021-03", "Gwent", "Anti-social behaviour")
            )
        );
        world.With("2021-04-gwent-street.csv", Lines(Row("2021-04", "Gwent", "Burglary", outcome: "Under investigation", id: 'b')));
        world.With(
            "2021-03-south-wales-street.csv",
            Lines(
                $",2021-03,South Wales Police,South Wales Police,-3.179090,51.481583,On or near Heol Eglwys,W01001939,Cardiff 032F,Drugs,,"
            )
        );
        await world.ImportAsync();
        return world;
    }

    private static string Row(
        string month,
        string force,
        string category,
        string location = "On or near Big Lane",
        string area = "W01001440,Blaenau Gwent 001A",
        string outcome = "",
        char? id = null
    ) =>
        $"{(id is { } c ? new string(c, 64) : "")},{month},{force} Police,{force} Police,-3.197188,51.794859,{location},{area},{category},{outcome},";

    private static string Lines(params string[] rows) => string.Join('\n', rows.Prepend(PoliceUkImportTests.Header)) + "\n";
}
