using System.Collections.Immutable;
using System.Globalization;

namespace Bluelamp.Linkage;

/// <summary>What a stricter or looser threshold finds, and how much of it is right; every true pair counts, also those that nobody looked at.</summary>
public static class PrecisionRecallChart
{
    private const double Left = 46;
    private const double Top = 14;
    private const double Side = 340;
    private const int MostPoints = 300;
    private static readonly double[] Shown = [0.999, 0.99, 0.95, 0.9, 0.8, 0.5, 0.2, 0.1, 0.01];

    /// <summary>The chart of a curve.</summary>
    /// <param name="curve">From the strictest threshold down, as <see cref="ClusterQuality"/> gives it.</param>
    public static Chart Of(IReadOnlyList<CurvePoint> curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        const string Title = "Precision and recall";
        var best = curve.MaxBy(static p => p.Counts.F1);
        var said =
            "Each point of the line is a threshold: to the right is the share of all true pairs that is found (recall), up the share of what is found that is right (precision). The rings are the thresholds of the table."
            + (best is null ? " Nothing was found." : $" {Best(best)}.");
        var shown = Shown
            .Select(t => curve.LastOrDefault(p => p.Threshold >= t) is { } at ? at with { Threshold = t } : null)
            .OfType<CurvePoint>()
            .ToList();
        var svg = new Svg();
        Frame(svg);
        svg.Curve(Thinned(curve).Select(static p => (X(p), Y(p))));
        foreach (var point in shown)
            svg.Dot(X(point), Y(point), 4, "other");
        if (best is not null)
        {
            svg.Dot(X(best), Y(best), 6, "one");
            svg.Wrapped(0, Top + Side + 60, $"{Best(best)} (the full dot)", "head");
        }
        return new(
            "precision-recall",
            Title,
            said,
            svg.Whole("precision-recall", Title, said, Top + Side + 90),
            ["Threshold", "Pairs found", "Right", "Precision", "Recall", "F1"],
            [.. shown.Concat(best is null ? [] : [best]).OrderByDescending(static p => p.Threshold).Select(p => Row(p, p == best))]
        );
    }

    private static string Best(CurvePoint best) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"F1 is best, {best.Counts.F1:0.0000}, at {best.Threshold:0.####}: precision {best.Counts.Precision:0.000}, recall {best.Counts.Recall:0.000}"
        );

    private static ImmutableArray<string> Row(CurvePoint p, bool isBest) =>
        [
            (isBest ? "best: " : "") + Number(p.Threshold, "0.######"),
            Number(p.Counts.Found, "N0"),
            Number(p.Counts.Right, "N0"),
            Number(p.Counts.Precision, "0.0000"),
            Number(p.Counts.Recall, "0.0000"),
            Number(p.Counts.F1, "0.0000"),
        ];

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static void Frame(Svg svg)
    {
        for (var tenth = 0; tenth <= 10; tenth += 2)
        {
            var (at, words) = (tenth / 10d * Side, Number(tenth / 10d, "0.0"));
            svg.Rule(Left, Top + at, Left + Side, Top + at, "grid");
            svg.Rule(Left + at, Top, Left + at, Top + Side, "grid");
            svg.Text(Left - 6, Top + Side - at + 5, words, "quiet", "end");
            svg.Text(Left + at, Top + Side + 18, words, "quiet", "middle");
        }
        svg.Text(Left + (Side / 2), Top + Side + 38, "Recall →", null, "middle");
        svg.Text(Left + 6, Top + Side - 8, "↑ Precision");
    }

    /// <summary>Enough points for the eye: those that move it.</summary>
    private static IEnumerable<CurvePoint> Thinned(IReadOnlyList<CurvePoint> curve)
    {
        var (x, y) = (double.NegativeInfinity, double.NegativeInfinity);
        for (var i = 0; i < curve.Count; i++)
        {
            var (nextX, nextY) = (X(curve[i]), Y(curve[i]));
            if (i > 0 && i + 1 < curve.Count && Math.Abs(nextX - x) + Math.Abs(nextY - y) < 3 * Side / MostPoints)
                continue;
            (x, y) = (nextX, nextY);
            yield return curve[i];
        }
    }

    private static double X(CurvePoint p) => Left + (p.Counts.Recall * Side);

    private static double Y(CurvePoint p) => Top + ((1 - p.Counts.Precision) * Side);
}
