namespace Bluelamp.Linkage;

/// <summary>Two rows that may be of one person, with the weight of evidence in bits.</summary>
public readonly record struct Edge(int A, int B, float Weight)
{
    /// <summary>How likely they are of one person, 0 to 1.</summary>
    public double Probability => ProbabilityOf(Weight);

    public static double ProbabilityOf(double weight) => 1 / (1 + Math.Pow(2, -weight));

    public static double WeightOf(double probability) => Math.Log2(probability / (1 - probability));
}
