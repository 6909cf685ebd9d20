using System.Globalization;

namespace Bluelamp.Linkage;

/// <summary>How much each level of each comparison speaks for one person, or against, in bits.</summary>
public static class WeightChart
{
    private const double Middle = 212;
    private const double Reach = 104;

    /// <summary>The chart of a model; a level of which m or u was not learned says so.</summary>
    public static Chart Of(LinkageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        const string Title = "What each answer weighs";
        var prior = Edge.WeightOf(model.Prior);
        var said = string.Create(
            CultureInfo.InvariantCulture,
            $"A bar to the right speaks for one person, a hollow one to the left against. One bit doubles the odds. Before anything is compared it is {prior:+0.0;−0.0} bits: one pair in {1 / model.Prior:N0} is of one person."
        );
        var levels = model
            .Comparisons.SelectMany(static c => c.Levels.Where(static l => !l.IsNull).Select(l => (c, l, Bits: Bits(l))))
            .ToList();
        var most = levels.Select(static l => Math.Abs(l.Bits ?? 0)).Append(Math.Abs(prior)).Max();
        var (svg, y) = (new Svg(), Svg.Line);
        svg.Text(0, y, "Before anything is compared", "head");
        y = Bar(svg, y, prior, most);
        string? comparison = null;
        foreach (var (c, level, bits) in levels)
        {
            if (!string.Equals(comparison, c.Name, StringComparison.Ordinal))
                y = svg.Wrapped(0, y + (2 * Svg.Line), comparison = c.Name, "head");
            y = svg.Wrapped(0, y + Svg.Line + Svg.Gap, Label(level));
            y = Bar(svg, y, bits, most);
        }
        return new(
            "weights",
            Title,
            said,
            svg.Whole("weights", Title, said, y + 8),
            ["Comparison", "Level", "Bits"],
            [.. levels.Select(static l => (System.Collections.Immutable.ImmutableArray<string>)[l.c.Name, Label(l.l), Words(l.Bits)])]
        );
    }

    /// <summary>Nothing where m or u was not learned.</summary>
    private static double? Bits(Level level) => level is { M: > 0 and var m, U: > 0 and var u } ? Math.Log2(m / u) : null;

    private static string Label(Level level) => level.TfColumn is null ? level.Label : $"{level.Label} (more for a rare value)";

    private static string Words(double? bits) =>
        bits is { } b ? b.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture) : "not trained";

    private static double Bar(Svg svg, double y, double? bits, double most)
    {
        var foot = y + Svg.Line;
        if (bits is not { } b)
        {
            svg.Text(Middle + 6, foot, "not trained", "quiet");
            return foot;
        }
        var length = Math.Abs(b) / Math.Max(1, most) * Reach;
        svg.Rule(Middle, foot - 15, Middle, foot + 3, "axis");
        if (b >= 0)
            svg.Bar(Middle, foot - 12, length, 12, "one");
        else
            svg.Bar(Middle - length, foot - 11, length, 10, "other");
        svg.Text(
            b >= 0 ? Middle + length + 6 : Middle - length - 6,
            foot,
            $"{Words(b)} {(b >= 0 ? "for" : "against")}",
            null,
            b >= 0 ? null : "end"
        );
        return foot;
    }
}
