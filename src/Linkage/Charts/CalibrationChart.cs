using System.Globalization;

namespace Bluelamp.Linkage;

/// <summary>Whether pairs are as often of one person as their probabilities say.</summary>
public static class CalibrationChart
{
    private const double Full = 340;

    /// <summary>The chart of a calibration.</summary>
    public static Chart Of(Calibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        const string Title = "Predicted and true";
        var said = string.Create(
            CultureInfo.InvariantCulture,
            $"Pairs of about the same probability together. The bar is the share of them that is of one person, the upright mark what was predicted: the nearer the mark is to the end of the bar, the better. Log loss {calibration.LogLoss:0.0000}, Brier score {calibration.Brier:0.0000}; {Furthest(calibration)}."
        );
        var (svg, y) = (new Svg(), 0d);
        foreach (var bin in calibration.Bins)
        {
            svg.Text(0, y += Svg.Line, $"{Span(bin)}: {Count(bin)} {(bin.Pairs == 1 ? "pair" : "pairs")}", "head");
            svg.Text(
                0,
                y += Svg.Line,
                $"predicted {Share(bin.Predicted)}, true {Share(bin.True)}{(bin.Pairs < Calibration.FewPairs ? " (few pairs)" : "")}"
            );
            svg.Bar(0, y += 7, Full, 12, "other");
            svg.Bar(0, y, bin.True * Full, 12, "one");
            svg.Rule(bin.Predicted * Full, y - 4, bin.Predicted * Full, y + 16, "mark");
            y += 22;
        }
        return new(
            "calibration",
            Title,
            said,
            svg.Whole("calibration", Title, said, Math.Max(Svg.Line, y)),
            ["Probability", "Pairs", "Predicted", "True", "Off by"],
            [
                .. calibration.Bins.Select(static b =>
                    (System.Collections.Immutable.ImmutableArray<string>)
                        [Span(b), Count(b), Share(b.Predicted), Share(b.True), Share(b.Gap)]
                ),
            ]
        );
    }

    private static string Furthest(Calibration calibration) =>
        calibration.Bins.Any(static b => b.Pairs >= Calibration.FewPairs)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the furthest off of those with {Calibration.FewPairs} pairs or more is off by {calibration.LargestGap:0.000}"
            )
            : string.Create(CultureInfo.InvariantCulture, $"none has {Calibration.FewPairs} pairs yet, so that each says little");

    private static string Span(CalibrationBin bin) => string.Create(CultureInfo.InvariantCulture, $"{bin.From} to {bin.To}");

    private static string Count(CalibrationBin bin) => bin.Pairs.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(double share) => share.ToString("0.0000", CultureInfo.InvariantCulture);
}
