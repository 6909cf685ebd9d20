using System.Collections.Immutable;
using System.Globalization;

namespace Bluelamp.Linkage;

/// <summary>How often each level holds of two records of one person (m), and of two people (u).</summary>
public static class ParameterChart
{
    private const double From = 28;
    private const double Full = 296;

    /// <summary>The chart of a model; what was not learned says so.</summary>
    public static Chart Of(LinkageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        const string Title = "How often each answer is given";
        const string Said =
            "The full bar, m: among pairs of records of one person. The hollow bar, u: among pairs of two people. The further apart the two are, the more the answer says. Pairs of which a value is missing are left out.";
        var (svg, y) = (new Svg(), 0d);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        foreach (var comparison in model.Comparisons)
        {
            y = svg.Wrapped(0, y + (y > 0 ? 2 : 1) * Svg.Line, comparison.Name, "head");
            foreach (var level in comparison.Levels.Where(static l => !l.IsNull))
            {
                y = svg.Wrapped(0, y + Svg.Line + Svg.Gap, level.Label);
                y = Bar(svg, y + Svg.Line, "m", level.M, "one");
                y = Bar(svg, y + Svg.Line, "u", level.U, "other");
                rows.Add([comparison.Name, level.Label, Share(level.M), Share(level.U)]);
            }
        }
        return new(
            "parameters",
            Title,
            Said,
            svg.Whole("parameters", Title, Said, y + 8),
            ["Comparison", "Level", "m", "u"],
            rows.ToImmutable()
        );
    }

    internal static string Share(double? share) =>
        share is { } s ? s.ToString(s < 0.0001 ? "0.0#e+0" : "0.####", CultureInfo.InvariantCulture) : "not trained";

    private static double Bar(Svg svg, double foot, string name, double? share, string kind)
    {
        svg.Text(From - 8, foot, name, "quiet", "end");
        var length = Math.Clamp(share ?? 0, 0, 1) * Full;
        if (share is not null)
            svg.Bar(From, foot - 11, Math.Max(1, length), 10, kind);
        svg.Text(From + length + 6, foot, Share(share), share is null ? "quiet" : null);
        return foot;
    }
}
