namespace Bluelamp.Linkage;

/// <summary>What was found about a column.</summary>
/// <param name="Kind">What it holds; null when it is not compared.</param>
/// <param name="Same">How often two records of which both have a value have the same one: 0 for a number of one's own, 1 for a constant.</param>
/// <param name="Why">Why it is not compared; empty when it is.</param>
public sealed record ColumnProfile(string Name, ColumnKind? Kind, int Distinct, double Missing, double Same, string Why);
