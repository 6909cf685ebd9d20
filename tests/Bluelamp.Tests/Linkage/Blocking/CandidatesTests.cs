using Bluelamp.Linkage;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Blocking;

public sealed class CandidatesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly BlockingRule[] Rules =
    [
        new("l.a = r.a"),
        new("l.b = r.b AND l.c = r.c"),
        new("substring(l.c, 1, 1) = substring(r.c, 1, 1) AND l.a <> r.a"),
    ];

    [Fact]
    public void Every_pair_that_a_rule_finds_comes_once_and_no_other() =>
        Prop.ForAll(
                Gen.Choose(0, 6).Select(static n => n == 0 ? null : ((char)('a' + n)) + "x").ListOf(60).ToArbitrary(),
                static values =>
                {
                    var rows = values.Chunk(3).Where(static c => c.Length == 3).ToList();
                    var found = Pairs(rows);
                    found.ShouldBe(found.Distinct(), ignoreOrder: true);
                    found.ShouldBe(Plainly(rows), ignoreOrder: true);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Only_rows_of_different_tables_are_paired_when_that_is_asked()
    {
        var rows = new[] { ("Siân", 0), ("Siân", 0), ("Siân", 1) };
        var table = Table.Of(["name"], rows.Select(static r => new[] { r.Item1 }));
        Noted(new([new("l.name = r.name")], new(table), [.. rows.Select(static r => r.Item2)]))
            .Select(static p => (p.A, p.B))
            .ShouldBe([(0, 2), (1, 2)]);
    }

    [Fact]
    public void A_giant_block_is_split_and_the_rows_most_alike_in_it_are_still_paired()
    {
        // Twenty thousand people of one name: two hundred million pairs, of which each person is looked at with their likest.
        var rows = Enumerable.Range(0, 20_000).Select(static i => new[] { "John Smith", $"born {i / 2}" }).ToList();
        var fields = new Fields(Table.Of(["name", "born"], rows));
        _ = fields.Of("born");
        var candidates = new Candidates([new("l.name = r.name")], fields, sources: null);
        candidates.Counts()[0].Split.ShouldBe(1);
        var pairs = Noted(candidates).ToHashSet();
        pairs.Count.ShouldBeLessThanOrEqualTo(rows.Count * Candidates.Window);
        Enumerable.Range(0, 10_000).Count(i => pairs.Contains((2 * i, (2 * i) + 1, 0))).ShouldBe(10_000);
    }

    [Fact]
    public void Giant_blocks_of_several_rules_give_no_pair_twice()
    {
        // Six thousand people of one name, of one town and of one of two trades, so that each rule has the same giants.
        var rows = Enumerable.Range(0, 6_000).Select(static i => new[] { "John Smith", "Cardiff", $"{i % 2}", $"born {i / 2}" }).ToList();
        var fields = new Fields(Table.Of(["name", "town", "trade", "born"], rows));
        _ = fields.Of("born");
        var candidates = new Candidates(
            [new("l.name = r.name"), new("l.town = r.town AND l.trade = r.trade"), new("l.town = r.town"), new("l.born = r.born")],
            fields,
            sources: null
        );
        candidates.Counts().Select(static c => c.Split).ShouldBe([1, 2, 1, 0]);
        var pairs = Noted(candidates);
        pairs.Select(static p => (p.A, p.B)).ShouldBeUnique();
        pairs.Count(static p => p.Rule == 3).ShouldBe(3_000, "what is looked at as a whole is looked at there");
        pairs.Count(static p => p.Rule == 0).ShouldBeGreaterThan(60_000);
    }

    [Fact]
    public void Swapped_names_and_single_values_of_lists_are_found_once_each() =>
        Prop.ForAll(
                Gen.Choose(0, 5)
                    .Select(static n => n == 0 ? null : $"{(char)('a' + n)}x|{(char)('a' + (n * 3 % 5))}x")
                    .ListOf(60)
                    .ToArbitrary(),
                static values =>
                {
                    var rows = values.Select(static (v, i) => i % 3 == 2 ? v : v?[..2]).Chunk(3).Where(static c => c.Length == 3).ToList();
                    BlockingRule[] rules =
                    [
                        new("l.a = r.b AND l.b = r.a"),
                        new("l.c = r.c") { Exploded = ["c"] },
                        new("l.a = r.b AND l.b <> r.b"),
                        new("l.a = r.c AND substring(l.b, 1, 1) = substring(r.b, 1, 1)") { Exploded = ["c"] },
                        new("l.a = r.a"),
                    ];
                    var candidates = new Candidates(rules, new(Table.Of(["a", "b", "c"], rows)), sources: null);
                    var wanted = Pairwise(rows)
                        .SelectMany(p =>
                            Enumerable.Range(0, rules.Length).Where(r => Finds(r, rows[p.A], rows[p.B])).Select(r => (p.A, p.B, r))
                        )
                        .ToList();
                    Noted(candidates).ShouldBe(wanted.DistinctBy(static p => (p.A, p.B)), ignoreOrder: true);
                    // What a rule asks for besides equal values is not looked at before the pairs are.
                    for (var rule = 0; rule < rules.Length; rule++)
                    {
                        if (rule != 2)
                            candidates.Counts()[rule].Pairs.ShouldBe(wanted.Count(p => p.r == rule));
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Giant_blocks_of_swapped_names_and_of_lists_give_no_pair_twice()
    {
        // Everybody is called John or Smith, or both, and has been at one of a few addresses, and at one that all have been at.
        string[] names = ["John", "Smith"];
        var rows = Enumerable
            .Range(0, 6_000)
            .Select(i => new[] { names[i % 2], names[i / 2 % 2], $"all|{i % 1_500}|{i / 3 % 7}", $"born {i / 2}" })
            .ToList();
        var fields = new Fields(Table.Of(["first", "last", "addresses", "born"], rows));
        _ = fields.Of("born");
        BlockingRule[] rules =
        [
            new("l.addresses = r.addresses") { Exploded = ["addresses"] },
            new("l.first = r.last"),
            new("l.last = r.last"),
            new("l.first = r.last AND l.last = r.first"),
            new("l.born = r.born"),
        ];
        var candidates = new Candidates(rules, fields, sources: null);
        candidates.Counts().Select(static c => c.Split).ShouldBe([1, 2, 2, 2, 0]);
        var pairs = Noted(candidates);
        pairs.Select(static p => (p.A, p.B)).ShouldBeUnique();
        pairs.ShouldAllBe(static p => p.A < p.B);
        var ofLists = pairs.Where(static p => p.Rule == 0).Select(static p => (p.A, p.B)).ToHashSet();
        var both = Enumerable.Range(0, 1_500).Count(i => ofLists.Contains((i, i + 1_500)));
        both.ShouldBe(1_500, "whoever shares an address of few is looked at");
        pairs.Where(static p => p.Rule == 1).ShouldAllBe(p => rows[p.A][0] == rows[p.B][1]);
        pairs.Count(static p => p.Rule == 1).ShouldBePositive();
    }

    [Fact]
    public void More_than_equality_of_the_single_values_of_a_list_is_refused() =>
        Should
            .Throw<InputFaultException>(static () =>
                new Candidates(
                    [new("l.a = r.a AND l.c <> r.c") { Exploded = ["c"] }],
                    new(
                        Table.Of(
                            ["a", "c"],
                            [
                                ["x", "y|z"],
                                ["x", "z"],
                            ]
                        )
                    ),
                    sources: null
                )
            )
            .Message.ShouldContain("asks for more of the single values of c");

    private static bool Finds(int rule, string?[] l, string?[] r) =>
        rule switch
        {
            0 => Same(l[0], r[1]) && Same(l[1], r[0]),
            1 => Values(l[2]).Intersect(Values(r[2]), StringComparer.Ordinal).Any(),
            2 => Same(l[0], r[1]) && l[1] is not null && r[1] is not null && !Same(l[1], r[1]),
            3 => Values(r[2]).Contains(l[0] ?? "", StringComparer.Ordinal) && Same(l[1]?[..1], r[1]?[..1]),
            _ => Same(l[0], r[0]),
        };

    private static bool Same(string? one, string? other) => one is not null && string.Equals(one, other, StringComparison.Ordinal);

    private static string[] Values(string? list) => list?.Split('|') ?? [];

    private static IEnumerable<(int A, int B)> Pairwise(List<string?[]> rows) =>
        Enumerable.Range(0, rows.Count).SelectMany(a => Enumerable.Range(a + 1, rows.Count - a - 1).Select(b => (a, b)));

    [Fact]
    public void A_rule_that_asks_for_nothing_to_be_equal_is_refused() =>
        Should
            .Throw<InputFaultException>(static () =>
                new Candidates(
                    [new("l.a <> r.a")],
                    new(
                        Table.Of(
                            ["a"],
                            [
                                ["x"],
                            ]
                        )
                    ),
                    sources: null
                )
            )
            .Message.ShouldContain("asks for nothing to be equal");

    private static List<(int A, int B, int Rule)> Noted(Candidates candidates)
    {
        var pairs = new List<(int, int, int)>();
        candidates.Run(static () => new Noting(), piece => pairs.AddRange(piece.Pairs), Ct);
        return pairs;
    }

    private static List<(int A, int B)> Pairs(List<string?[]> rows) =>
        [
            .. Noted(new(Rules, new(Table.Of(["a", "b", "c"], rows)), sources: null))
                .Select(static p => (Math.Min(p.A, p.B), Math.Max(p.A, p.B))),
        ];

    private static IEnumerable<(int, int)> Plainly(List<string?[]> rows)
    {
        for (var a = 0; a < rows.Count; a++)
        {
            for (var b = a + 1; b < rows.Count; b++)
            {
                var (x, y) = (rows[a], rows[b]);
                bool Same(int c) => x[c] is not null && string.Equals(x[c], y[c], StringComparison.Ordinal);
                if (
                    Same(0)
                    || (Same(1) && Same(2))
                    || (x[2] is { } p && y[2] is { } q && p[0] == q[0] && x[0] is not null && y[0] is not null && !Same(0))
                )
                    yield return (a, b);
            }
        }
    }

    private sealed class Noting : IPairTaker
    {
        public List<(int A, int B, int Rule)> Pairs { get; } = [];

        public void Take(RowPair pair, int rule) => Pairs.Add((Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B), rule));
    }
}
