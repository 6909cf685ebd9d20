using System.CommandLine;
using System.Globalization;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary>How well each cluster holds together: <c>cluster,records,pairs,density,bridges,weakest</c>, for those of two records or more.</summary>
internal static class QualityFile
{
    public static readonly Option<string?> Option = new("--quality")
    {
        HelpName = "FILE.csv",
        Description =
            "Where to write how well each cluster of two records or more holds together: its records and likely pairs, the share of all its pairs that are likely (density), how many of them hold it together alone (bridges), and the least probability among them (weakest)",
    };

    /// <summary>Writes the file when one is asked for, and tells what it comes to.</summary>
    /// <param name="name">What the cluster of a row is called.</param>
    public static Totals? Write(ParseResult said, Clusters clusters, KeptPairs pairs, double threshold, Func<int, string> name)
    {
        if (said.GetValue(Option) is not { } path)
            return null;
        var shapes = ClusterShapes.Of(clusters, pairs, threshold);
        Written.Lines(
            path,
            "cluster,records,pairs,density,bridges,weakest",
            shapes.Select(s =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Written.Field(name(s.Cluster))},{s.Records},{s.Pairs},{s.Density:0.####},{s.Bridges},{s.Weakest:0.######}"
                )
            )
        );
        return new(
            shapes.Count,
            shapes.Sum(static s => s.Pairs),
            shapes.Sum(static s => (long)s.Bridges),
            shapes.Count(static s => s.Records > 2 && s.Bridges > 0),
            shapes.Count == 0 ? 1 : Math.Round(shapes.Average(static s => s.Density), 6),
            shapes.Count == 0 ? 1 : Math.Round(shapes.Min(static s => s.Density), 6)
        );
    }

    /// <summary>What all clusters of two records or more come to.</summary>
    /// <param name="Bridged">How many of three records or more a single pair holds together at some place.</param>
    internal sealed record Totals(int Clusters, long Pairs, long Bridges, int Bridged, double MeanDensity, double LeastDensity)
    {
        public object Figures =>
            new
            {
                clusters = Clusters,
                pairs = Pairs,
                bridges = Bridges,
                bridged = Bridged,
                mean_density = MeanDensity,
                least_density = LeastDensity,
            };

        public string Line =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"Of {Clusters:N0} clusters of two records or more, {Bridged:N0} of three or more hang by a single pair somewhere; mean density {MeanDensity:0.###}, the least {LeastDensity:0.###}"
            );
    }
}
