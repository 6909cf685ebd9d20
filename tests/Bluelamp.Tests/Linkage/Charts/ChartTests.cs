using System.Xml.Linq;
using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Charts;

/// <summary>Charts are pictures that can be read without seeing them: with a title, a description, texts and a table.</summary>
public sealed class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>A column with a name that would break out of a page, a level against, and one that nobody trained.</summary>
    private static readonly LinkageModel Model = new(
        0.001,
        [
            new(
                "<b>\"name\"</b> & co",
                [
                    new("\"a_l\" IS NULL OR \"a_r\" IS NULL", "missing") { IsNull = true },
                    new("\"a_l\" = \"a_r\"", "the same <name>")
                    {
                        M = 0.8,
                        U = 0.1,
                        TfColumn = "a",
                    },
                    new("levenshtein(\"a_l\", \"a_r\") <= 1", "one slip apart") { U = 0.1 },
                    new(Level.Else, "anything else") { M = 0.2, U = 0.8 },
                ]
            ),
        ],
        []
    );

    // Three people of two records each; of the four pairs that were weighed, three are right.
    private static readonly int[] Truth = [1, 1, 2, 2, 3, 3];
    private static readonly Edge[] Edges = [new(0, 1, 8), new(2, 3, 8), new(4, 5, -2), new(1, 2, 1)];

    [Fact]
    public void Every_chart_has_a_title_a_description_and_each_figure_as_text()
    {
        Chart[] charts =
        [
            WeightChart.Of(Model),
            ParameterChart.Of(Model),
            PrecisionRecallChart.Of(ClusterQuality.Curve(Edges, Truth)),
            CalibrationChart.Of(Calibration.Of(Edges, Truth)),
        ];
        foreach (var chart in charts)
        {
            var svg = XDocument.Parse(chart.File()).Root!;
            svg.Attribute("role")!.Value.ShouldBe("img");
            svg.Element(Svg + "title")!.Value.ShouldBe(chart.Title);
            svg.Element(Svg + "desc")!.Value.ShouldBe(chart.Said);
            svg.Attribute("aria-labelledby")!
                .Value.Split(' ')
                .ShouldBe([svg.Element(Svg + "title")!.Attribute("id")!.Value, svg.Element(Svg + "desc")!.Attribute("id")!.Value]);
            chart.Rows.ShouldNotBeEmpty();
            chart.Rows.ShouldAllBe(r => r.Length == chart.Columns.Length);
        }
    }

    [Fact]
    public void Weights_are_told_in_words_and_what_was_not_trained_says_so()
    {
        var texts = Texts(WeightChart.Of(Model));
        texts.ShouldContain("+3.00 for");
        texts.ShouldContain("−2.00 against");
        texts.ShouldContain("the same <name> (more for a rare value)");
        texts.ShouldContain("not trained");
        texts.ShouldNotContain("missing");
        Texts(ParameterChart.Of(Model)).Count(static t => t is "not trained").ShouldBe(1, "u of the same level was");
    }

    [Fact]
    public void Recall_counts_true_pairs_that_nobody_looked_at()
    {
        var curve = ClusterQuality.Curve(Edges.Where(static e => e.Weight > 0), Truth);
        curve.Select(static p => (p.Counts.Found, p.Counts.Right, p.Counts.True)).ShouldBe([(2, 2, 3), (3, 2, 3)]);
        var rows = PrecisionRecallChart.Of(curve).Rows;
        rows.Single(static r => r[0].StartsWith("best", StringComparison.Ordinal))[4].ShouldBe("0.6667");
        rows.Single(static r => r[0] is "0.5")[3].ShouldBe("0.6667");
    }

    [Fact]
    public void A_long_label_is_broken_and_a_long_word_too()
    {
        var label = $"{new string('x', 130)} end";
        var model = new LinkageModel(0.1, [new("c", [new(Level.Else, label) { M = 0.5, U = 0.5 }])], []);
        var texts = Texts(ParameterChart.Of(model));
        texts.ShouldAllBe(static t => t.Length <= 56);
        string.Concat(texts.Where(static t => t[0] is 'x')).ShouldStartWith(new string('x', 130));
    }

    [Fact]
    public void The_page_escapes_what_columns_are_called_and_needs_nothing_else()
    {
        var page = ChartPage.Of("A & B", [WeightChart.Of(Model), PrecisionRecallChart.Of([])]);
        page.ShouldNotContain("<b>");
        page.ShouldNotContain("<name>");
        page.ShouldContain("&lt;b&gt;&quot;name&quot;&lt;/b&gt; &amp; co");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("src=");
        page.ShouldNotContain("href=");
        page.ShouldContain("prefers-color-scheme:dark");
        page.ShouldContain("<th scope=\"row\">");
        page.ShouldContain("Nothing was found.");
    }

    private static List<string> Texts(Chart chart) => [.. XDocument.Parse(chart.Svg).Descendants(Svg + "text").Select(static t => t.Value)];
}
