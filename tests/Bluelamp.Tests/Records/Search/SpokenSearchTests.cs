using Bluelamp.Kernel;
using Bluelamp.Records;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Search;

/// <summary>What callers say of four people, in a town where a thousand others have their names, their streets or their ages. All invented.</summary>
public sealed class SpokenSearchTests(SpokenSearchTests.Town town) : IClassFixture<SpokenSearchTests.Town>
{
    private const string Bowen = "Morfydd Bowen";
    private const string Davies = "Siân Davies";
    private const string Llewellyn = "Idris Llewellyn";
    private const string Geraint = "Geraint Pugh";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Bowen, about 85, Cae Gwyn", Bowen, "the place fits")]
    [InlineData("Bowen about 85 Cae Gwyn", Bowen, "age fits")]
    [InlineData("Bowen, tua 85, Cae Gwyn", Bowen, "age fits")]
    [InlineData("Mrs Bowen in her eighties, Cae Gwyn", Bowen, "age fits")]
    [InlineData("Mrs Bowen, yn ei hwythdegau, Cae Gwyn", Bowen, "same surname")]
    [InlineData("an elderly lady from Cae Gwyn named Bowen, eighty odd", Bowen, "age fits")]
    [InlineData("Shan Davis about forty Heol y Bont", Davies, "surname spelt nearly the same")]
    [InlineData("Shan Davis, fortyish, Heol y Bont", Davies, "age fits")]
    [InlineData("Siân Dafis, tua deugain oed, Heol y Bont", Davies, "age fits")]
    [InlineData("Siân Dafis, tua 40 oed, Heol y Bont", Davies, "age fits")]
    [InlineData("DAVIES, Shan, between 38 and 45, Heol y Bont", Davies, "age fits")]
    [InlineData("mister Llywellin, 12 Cae Gwyn", Llewellyn, "same number of the house there")]
    [InlineData("Llywellin, twelve Cae Gwyn", Llewellyn, "same number of the house there")]
    [InlineData("Mr Llewelyn at number 12 Cae Gwyn", Llewellyn, "same number of the house there")]
    [InlineData("Llywelyn, rhif deuddeg Cae Gwyn, about fifty", Llewellyn, "the place fits")]
    [InlineData("a man of about 30 called Geraint, High Street", Geraint, "the place fits")]
    [InlineData("a man in High Street called Geraint, early thirties", Geraint, "age fits")]
    [InlineData("dyn o'r enw Geraint, tua thri deg oed, High Street", Geraint, "age fits")]
    public async Task Whoever_is_meant_comes_first(string said, string who, string reason) => await FirstAsync(said, who, reason);

    [Theory]
    [InlineData("Bowen, about 80, Cae Gwyn", Bowen, "the place fits")] // wrong by five
    [InlineData("Bowen, 80, Cae Gwyn", Bowen, "the place fits")]
    [InlineData("Bowen, about 75, Cae Gwyn", Bowen, "the place fits")]
    [InlineData("Bowen, about 85, Kay Gwinn", Bowen, "the place fits")] // the street as it was heard
    [InlineData("Bowen, about 85, Cae Gwym", Bowen, "the place may have been misheard")]
    [InlineData("Shan Davis about forty Heol y Pont", Davies, "the place may have been misheard")]
    [InlineData("Shan Tavies about forty Heol y Bont", Davies, "surname sounds the same")]
    [InlineData("Sham Davis about forty Heol y Bont", Davies, "forename may have been misheard")]
    [InlineData("Geraint Bugh, about 30, High Street", Geraint, "surname may have been misheard")] // b as p
    [InlineData("Bowman, about 85, 7 Cae Gwyn", Bowen, "surname may have been misheard")]
    [InlineData("Shan Prydderch, about 41, 9 Heol y Bont", Davies, "another surname")] // another name altogether
    [InlineData("a man of about 30 called Keraint, High Street", Geraint, "the place fits")]
    public async Task Whoever_is_meant_comes_first_though_something_is_missing_or_wrong(string said, string who, string reason) =>
        await FirstAsync(said, who, reason);

    [Theory]
    [InlineData("Bowen, Cae Gwyn", Bowen)]
    [InlineData("BOWEN Cae Gwyn", Bowen)]
    [InlineData("Shan Davis, Heol y Bont", Davies)]
    [InlineData("Shan Davis Heol y Bont", Davies)]
    [InlineData("Geraint, High Street", Geraint)]
    [InlineData("Geraint Pew High Street", Geraint)]
    public async Task Without_an_age_whoever_is_meant_is_among_those_of_the_street(string said, string who)
    {
        var found = await FindAsync(said, RecordsWorld.Officer);
        found.Hits.ShouldContain(h => h.Title == who && h.Details!.Contains("the place fits", StringComparison.Ordinal), found.ReadAs);
    }

