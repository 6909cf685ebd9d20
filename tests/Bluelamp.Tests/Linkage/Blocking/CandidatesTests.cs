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
