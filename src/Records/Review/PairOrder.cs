using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>
/// In which order pairs are put before people: those nearest to the limit from which they are put before them at all, times how much hangs on the two. A pair of
/// which the engine is nearly sure comes late, never not at all.
/// </summary>
internal static class PairOrder
{
    /// <summary>A warning, or a restriction: joined or kept apart wrongly, somebody may be hurt.</summary>
    private const int Grave = 3;

    /// <summary>Of a pair at the limit on which nothing hangs it is 1.</summary>
    /// <param name="limit">The probability from which pairs are put before people.</param>
    public static double Urgency(IdentityProposal proposed, int harm, double limit) =>
        (1 + harm) / (1 + Math.Abs(proposed.Weight - Edge.WeightOf(limit)));

    /// <summary>How much hangs on it whether two people are one.</summary>
    /// <param name="warnings">In force, of either.</param>
    /// <param name="restricted">How many of the two are.</param>
    /// <param name="open">Open crimes in which either has a part.</param>
    /// <param name="risk">The highest at which a report of those stands, 0 to 100.</param>
    public static int Harm(int warnings, int restricted, int open, int risk) => (Grave * (warnings + restricted)) + open + (risk / 25);

    /// <summary>Why a pair comes where it does, for whoever reads the list: as far as they may see what hangs on it.</summary>
    public static string Said(PairLine pair, double limit, IEnumerable<KnownPerson> both) =>
        string.Join("; ", Hangs(pair, [.. both]).Prepend(Nearness(pair.Weight - Edge.WeightOf(limit))));

    private static string Nearness(double bits) =>
        Math.Abs(bits) switch
        {
            < 1 => "at the limit",
            < 4 => "near the limit",
            < 10 => "well above the limit",
            _ => "far above the limit",
        };

    private static IEnumerable<string> Hangs(PairLine pair, List<KnownPerson> both)
    {
        if (pair.IsRestricted)
            yield return "restricted";
        var warnings = both.SelectMany(static k => k.Warnings).Distinct(StringComparer.Ordinal).ToList();
        if (warnings.Count > 0)
            yield return $"carries a warning ({string.Join(", ", warnings)})";
        var vulnerable = both.SelectMany(static k => k.Vulnerabilities).Distinct(StringComparer.Ordinal).ToList();
        if (vulnerable.Count > 0)
            yield return $"vulnerable ({string.Join(", ", vulnerable)})";
        var open = both.SelectMany(static k => k.Open).Select(static o => o.Split(' ')[0]).Distinct(StringComparer.Ordinal).Count();
        if (open > 0)
            yield return open == 1 ? "an open crime" : $"{open} open crimes";
    }
}