    [Theory]
    [InlineData("Bowen, about 85, LP24", Bowen, "same district")]
    [InlineData("Bowen, about 85, LP24 3", Bowen, "the half of the postcode fits")]
    [InlineData("Bowen, about 85, Cae Gwyn, 3AB", Bowen, "the half of the postcode fits")]
    [InlineData("Bowen, about 85, of Pentrelamp", Bowen, "the place fits")] // the town
    [InlineData("Morfydd Bowen, Pentrelamp", Bowen, "the place fits")]
    [InlineData("Bowen, about 85, Ty Melyn", Bowen, "the place fits")] // the name of the house
    public async Task A_part_of_an_address_is_enough(string said, string who, string reason) => await FirstAsync(said, who, reason);

    [Theory]
    [InlineData("Cadfan, Trelampog", "Cadfan Roberts")]
    [InlineData("Roberts, Trelampog", "Cadfan Roberts")]
    public async Task What_nobody_is_called_is_a_name_and_a_place(string said, string who) =>
        (await FindAsync(said, RecordsWorld.Officer)).Hits.ShouldHaveSingleItem().Title.ShouldBe(who);

    [Fact]
    public async Task Where_nobody_is_likely_the_nearest_come_first_with_what_speaks_against_them()
    {
        var found = await FindAsync("a man of about 30 called Geraint, Porthdinas Avenue", RecordsWorld.Officer);
        found.ReadAs.ShouldNotBeNull().ShouldEndWith("Nobody is likely: these are nearest");
        found.Hits.Count.ShouldBeGreaterThan(1);
        found.Hits[0].Title.ShouldStartWith("Geraint");
        found.Hits[0].Details.ShouldNotBeNull().ShouldContain("age fits");
        found.Hits[0].Details.ShouldNotBeNull().ShouldContain("no part of the place fits");
    }

    [Fact]
    public async Task What_is_said_is_told_as_it_was_understood()
    {
        (await FindAsync("Shan Davis about forty Heol y Bont", RecordsWorld.Officer)).ReadAs.ShouldBe(
            "Shan Davis, aged 35 to 45, of Heol y Bont. The likeliest first"
        );
        (await FindAsync("Bowen, Penrallt, about 85", RecordsWorld.Officer))
            .ReadAs.ShouldNotBeNull()
            .ShouldStartWith("Bowen, aged 80 to 90, of Penrallt; or Penrallt Bowen, aged 80 to 90. ");
    }

    [Fact]
    public async Task Somebody_closed_is_neither_ranked_nor_counted()
    {
        var opened = await FindAsync("Cudd, about 60, Lôn Gudd", RecordsWorld.Officer.Holding(town.Closed));
        opened.Hits.ShouldContain(static h => h.Title == "Carys Cudd");
        var closed = await FindAsync("Cudd, about 60, Lôn Gudd", RecordsWorld.Officer);
        closed.Hits.ShouldNotContain(static h => h.Title == "Carys Cudd");
        closed.Count.ShouldBe(opened.Count - 1);
    }

    [Fact]
    public async Task Whoever_is_shown_was_looked_at()
    {
        var before = await LooksAsync(town.Bowen);
        await FindAsync("Bowen, about 85, Cae Gwyn", RecordsWorld.Officer);
        (await LooksAsync(town.Bowen)).ShouldBe(before + 1);
    }

    private async Task<int> LooksAsync(Guid who) =>
        (await town.World.Db.WorkingAsync<int>($"select 1 from kernel.consultation c where {who} = any(c.subjects)", Ct)).Count;

    private async Task FirstAsync(string said, string who, string reason)
    {
        var found = await FindAsync(said, RecordsWorld.Officer);
        var told = $"{found.ReadAs}\n{string.Join('\n', found.Hits.Select(static h => $"{h.Title}: {h.Details}"))}";
        found.Hits.Count.ShouldBeGreaterThan(0, told);
        found.Hits[0].Title.ShouldBe(who, told);
        found.Hits[0].Details.ShouldNotBeNull().ShouldContain(reason, customMessage: told);
    }

    private async Task<SearchGroup> FindAsync(string said, Viewer viewer) =>
        (await town.World.Get<SearchBox>().FindAsync(SearchText.Of(said)!, viewer, Ct)) // a text
            .FirstOrDefault(static r => string.Equals(r.Title, "People", StringComparison.Ordinal))
            ?.Group
        ?? SearchGroup.None;

    /// <summary>Those who are meant, and everybody who has only a part of what is said of them.</summary>
    public sealed class Town : IAsyncLifetime
    {
        private static readonly int Year = TimeProvider.System.GetUtcNow().Year;

        private static readonly string[] Streets =
        [
            "Cae Gwyn",
            "Heol y Bont",
            "High Street",
            "Cae Glas",
            "Heol Fawr",
            "Heol y Parc",
            "Chapel Street",
            "Stryd y Castell",
            "Mill Street",
            "Gwyn Street",
        ];

        private static readonly string[] Surnames =
        [
            "Bowen",
            "Owen",
            "Davies",
            "Davis",
            "Llewellyn",
            "Llywelyn",
            "Pugh",
            "Parry",
            "Jones",
            "Evans",
            "Price",
        ];

        private static readonly (string Name, string Sex)[] Forenames =
        [
            ("Morfydd", "F"),
            ("Siân", "F"),
            ("Shân", "F"),
            ("Mair", "F"),
            ("Idris", "M"),
            ("Geraint", "M"),
            ("Gareth", "M"),
            ("Owain", "M"),
        ];

