using System.Globalization;
using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage;

/// <summary>From records to people, without a model and without labels.</summary>
public sealed class LinkerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>How many people of one name there are in the tests of them: both together take some five seconds of a processor. More by <c>BLUELAMP_PEOPLE</c>.</summary>
    private static readonly int ManyPeople = int.TryParse(
        Environment.GetEnvironmentVariable("BLUELAMP_PEOPLE"),
        CultureInfo.InvariantCulture,
        out var people
    )
        ? people
        : 1_000_000;

    private static readonly string[] Columns = ["unique_id", "first_name", "surname", "dob", "postcode"];

    [Fact]
    public void Records_of_the_same_person_come_together_with_slips_and_gaps()
    {
        var (table, people) = Town();
        var (clusters, _) = Run(table);
        var quality = ClusterQuality.Pairs(clusters.Of.AsSpan(), people);
        quality.Precision.ShouldBeGreaterThan(0.97);
        quality.Recall.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void The_order_of_the_records_does_not_change_who_is_with_whom()
    {
        var (table, _) = Town();
        var there = Run(table).Clusters.Of;
        var back = Run(Reversed(table)).Clusters.Of;
        var last = table.Rows - 1;
        ClusterQuality.Pairs(there.AsSpan(), back.Reverse().ToArray()).F1.ShouldBeGreaterThan(0.995);
        back.Length.ShouldBe(last + 1);
    }

    [Fact]
    public void What_is_said_of_a_pair_adds_up_to_its_weight()
    {
        var (table, _) = Town();
        var (_, linker) = Run(table);
        foreach (var edge in linker.Predict(-30, Ct).Take(500))
        {
            var explained = linker.Explain(edge.A, edge.B);
            explained.Weight.ShouldBe(edge.Weight, 1e-3);
            (explained.Prior + explained.Parts.Sum(static p => p.Plain + p.Frequency)).ShouldBe(explained.Weight, 1e-9);
        }
    }

    [Fact]
    public void A_person_has_one_value_where_that_is_declared()
    {
        var (table, _) = Town();
        var linker = Linker.Train(table, new() { OneValue = ["dob"] }, Ct);
        var clusters = linker.Cluster(linker.Predict(out _, Ct), Ct);
        var born = linker.Table["dob"].Ids;
        Enumerable
            .Range(0, table.Rows)
            .Where(row => born[row] != TextPool.Null)
            .GroupBy(row => clusters.Of[row])
            .ShouldAllBe(c => c.Select(row => born[row]).Distinct().Count() == 1);
    }

    [Fact]
    public void A_family_of_one_name_and_one_house_is_not_one_person()
    {
        // Four hundred families of three of a rare name each, of whom one in four people is written down twice, with a slip in the forename.
        string[] forenames =
        [
            "Megan",
            "Owain",
            "Harriet",
            "Idris",
            "Carys",
            "George",
            "Bethan",
            "Hugh",
            "Lowri",
            "Alice",
            "Tomos",
            "Rhian",
        ];
        var random = new Random(5);
        var (rows, people) = (new List<string?[]>(), new List<int>());
        for (var person = 0; person < 1200; person++)
        {
            var family = person / 3;
            string?[] said =
            [
                "",
                forenames[((person % 3) * 4) + random.Next(4)],
                $"{(char)('A' + (family % 26))}{(char)('a' + (family / 26))}{"aeiou"[family % 5]}lwyn",
                $"{random.Next(1940, 2010)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
                $"LL{10 + (family % 60)} {family % 9}{(char)('A' + (family % 20))}{(char)('A' + (family / 20))}",
            ];
            for (var copy = 0; copy < (person % 4 == 0 ? 2 : 1); copy++)
            {
                var row = said.ToArray();
                row[0] = $"r{rows.Count}";
                row[1] = copy == 0 ? said[1] : said[1]![1..];
                rows.Add(row);
                people.Add(person);
            }
        }
        var (clusters, linker) = Run(Table.Of(Columns, rows));
        linker
            .Model.Comparisons.Single(static c => c.Name is "surname")
            .Levels[1]
            .Label.ShouldBe("the same surname and postcode, as in a family");
        var quality = ClusterQuality.Pairs(clusters.Of.AsSpan(), people.ToArray());
        quality.Precision.ShouldBeGreaterThan(0.95);
        quality.Recall.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void In_a_long_list_a_forename_that_tells_the_sex_makes_nobody_one_person()
    {
        // Six forenames and ten surnames among six thousand people, of whom one in four is written down twice: who shares both names is hardly ever one person,
        // and always of one sex.
        string[] forenames = ["Megan", "Owain", "Carys", "Hugh", "Lowri", "Tomos"];
        var random = new Random(3);
        var (rows, people) = (new List<string?[]>(), new List<int>());
        for (var person = 0; person < 6_000; person++)
        {
            var forename = random.Next(6);
            string?[] said =
            [
                forenames[forename],
                $"{"BCDFGHJKLM"[random.Next(10)]}evan",
                forename % 2 == 0 ? "F" : "M",
                $"{random.Next(1920, 2010)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
                $"LL{random.Next(10, 90)} {random.Next(1, 9)}{(char)('A' + random.Next(20))}{(char)('A' + random.Next(20))}",
            ];
            for (var copy = 0; copy < (person % 4 == 0 ? 2 : 1); copy++)
            {
                rows.Add([$"r{rows.Count}", .. said]);
                if (random.Next(2) == 0)
                    rows[^1][4 + random.Next(2)] = null;
                people.Add(person);
            }
        }
        var (clusters, linker) = Run(Table.Of(["unique_id", "first_name", "surname", "sex", "dob", "postcode"], rows));
        linker.Model.Prior.ShouldBeInRange(0.5 * 1_500 / (7_500 * 7_499 / 2), 2 * 1_500 / (7_500d * 7_499 / 2));
        ClusterQuality.Pairs(clusters.Of.AsSpan(), people.ToArray()).F1.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void A_list_in_which_nine_in_ten_have_one_name_is_told_apart_all_the_same()
    {
        // A pass over the name meets everybody with everybody; and who is called John is called Smith, which is one agreement and not two.
        var random = new Random(3);
        var (rows, people) = (new List<string?[]>(), new List<int>());
        for (var person = 0; person < 3000; person++)
        {
            var common = random.Next(10) > 0;
            string?[] said =
            [
                "",
                common ? "John" : Made(random),
                common ? "Smith" : Made(random) + "son",
                $"{random.Next(1930, 2010)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
                $"CF{random.Next(1, 80)} {random.Next(1, 10)}{(char)('A' + random.Next(20))}{(char)('A' + random.Next(20))}",
            ];
            for (var copy = 0; copy < (person % 10 < 3 ? 2 : 1); copy++)
            {
                var row = said.ToArray();
                row[0] = $"r{rows.Count}";
                if (copy > 0)
                    Slip(row, random);
                rows.Add(row);
                people.Add(person);
            }
        }
        var (clusters, linker) = Run(Table.Of(Columns, rows));
        linker.Warnings.ShouldContain(static w => w.StartsWith("So many share", StringComparison.Ordinal));
        var quality = ClusterQuality.Pairs(clusters.Of.AsSpan(), people.ToArray());
        quality.Precision.ShouldBeGreaterThan(0.95);
        quality.Recall.ShouldBeGreaterThan(0.85);
    }

    [Fact]
    public void What_comes_together_among_different_people_counts_once()
    {
        // Whoever was born in one of thirty towns has a postcode of its district.
        var random = new Random(11);
        var rows = new List<string?[]>();
        for (var person = 0; person < 1500; person++)
        {
            var town = random.Next(30);
            string?[] said =
            [
                "",
                Made(random),
                Made(random) + "son",
                $"{random.Next(1930, 2010)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
                $"Llan{(char)('a' + (town % 26))}{town}",
                $"LL{10 + town} {random.Next(1, 9)}{(char)('A' + random.Next(20))}{(char)('A' + random.Next(20))}",
            ];
            for (var copy = 0; copy < (person % 4 == 0 ? 2 : 1); copy++)
            {
                var row = said.ToArray();
                row[0] = $"r{rows.Count}";
                if (copy > 0)
                    Slip(row, random);
                rows.Add(row);
            }
        }
        var (_, linker) = Run(Table.Of(["unique_id", "first_name", "surname", "dob", "birth_place", "postcode"], rows));
        var levels = linker.Model.Comparisons.Single(static c => c.Name is "postcode").Levels;
        var wider = levels.Single(static l => l.Label is "postcode: the same district, of those with the same birth_place");
        wider.U!.Value.ShouldBeGreaterThan(0.8);
        levels[levels.IndexOf(wider) + 1]
            .ShouldSatisfyAllConditions(
                static l => l.Label.ShouldBe("postcode: the same district"),
                static l => l.U!.Value.ShouldBeLessThan(0.1)
            );
        foreach (var edge in linker.Predict(-10, Ct).Take(300))
            linker.Explain(edge.A, edge.B).Weight.ShouldBe(edge.Weight, 1e-3);
    }

    [Fact]
    public void A_value_is_as_common_as_it_is_among_others()
    {
        // One in fifty pairs is of one person, so of a hundred records a person has two more: both of those called Megan are of one, as far as that tells.
        var rows = Enumerable.Range(0, 100).Select(static i => new[] { $"{i}", i < 2 ? "Megan" : $"n{i}", null, null, null });
        var model = new LinkageModel(
            0.02,
            [
                new(
                    "first_name",
                    [
                        new("\"first_name_l\" = \"first_name_r\"", "the same")
                        {
                            M = 1,
                            U = 0.001,
                            TfColumn = "first_name",
                        },
                        new(Level.Else, "else") { M = 0, U = 0.999 },
                    ]
                ),
            ],
            []
        );
        var table = Table.Of(Columns, rows);
        var plain = Linker.With(table, model, new()).Weight(0, 1);
        Linker.With(table, model with { CommonAmongOthers = true }, new()).Weight(0, 1).ShouldBe(plain + (float)Math.Log2(10), 1e-4f);
    }

    [Fact]
    public void One_record_stands_by_itself() =>
        Clusters([
                ["1", "Siân", "Jones", "1980-01-02", "CF10 1AA"],
            ])
            .ShouldBe([0]);

    [Theory]
    [InlineData(null)]
    [InlineData("the same")]
    public void Records_that_nothing_tells_apart_stay_apart_and_a_warning_says_why(string? everywhere)
    {
        string?[][] rows =
        [
            ["1", everywhere, everywhere, everywhere, everywhere],
            ["2", everywhere, everywhere, everywhere, everywhere],
        ];
        var (clusters, linker) = Run(Table.Of(Columns, rows));
        clusters.Of.ShouldBe([0, 1]);
        linker.Warnings.ShouldHaveSingleItem().ShouldStartWith("No column tells the records apart");
    }

    /// <summary>Two have all in common, and the third nothing with either but a day of birth that many have; there is nothing to learn from.</summary>
    [Fact]
    public void Of_three_records_the_two_that_agree_are_one_person_and_the_third_is_another()
    {
        var (clusters, linker) = Run(
            Table.Of(
                ["unique_id", "first_name", "surname", "dob"],
                [
                    ["r0", "Ann", "Jones", "1980-01-01"],
                    ["r1", "Bob", "Price", "1970-01-01"],
                    ["r2", "Bob", "Price", "1970-01-01"],
                ]
            )
        );
        clusters.Of.ShouldBe([0, 1, 1]);
        linker.Warnings.ShouldHaveSingleItem().ShouldContain("too few");
    }

    [Fact]
    public void What_is_said_of_a_few_records_is_true()
    {
        var (_, linker) = Run(
            Table.Of(
                ["unique_id", "name"],
                [
                    ["r0", "éric"],
                    ["r1", "éric"],
                    ["r2", "bob"],
                ]
            )
        );
        linker.Warnings.ShouldNotBeEmpty();
        linker.Warnings.ShouldAllBe(static w => !w.Contains("no two records agree") && !w.Contains("Add a pass"));
    }

    [Fact]
    public void Records_that_are_all_different_stay_apart() =>
        Clusters([.. Enumerable.Range(0, 50).Select(static i => Person(i, $"{(char)('a' + (i % 26))}{i * 7919}"))])
            .Distinct()
            .Count()
            .ShouldBe(50);

    [Fact]
    public void However_many_people_of_one_name_stop_nothing() => Clusters(SameNamed()).Length.ShouldBe(ManyPeople);

    [Fact]
    public void A_rule_by_hand_that_finds_everybody_is_split_and_gives_no_pair_twice()
    {
        var model = new LinkageModel(
            1e-6,
            [
                new(
                    "dob",
                    [new("\"dob_l\" = \"dob_r\"", "the same") { M = 0.95, U = 0.001 }, new(Level.Else, "else") { M = 0.05, U = 0.999 }]
                ),
            ],
            [new("l.surname = r.surname"), new("l.first_name = r.first_name")]
        );
        var linker = Linker.With(Table.Of(Columns, SameNamed()), model, new());
        linker.Blocks().Select(static b => b.Largest).ShouldBe([ManyPeople, ManyPeople]);
        var edges = linker.Predict(float.NegativeInfinity, Ct);
        edges.Count.ShouldBe((Candidates.Window * ManyPeople) - (Candidates.Window * (Candidates.Window + 1) / 2));
    }

    /// <summary>People of one name, of few places and birthdays.</summary>
    private static List<string?[]> SameNamed() =>
        [
            .. Enumerable
                .Range(0, ManyPeople)
                .Select(static i =>
                    new[] { $"{i}", "John", "Smith", $"{1900 + (i % 100)}-0{1 + (i % 9)}-{10 + (i % 17)}", $"CF{i % 99} {i % 9}AA" }
                ),
        ];

    [Theory]
    [InlineData("👮🏽‍♀️")]
    [InlineData("שלום\u202Eabc")]
    [InlineData("\0")]
    [InlineData("-0044-03-15")]
    [InlineData("\"',;--")]
    public void Any_text_is_only_a_text(string text) =>
        Clusters([.. Enumerable.Range(0, 20).Select(i => new[] { $"{i}", text + (i / 2), text, text, text })]).Length.ShouldBe(20);

    private static string?[] Person(int i, string words) => [$"{i}", words, words + "son", $"{1900 + i}-01-0{1 + (i % 9)}", $"ZZ{i} 1AA"];

    private static int[] Clusters(IReadOnlyList<string?[]> rows) => [.. Run(Table.Of(Columns, rows)).Clusters.Of];

    private static (Clusters Clusters, Linker Linker) Run(Table table)
    {
        var linker = Linker.Train(table, new(), Ct);
        return (linker.Cluster(linker.Predict(out _, Ct), Ct), linker);
    }

    private static Table Reversed(Table table) =>
        new(table.Pool, table.Rows, table.Columns.Select(static c => new Column(c.Name, [.. c.Ids.Reverse()])));

    /// <summary>Eight hundred invented people, some of them written down twice or three times with slips.</summary>
    private static (Table Table, int[] People) Town()
    {
        string[] forenames =
        [
            "Siân",
            "Dafydd",
            "Megan",
            "Owain",
            "Carys",
            "Rhys",
            "Alice",
            "George",
            "Harriet",
            "Tomos",
            "Bethan",
            "Idris",
            "Lowri",
            "Gwen",
            "Hugh",
            "Nia",
        ];
        string[] surnames =
        [
            "Jones",
            "Davies",
            "Prosser",
            "Llewellyn",
            "Bevan",
            "Vaughan",
            "Howells",
            "Gittins",
            "Probert",
            "Mathias",
            "Tudor",
            "Rosser",
            "Kendrick",
            "Yorath",
        ];
        var random = new Random(7);
        var (rows, people) = (new List<string?[]>(), new List<int>());
        for (var person = 0; person < 800; person++)
        {
            string?[] said =
            [
                "",
                forenames[random.Next(forenames.Length)],
                surnames[random.Next(surnames.Length)],
                $"{random.Next(1930, 2010)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
                $"LL{random.Next(10, 40)} {random.Next(1, 9)}{(char)('A' + random.Next(20))}{(char)('A' + random.Next(20))}",
            ];
            for (var copy = random.Next(1, 4); copy > 0; copy--)
            {
                var row = said.ToArray();
                row[0] = $"r{rows.Count}";
                if (copy > 1)
                    Slip(row, random);
                rows.Add(row);
                people.Add(person);
            }
        }
        return (Table.Of(Columns, rows), [.. people]);
    }

    /// <summary>A name that nobody has.</summary>
    private static string Made(Random random) =>
        string.Concat(Enumerable.Range(0, 3).Select(_ => $"{"bcdfghjklmnprstvw"[random.Next(17)]}{"aeiou"[random.Next(5)]}"));

    private static void Slip(string?[] row, Random random)
    {
        var at = random.Next(1, row.Length);
        var text = row[at]!;
        var letter = random.Next(text.Length - 1);
        row[at] = random.Next(4) == 0 ? null : text[..letter] + text[letter + 1] + text[letter] + text[(letter + 2)..];
    }
}
