using Bluelamp.Linkage;
using Bluelamp.Linkage.Cleaning;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage;

/// <summary>The same records in whichever order give the same model, the same rules and the same people.</summary>
public sealed class RowOrderTests
{
    private static readonly string[] Columns = ["unique_id", "first_name", "surname", "dob", "postcode", "email", "system"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_town_with_numbers_of_letters(int seed) =>
        Same(Columns, Town(3_000, seed, static i => $"record-{i:000000}"), seed, static table => Linker.Train(table, new(), Ct));

    [Fact]
    public void A_town_with_numbers_of_digits() =>
        Same(Columns, Town(3_000, 4, static i => $"{i}"), 4, static table => Linker.Train(table, new(), Ct));

    [Fact]
    public void A_town_in_which_nobody_has_a_number() =>
        Same(
            Columns,
            [.. Town(2_000, 6, static _ => "").DistinctBy(static row => string.Join('|', row))],
            6,
            static table => Linker.Train(table, new() { IdColumn = "none", Ignored = ["unique_id"] }, Ct)
        );

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Two_files_each_in_an_order_of_its_own(int seed, bool within) =>
        Same(
            Columns,
            Town(3_000, seed, static i => $"{i / 2}"),
            seed,
            table =>
            {
                int[] sources = [.. table["system"].Ids.Select(id => table.Pool.Text(id) is "b" ? 1 : 0)];
                return Linker.Train(table, new() { WithinSources = within, Ignored = ["system"] }, Ct, sources);
            }
        );

    [Fact]
    public void With_what_people_said_of_some_pairs() =>
        Same(
            Columns,
            Town(2_000, 9, static i => $"{i}"),
            9,
            static table =>
            {
                var rowOf = RowOf(table);
                var labels = Enumerable.Range(0, 60).Select(i => new Label(rowOf[$"{i}"], rowOf[$"{i + 1}"], i % 3 == 0 ? 1 : 0));
                return Linker.Train(table, new() { Labels = [.. labels] }, Ct);
            }
        );

    [Fact]
    public void A_block_so_large_that_it_is_split_gives_the_same_pairs()
    {
        var rows = Town(6_000, 10, static i => $"{i}");
        string[] compared = ["first_name", "surname", "dob"];
        var model = new LinkageModel(
            1e-4,
            [
                .. compared.Select(static c => new Comparison(
                    c,
                    [new($"\"{c}_l\" = \"{c}_r\"", "the same") { M = 0.9, U = 0.01 }, new(Level.Else, "else") { M = 0.1, U = 0.99 }]
                )),
            ],
            [new("l.system = r.system")]
        );
        var expected = Pairs(rows);
        expected.Count.ShouldBeGreaterThan(10_000);
        Pairs([.. rows.AsEnumerable().Reverse()]).ShouldBe(expected);

        List<string> Pairs(List<string?[]> said)
        {
            var linker = Linker.With(Table.Of(Columns, said), model, new());
            linker.Blocks().ShouldHaveSingleItem().Split.ShouldBeGreaterThan(0);
            return
            [
                .. linker
                    .Predict(float.NegativeInfinity, Ct)
                    .Select(e => $"{said[e.A][0]} {said[e.B][0]} {e.Weight}")
                    .Order(StringComparer.Ordinal),
            ];
        }
    }

    [Fact]
    public void A_column_of_which_only_some_values_are_looked_at_is_taken_for_the_same()
    {
        // Nobody shares a value, and more have one than are looked at.
        var rows = Enumerable
            .Range(0, 6_000)
            .Select(static i => new[] { $"{i}", i < 3_000 ? $"p{i}@example.org" : $"{1900 + (i % 100)}-01-01 {i}" });
        Kind([.. rows]).ShouldBe(Kind([.. rows.Reverse()]));

        static ColumnKind? Kind(List<string[]> said) => Linker.Train(Table.Of(["unique_id", "said"], said), new(), Ct).Profiles[1].Kind;
    }

    [Fact]
    public void Fake_1000() => Published("fake_1000", 1_000);

    [Fact]
    public void Some_of_the_historical_figures() => Published("historical_figures_two_thirds", 6_000);

    private static void Published(string name, int rows)
    {
        var table = CsvTable.Read(SharedData.Path($"linkage/{name}.csv.gz"));
        var columns = table.Columns.Where(static c => c.Name is not "cluster").ToList();
        var said = Enumerable
            .Range(0, Math.Min(rows, table.Rows))
            .Select(row => columns.Select(c => c.Ids[row] is var id and not TextPool.Null ? table.Pool.Text(id) : null).ToArray());
        Same([.. columns.Select(static c => c.Name)], [.. said], 11, static t => Linker.Train(t, new(), Ct));
    }

    [Fact]
    public void The_left_record_is_the_one_with_the_lower_number()
    {
        string?[][] rows =
        [
            ["10", "Rhys", "Owen"],
            ["9", "Owen", "Rhys"],
            ["x", "Owen", "Rhys"],
        ];
        var model = new LinkageModel(0.1, [], [new("l.first_name = r.surname")]);
        Lefts(rows[..2]).ShouldBe(["9 10"]);
        Lefts([rows[1], rows[0]]).ShouldBe(["9 10"]);
        Lefts(rows).ShouldBe(["10 9", "10 x"], ignoreOrder: true); // letters, as one of them is no number

        List<string> Lefts(string?[][] said)
        {
            var table = Table.Of(["unique_id", "first_name", "surname"], said);
            var ids = table["unique_id"].Ids;
            return Linker
                .With(table, model, new())
                .Predict(float.NegativeInfinity, Ct)
                .ConvertAll(e => $"{table.Pool.Text(ids[e.A])} {table.Pool.Text(ids[e.B])}");
        }
    }

    [Fact]
    public void Values_are_given_out_as_the_rows_were_given()
    {
        var table = Table.Of(
            ["unique_id", "surname"],
            [
                ["2", "Prosser"],
                ["1", "Yorath"],
            ]
        );
        var linker = Linker.With(table, new(0.1, [], [new("l.surname = r.surname")]), new());
        linker.Table.Pool.Text(linker.Table["surname"].Ids[0]).ShouldBe("Prosser");
    }

    /// <summary>The records as they stand, backwards, and in three other orders.</summary>
    private static void Same(string[] columns, List<string?[]> rows, int seed, Func<Table, Linker> link)
    {
        var expected = Found.By(link, columns, rows);
        expected.People.Count(static p => p.Contains(' ', StringComparison.Ordinal)).ShouldBeGreaterThan(20);
        List<string?[]> backwards = [.. rows.AsEnumerable().Reverse()];
        expected.ShouldSay(Found.By(link, columns, backwards));
        for (var other = 0; other < 3; other++)
        {
            var shuffled = rows.ToArray();
            new Random((seed * 100) + other).Shuffle(shuffled);
            expected.ShouldSay(Found.By(link, columns, [.. shuffled]));
        }
    }

    private static Dictionary<string, int> RowOf(Table table) =>
        table["unique_id"].Ids.Select((id, row) => (Id: table.Pool.Text(id), row)).ToDictionary(static r => r.Id, static r => r.row);

    /// <summary>What came out.</summary>
    private sealed record Found(LinkageModel Model, List<string> People, List<string> Named)
    {
        public static Found By(Func<Table, Linker> link, string[] columns, List<string?[]> rows)
        {
            var table = Table.Of(columns, rows);
            var linker = link(table);
            using var pairs = linker.Predict(out _, Ct);
            var clusters = linker.Cluster(pairs, Ct);
            linker.LearnProbabilities(clusters);
            // Records that say the same and have the same number are the same.
            string Said(int row) => string.Join('_', rows[row]).Replace(' ', '_');
            return new(
                linker.Model,
                [
                    .. Enumerable
                        .Range(0, rows.Count)
                        .GroupBy(row => clusters.Of[row])
                        .Select(c => string.Join(' ', c.Select(Said).Order(StringComparer.Ordinal)))
                        .Order(StringComparer.Ordinal),
                ],
                [
                    .. Enumerable
                        .Range(0, rows.Count)
                        .Select(row => $"{Said(row)} {Said(clusters.Of[row])} {clusters.Probability[row]:0.######}")
                        .Order(StringComparer.Ordinal),
                ]
            );
        }

        public void ShouldSay(Found other)
        {
            other.Model.Prior.ShouldBe(Model.Prior, 1e-9 * Model.Prior);
            other.Model.BlockingRules.ShouldBe(Model.BlockingRules);
            Levels(other.Model).Select(static l => l.Label).ShouldBe(Levels(Model).Select(static l => l.Label));
            foreach (var (there, here) in Levels(other.Model).Zip(Levels(Model)))
            {
                (there.M ?? -1).ShouldBe(here.M ?? -1, 1e-9);
                (there.U ?? -1).ShouldBe(here.U ?? -1, 1e-9);
            }
            other.Model.Probabilities.Knots.Length.ShouldBe(Model.Probabilities.Knots.Length);
            foreach (var (there, here) in other.Model.Probabilities.Knots.Zip(Model.Probabilities.Knots))
                (there.Weight - here.Weight, there.Worth - here.Worth).ShouldSatisfyAllConditions(
                    static off => off.Item1.ShouldBe(0, 1e-6),
                    static off => off.Item2.ShouldBe(0, 1e-6)
                );
            other.People.ShouldBe(People);
            other.Named.ShouldBe(Named);
        }

        private static IEnumerable<Level> Levels(LinkageModel model) => model.Comparisons.SelectMany(static c => c.Levels);
    }

    /// <summary>Invented people with families, half of them in two systems, with slips and gaps.</summary>
    private static List<string?[]> Town(int records, int seed, Func<int, string> number)
    {
        var random = new Random(seed);
        var rows = new List<string?[]>();
        while (rows.Count < records)
        {
            var house = $"LL{random.Next(10, 60)} {random.Next(1, 9)}{(char)('A' + random.Next(20))}{(char)('A' + random.Next(20))}";
            var family = Made(random) + "son";
            for (var member = random.Next(1, 4); member > 0; member--)
            {
                string?[] said =
                [
                    "",
                    Made(random),
                    family,
                    $"{random.Next(1930, 2010)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
                    house,
                    random.Next(3) == 0 ? $"{Made(random)}@example.org" : null,
                    "a",
                ];
                for (var copy = 0; copy < random.Next(1, 4); copy++)
                {
                    var row = said.ToArray();
                    row[0] = number(rows.Count);
                    row[^1] = copy > 0 && random.Next(3) > 0 ? "b" : "a";
                    if (copy > 0)
                        Slip(row, random);
                    rows.Add(row);
                }
            }
        }
        return rows;
    }

    /// <summary>A name of a few hundred.</summary>
    private static string Made(Random random) =>
        string.Concat(Enumerable.Range(0, 2).Select(_ => $"{"bcdfglmprst"[random.Next(11)]}{"aeio"[random.Next(4)]}"));

    private static void Slip(string?[] row, Random random)
    {
        var at = random.Next(1, 5);
        var text = row[at]!;
        var letter = random.Next(text.Length - 1);
        row[at] = random.Next(4) == 0 ? null : text[..letter] + text[letter + 1] + text[letter] + text[(letter + 2)..];
    }
}
