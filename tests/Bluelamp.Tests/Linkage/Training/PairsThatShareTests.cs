using System.Globalization;
using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Training;

public sealed class PairsThatShareTests
{
    [Fact]
    public void Few_are_all_given_once_and_what_is_missing_is_shared_by_nobody()
    {
        var pairs = Of("a", null, "b", "a", "c", "b", null, "a");
        pairs.Count.ShouldBe(4);
        pairs.Some(4).ShouldBe([(0, 3), (0, 7), (3, 7), (2, 5)], ignoreOrder: true);
    }

    [Fact]
    public void Of_many_some_are_drawn_each_value_as_often_as_it_has_pairs()
    {
        string[] values =
        [
            .. Enumerable.Repeat("often", 60),
            .. Enumerable.Range(0, 50).Select(static i => i.ToString(CultureInfo.InvariantCulture)),
            .. Enumerable.Repeat("seldom", 40),
        ];
        var pairs = Of(values);
        var some = pairs.Some(1000).ToList();
        some.Count.ShouldBe(1000);
        some.ShouldAllBe(p => p.Left != p.Right && values[p.Left] == values[p.Right]);
        some.Count(p => values[p.Left] is "often").ShouldBeInRange(630, 760, "1,770 of 2,550 pairs");
        some.Distinct().Count().ShouldBeGreaterThan(600);
    }

    private static PairsThatShare Of(params string?[] values)
    {
        var table = Table.Of(["value"], values.Select(static v => new[] { v }));
        return new(table["value"], table.Pool.Count);
    }
}
