using Bluelamp.Kernel;
using Bluelamp.Records;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Search;

/// <summary>One small list, and everything by which somebody should be found on it.</summary>
public sealed class SearchTests(SearchTests.Town town) : IClassFixture<SearchTests.Town>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Siân Jones")]
    [InlineData("sian jones")]
    [InlineData("JONES, Sian")]
    [InlineData("Jones Siân")]
    [InlineData("Shan Jones")]
    [InlineData("Sian Jonse")]
    [InlineData("jones")]
    [InlineData("sia")]
    public async Task Sian_is_found_by(string typed) => (await TitlesAsync(typed, "People")).ShouldContain("Siân Jones");

    [Theory]
    [InlineData("Rhys ap Hywel")]
    [InlineData("rhys hywel")]
    [InlineData("Reece Howell")]
    [InlineData("Hywel, Rhys")]
    public async Task Rhys_ap_Hywel_is_found_by(string typed) => (await TitlesAsync(typed, "People")).ShouldContain("Rhys ap Hywel");

    [Theory]
    [InlineData("Llyr Ŵynn-Parry")]
    [InlineData("llŷr wynn parry")]
    [InlineData("wynn-parry")]
    [InlineData("O'Neil")]
    [InlineData("Llewelyn Oneill")]
    public async Task Somebody_with_a_difficult_name_is_found_by(string typed) => (await TitlesAsync(typed, "People")).ShouldNotBeEmpty();

    [Theory]
    [InlineData("Shan Jones, about 40, Heol Fawr", "the place fits")]
    [InlineData("Jones of Lwinlamp", "the place fits")] // as it was heard
    [InlineData("Sian of Llwynlamp, woman about 40", "age fits")]
    [InlineData("Joans born 1987", "surname sounds the same")]
    [InlineData("Jones Siân, LL99", "same district")]
    [InlineData("menyw o'r enw Siân Jones, tua 40 oed", "age fits")]
    [InlineData("Sian 07700 900123", "same phone")]
    public async Task Sian_is_the_likeliest_who_is_described_as(string typed, string reason)
    {
        var best = Of("People", await FindAsync(typed)).Hits[0];
        best.Title.ShouldBe("Siân Jones");
        best.Details.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public async Task What_speaks_against_somebody_is_told()
    {
        var hits = Of("People", await FindAsync("Siân Jones, about 80, Heol Fawr")).Hits;
        hits.ShouldHaveSingleItem().Details.ShouldNotBeNull().ShouldContain("age does not fit");
    }

    [Theory]
    [InlineData("Owain Vaughan, about 80, Bangor")]
    [InlineData("Carys Cudd, 07700 900999")] // closed
    public async Task Nobody_is_described_as(string typed) => Of("People", await FindAsync(typed)).Count.ShouldBe(0);

    [Fact]
    public async Task Where_nobody_is_likely_those_of_the_name_are_shown()
    {
        var named = Of("People", await FindAsync("Gareth Davies, Bangor, about 90"));
        named.Hits.ShouldHaveSingleItem().Title.ShouldBe("Gareth Davies");
    }

    [Fact]
    public async Task How_a_description_was_read_is_told() =>
        Of("People", await FindAsync("Shan Jones, about 40")).ReadAs.ShouldBe("Shan Jones, aged 35 to 45. The likeliest first");

    [Theory]
    [InlineData("LB07 SEO")]
    [InlineData("LBO7 5EO")] // as it was misread
    [InlineData("blue focus b07")]
    [InlineData("LB07 ford glas")]
    [InlineData("lb07seo")]
    [InlineData("LB-07-SEO")]
    [InlineData("07 SEO")]
    [InlineData("lb07")]
    public async Task The_blue_Focus_is_found_by(string typed) => (await TitlesAsync(typed, "Vehicles")).ShouldContain("LB07SEO");

    [Theory]
    [InlineData("07700 900123")]
    [InlineData("+44 7700 900 123")]
    [InlineData("0044 (0)7700-900123")]
    [InlineData("900123")]
    [InlineData("00123")]
    [InlineData("sian@example.com")]
    [InlineData("SIAN@")]
    public async Task A_phone_or_e_mail_is_found_by(string typed) => (await TitlesAsync(typed, "Phones and e-mails")).ShouldNotBeEmpty();

    [Theory]
    [InlineData("dai.evans_87")]
    [InlineData("@Dai.Evans_87")]
    [InlineData("dai.ev")]
    [InlineData("chatterbox dai.evans")]
    [InlineData("dai.evans chatterbox")]
    public async Task The_online_account_is_found_by(string typed)
    {
        var hit = Of("Accounts", await FindAsync(typed)).Hits.ShouldHaveSingleItem();
        hit.Title.ShouldBe("Chatterbox @Dai.Evans_87");
        hit.Details.ShouldBe("online account, used by Siân Jones");
    }

    [Theory]
    [InlineData("20-00-00 55779911")]
    [InlineData("200000 5577")]
    [InlineData("20 00 00")]
    public async Task The_bank_account_is_found_by(string typed) =>
        (await TitlesAsync(typed, "Accounts")).ShouldBe(["Lampshire Bank 20-00-00 55779911"]);

    [Theory]
    [InlineData("da")]
    [InlineData("otherbox dai.evans")]
    [InlineData("dai%")]
    [InlineData("evans_87")]
    public async Task No_account_is_found_by(string typed) => (await TitlesAsync(typed, "Accounts")).ShouldBeEmpty();

    [Fact]
    public async Task A_closed_account_is_neither_shown_nor_counted_and_an_open_one_does_not_name_a_closed_person()
    {
        Of("Accounts", await FindAsync("hidden.handle")).Count.ShouldBe(0);
        Of("Accounts", await FindAsync("shared.handle")).Hits.ShouldHaveSingleItem().Details.ShouldBe("online account");
        var opened = RecordsWorld.Officer.Holding(town.Closed);
        var found = await town.World.Get<SearchBox>().FindAsync(SearchText.Of("shared.handle")!, opened, Ct); // a word
        Of("Accounts", found).Hits.ShouldHaveSingleItem().Details.ShouldBe("online account, used by Carys Cudd");
    }

    [Theory]
    [InlineData("12 Heol Fawr")]
    [InlineData("heol fawr")]
    [InlineData("fawr heol 12")]
    [InlineData("ll99 1aa")]
    [InlineData("LL991AA")]
    [InlineData("Hoel Fawr Llwynlamp")]
    public async Task The_place_is_found_by(string typed) =>
        (await TitlesAsync(typed, "Places")).ShouldContain("12 Heol Fawr, Llwynlamp, LL99 1AA");

    [Theory]
    [InlineData("forcing windows")]
    [InlineData("stolen laptop")]
    [InlineData("Heol Fawr laptop")]
    public async Task The_crime_is_found_by_words(string typed) => (await TitlesAsync(typed, "Crimes")).ShouldContain(town.Reference);

    [Theory]
    [InlineData("ffenestr")]
    [InlineData("tŷ")]
    public async Task A_crime_told_in_Welsh_is_found_by(string typed) => (await TitlesAsync(typed + " gwydr", "Crimes")).ShouldNotBeEmpty();

    [Fact]
    public async Task A_reference_is_found_whole_and_without_its_check()
    {
        (await TitlesAsync(town.Reference, "Crime reference")).ShouldBe([town.Reference]);
        (await TitlesAsync("98/2026/1", "Crime reference")).ShouldBe([town.Reference]);
    }

    [Fact]
    public async Task What_is_closed_to_the_viewer_is_neither_shown_nor_counted()
    {
        var results = await FindAsync("Carys Cudd");
        results.SelectMany(static r => r.Group.Hits).Select(static h => h.Title).ShouldNotContain("Carys Cudd");
        Of("People", results).Count.ShouldBe(0);
        var opened = RecordsWorld.Officer.Holding(town.Closed);
        var found = await town.World.Get<SearchBox>().FindAsync(SearchText.Of("Carys Cudd")!, opened, Ct);
        Of("People", found).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_phone_of_a_closed_person_does_not_name_them()
    {
        var phones = Of("Phones and e-mails", await FindAsync("07700 900999"));
        phones.Hits[0].Details.ShouldBe("phone");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("'%_\\")]
    [InlineData("''")]
    public void There_is_nothing_to_search_for_in(string typed) => SearchText.Of(typed).ShouldBeNull();

    [Theory]
    [InlineData("%")]
    [InlineData("a\0b")]
    [InlineData("x%y_z\\")]
    [InlineData("& | ! ( : *")]
    [InlineData("12/2026/999999999999")]
    [InlineData("99999999999999999999999999")]
    public async Task Odd_signs_do_no_harm(string typed)
    {
        if (SearchText.Of(typed) is { } text)
            (await town.World.Get<SearchBox>().FindAsync(text, RecordsWorld.Officer, Ct)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("telescope", 1960, "many")] // all but the first of the last crimes that were recorded
    [InlineData("sextant", 1950, "more than 300")] // none of the last five hundred
    public async Task Of_words_that_a_thousand_crimes_hold_the_latest_crimes_are_shown(string word, int year, string counted)
    {
        await RecordAsync(1501, year, word);
        await RecordAsync(2000, 1955, "something else");
        var found = Of("Crimes", await FindAsync(word));
        found.Counted.ShouldBe(counted);
        var latest = Enumerable
            .Range(0, 1501)
            .OrderByDescending(static i => i * 7 % 1501)
            .Take(SearchGroup.Shown)
            .Select(i => $"{word} {i}");
        found.Hits.Select(static h => h.Title).ShouldBe(latest);

        var more = await town.World.Get<SearchBox>().MoreAsync(SearchText.Of(word)!, "Crimes", RecordsWorld.Officer, Ct);
        more.ShouldHaveSingleItem().Group.Hits.Count.ShouldBe(SearchGroup.Wide);
    }

    /// <summary>Crimes of one word each, one an hour in an order of their own.</summary>
    private Task<int> RecordAsync(int count, int year, string word) =>
        town.World.Db.KeepAsync(
            $"""
            insert into records.crime (force, crime, reference, offence, status, reported_at, recorded_at, committed_from, address, narrative, method, flags)
            select {Force}, gen_random_uuid(), {word} || ' ' || i, '28E', 'UnderInvestigation', at, at, at, '', {word} || ' taken', '', array[]::text[]
              from generate_series(0, {count - 1}) i
             cross join lateral (select make_timestamptz({year}, 1, 1, 0, 0, 0) + i * 7 % {count} * interval '1 hour' as at) t
                on conflict do nothing
            """,
            Ct
        );

    private async Task<IReadOnlyList<string>> TitlesAsync(string typed, string kind) =>
        [.. Of(kind, await FindAsync(typed)).Hits.Select(static h => h.Title)];

    private static SearchGroup Of(string kind, IEnumerable<SearchResult> results) =>
        results.FirstOrDefault(r => string.Equals(r.Title, kind, StringComparison.Ordinal))?.Group ?? SearchGroup.None;

    private Task<IReadOnlyList<SearchResult>> FindAsync(string typed) =>
        town.World.Get<SearchBox>().FindAsync(SearchText.Of(typed)!, RecordsWorld.Officer, Ct);

    /// <summary>The list that is searched.</summary>
    public sealed class Town : IAsyncLifetime
    {
        private RecordsWorld? _world;

        internal RecordsWorld World => _world!; // made before the first test

        public string Reference { get; } = CrimeReference.Of(Force, 2026, 1).ToString();

        public Guid Closed { get; private set; }

        public async ValueTask InitializeAsync()
        {
            _world = await RecordsWorld.CreateAsync();
            var closed = Id<Nominal>.New();
            PlannedPerson[] people =
            [
                New(LinkRole.Victim, SianJones with { Accounts = [new(AccountKind.Online, "Chatterbox", "@Dai.Evans_87")] }),
                New(LinkRole.Witness, new() { Forenames = "Rhys", Surname = "ap Hywel" }),
                New(LinkRole.Witness, new() { Forenames = "Llŷr", Surname = "Ŵynn-Parry" }),
                New(LinkRole.Witness, new() { Forenames = "Llewelyn", Surname = "O’Neill" }),
                New(LinkRole.Witness, new() { Forenames = "Gareth", Surname = "Davies" }),
                new(
                    closed,
                    IsNew: true,
                    LinkRole.Witness,
                    new()
                    {
                        Forenames = "Carys",
                        Surname = "Cudd",
                        Phones = ["07700 900999"],
                    }
                ),
            ];
            var plan = Plan() with
            {
                People = [.. people],
                Vehicles =
                [
                    new(
                        LinkRole.VehicleSeen,
                        new()
                        {
                            Vrm = "LB07 SEO",
                            Colour = "blue",
                            Make = "Ford",
                            Model = "Focus",
                        }
                    ),
                ],
            };
            (await _world.Ledger.DecideAsync(plan.Steps(), RecordsWorld.Officer, CancellationToken.None)).OrThrow();
            var welsh = Plan(2) with { Facts = Facts with { Narrative = "Torrwyd y ffenestr yng nghefn y tŷ; gwydr ym mhobman." } };
            (await _world.Ledger.DecideAsync(welsh.Steps(), RecordsWorld.Officer, CancellationToken.None)).OrThrow();
            Closed = closed.Value;
            await NoteAsync(new(AccountKind.Bank, "Lampshire Bank", "20-00-00 55779911"), people[0].Nominal);
            await NoteAsync(new(AccountKind.Online, "Chatterbox", "shared.handle"), closed);
            var hidden = await NoteAsync(new(AccountKind.Online, "Chatterbox", "hidden.handle"), people[0].Nominal);
            await _world.CloseAsync(Closed);
            await _world.CloseAsync(hidden.Value);
        }

        private async Task<Id<Account>> NoteAsync(AccountDetails details, Id<Nominal> user)
        {
            var account = Account.Of(Ids, details);
            var link = new LinkRecords(
                Id<Link>.New(),
                RecordRef.Of(user),
                RecordRef.Of(account),
                LinkRole.Account,
                Confidence.Believed,
                Report
            );
            Step[] steps = [Step.For(account, new NoteAccount(account, details, Report)), Step.For(link.From.Id, link)];
            (await World.Ledger.DecideAsync(steps, RecordsWorld.Officer, CancellationToken.None)).OrThrow();
            return account;
        }

        public ValueTask DisposeAsync() => _world!.DisposeAsync(); // made before the first test

        private static PlannedPerson New(LinkRole role, PersonDetails said) => new(Id<Nominal>.New(), IsNew: true, role, said);
    }
}
