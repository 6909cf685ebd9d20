using System.Text;
using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Scoring;

/// <summary>What weights turned out to be worth: straight between knots, level beyond them, and back again.</summary>
public sealed class ProbabilityCurveTests
{
    private static readonly ProbabilityCurve Bent = new([new(-4, -3), new(0, 1), new(2, 1), new(6, 5)]);

    [Theory]
    [InlineData(-4, -3)]
    [InlineData(-2, -1)]
    [InlineData(1, 1)]
    [InlineData(4, 3)]
    [InlineData(-10, -9)]
    [InlineData(20, 19)]
    public void A_weight_is_worth_what_lies_on_the_way_between_two_knots(double weight, double worth)
    {
        Bent.Worth(weight).ShouldBe(worth, 1e-12);
        Bent.ProbabilityOf(weight).ShouldBe(Edge.ProbabilityOf(worth), 1e-12);
        Bent.Of(new(3, 4, (float)weight)).ShouldBe(new Edge(3, 4, (float)worth));
    }

    [Theory]
    [InlineData(-9)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(4)]
    [InlineData(11)]
    public void The_weight_of_a_probability_is_worth_that_probability(double worth) =>
        Bent.Worth(Bent.WeightOf(Edge.ProbabilityOf(worth))).ShouldBe(worth, 1e-9);

    [Fact]
    public void From_the_weight_of_a_probability_on_and_not_before_pairs_are_as_likely() =>
        Bent.WeightOf(Edge.ProbabilityOf(1)).ShouldBe(0, 1e-9, "2 is worth the same, but 0 is so already");

    [Fact]
    public void Without_knots_a_weight_is_worth_what_it_says()
    {
        ProbabilityCurve.Plain.Worth(3.25).ShouldBe(3.25);
        ProbabilityCurve.Plain.WeightOf(0.5).ShouldBe(0);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        ProbabilityCurve.Parse(Encoding.UTF8.GetBytes(Bent.Write())).Knots.ShouldBe(Bent.Knots);
        ProbabilityCurve.Parse("[]"u8).Knots.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[\n{ \"weight\": 1 }]", "Line 2")]
    [InlineData("[\n\n{ \"weight\": 1, \"worth\": \"much\" }]", "Line 3")]
    [InlineData("{}", "Line 1")]
    [InlineData("null", "Line 1")]
    [InlineData("[{ \"weight\": 1, \"worth\": 1 }, { \"weight\": 1, \"worth\": 2 }]", "Knot 2")]
    [InlineData("[{ \"weight\": 1, \"worth\": 1 }, { \"weight\": 2, \"worth\": 0 }]", "Knot 2")]
    public void What_is_no_curve_is_refused_with_its_place(string json, string place) =>
        Should.Throw<InputFaultException>(() => ProbabilityCurve.Parse(Encoding.UTF8.GetBytes(json))).Message.ShouldContain(place);
}