        private static readonly string[] Beginnings = [.. "Bar Cor Dun Fen Gar Hal Lan Mor Pen Ros Tal Wen".Split(' ')];

        private static readonly string[] Endings = [.. "ack bury combe dale ford gate ley more stone ton wick worth".Split(' ')];

        private static readonly string[] Common =
        [
            .. "Alan Beth Carl Delyth Emma Frank Gwen Huw Ivy Jac Karen Luc Megan Nia Olwen Peter".Split(' '),
        ];

        private static readonly PersonDetails[] Meant =
        [
            Person("Morfydd", "Bowen", "F", 85, "7, Tŷ Melyn", "Cae Gwyn", "Pentrelamp", "LP24 3AB"),
            Person("Siân", "Davies", "F", 41, "9", "Heol y Bont", "Llwynlamp", "LP1 2CD"),
            Person("Idris", "Llewellyn", "M", 52, "12", "Cae Gwyn", "Pentrelamp", "LP24 3AB"),
            Person("Geraint", "Pugh", "M", 31, "40", "High Street", "Aberlamp", null),
            Person("Cadfan", "Roberts", "M", 44, "1", "Lôn Las", "Trelampog", null),
        ];

        private RecordsWorld? _world;

        internal RecordsWorld World => _world!; // made before the first test

        public Guid Closed { get; private set; }

        public Guid Bowen { get; private set; }

        public async ValueTask InitializeAsync()
        {
            _world = await RecordsWorld.CreateAsync();
            PersonDetails[] all =
            [
                .. Meant,
                Person("Carys", "Cudd", "F", 61, "3", "Lôn Gudd", "Llanlamp", null),
                Person("Cerys", "Cudd", "F", 58, "5", "Lôn Gudd", "Llanlamp", null),
                .. Others(),
                .. Enumerable.Range(0, 1_200).Select(Somebody),
            ];
            var ids = Array.ConvertAll(all, static _ => Id<Nominal>.New());
            foreach (var some in ids.Zip(all).Chunk(100))
            {
                var steps = some.Select(static p =>
                    Step.For(p.First, new CreateNominal(p.First, p.Second, Source.Officer, Confidence.Believed, []))
                );
                (await _world.Ledger.DecideAsync([.. steps], RecordsWorld.Officer, CancellationToken.None)).OrThrow();
            }
            (Bowen, Closed) = (ids[0].Value, ids[Meant.Length].Value);
            await _world.CloseAsync(Closed);
            await _world.Db.KeepAsync($"analyze records.appearance", CancellationToken.None);
        }

        public ValueTask DisposeAsync() => _world!.DisposeAsync(); // made before the first test

        /// <summary>Everybody else: one in thirteen of all that can be put together, without those of whom the same could be said.</summary>
        private static IEnumerable<PersonDetails> Others()
        {
            var all =
                from street in Streets.Index()
                from surname in Surnames
                from forename in Forenames
                from age in Enumerable.Range(1, 9)
                select Person(
                    forename.Name,
                    surname,
                    forename.Sex,
                    age * 10,
                    $"{(age * 7) + street.Index}",
                    street.Item,
                    street.Index % 2 == 0 ? "Llanlamp" : "Llwynlamp",
                    $"LP{street.Index + 1} 1AA"
                );
            return all.Where(static (p, i) => i % 13 == 0 && !Array.Exists(Meant, m => AreAlike(p, m)));
        }

        /// <summary>A thousand more, so that no name is as common as it is among those above.</summary>
        private static PersonDetails Somebody(int i) =>
            Person(
                Common[i * 7 % Common.Length],
                Beginnings[i % 12] + Endings[i / 12 % 12],
                i % 2 == 0 ? "F" : "M",
                1 + (i * 31 % 95),
                $"{100 + (i % 80)}",
                Streets[i * 3 % Streets.Length],
                "Llwynlamp",
                $"LP{1 + (i % 9)} 4ZZ"
            );

        private static bool AreAlike(PersonDetails one, PersonDetails other) =>
            string.Equals(one.Address!.Street, other.Address!.Street, StringComparison.Ordinal)
            && (Alike(one.Surname, other.Surname) || Alike(one.Forenames, other.Forenames))
            && Math.Abs(one.Born!.Value.Year - other.Born!.Value.Year) <= 25;

        private static bool Alike(string? one, string? other) => string.Equals(Sound(one), Sound(other), StringComparison.Ordinal);

        private static string Sound(string? name) => Bluelamp.Linkage.Text.NameSound.Code(name ?? "");

        private static PersonDetails Person(
            string forename,
            string surname,
            string sex,
            int age,
            string number,
            string street,
            string town,
            string? postcode
        ) =>
            new()
            {
                Forenames = forename,
                Surname = surname,
                Sex = sex,
                Born = Date($"{Year - age}-01-0{1 + (age % 9)}"),
                Address = new()
                {
                    Number = number,
                    Street = street,
                    Town = town,
                    Postcode = postcode,
                },
            };
    }
}
