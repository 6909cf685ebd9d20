namespace Bluelamp.Evidence.Likeness;

/// <summary>
/// How a frame looks, as 64 bits, by the method of pHash (C. Zauner, <i>Implementation and Benchmarking of Perceptual Image Hash Functions</i>, 2010): the
/// frame in 32 by 32 grey dots, its discrete cosine transform, and of the slowest waves whether each is above their median. A larger or smaller copy, one of
/// another coding or brightness, keeps nearly all of them.
/// </summary>
internal static class PerceptualHash
{
    /// <summary>Its name for ever, on the ledger.</summary>
    public const string Method = "dct-64.v1";

    /// <summary>A frame has as many dots in each direction.</summary>
    public const int Side = 32;

    private const int Waves = 8;

    /// <summary>
    /// The smallest standard deviation of grey (of 255) of a frame that shows something. Below it the bits are those of the camera's noise, by which any two
    /// dark frames would be alike.
    /// </summary>
    private const double Plain = 6;

    private static readonly double[] Cosines = CosinesOf();

    /// <summary>The bits of a frame of grey dots, row by row; nothing when it is plain.</summary>
    public static ulong? Of(ReadOnlySpan<byte> grey)
    {
        if (grey.Length != Side * Side)
            throw new ArgumentException("A frame has 32 by 32 dots.", nameof(grey));
        if (IsPlain(grey))
            return null;
        Span<double> waves = stackalloc double[Waves * Waves];
        Transform(grey, waves);
        Span<double> sorted = stackalloc double[Waves * Waves];
        waves.CopyTo(sorted);
        sorted.Sort();
        var median = (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
        var bits = 0UL;
        for (var i = 0; i < waves.Length; i++)
            if (waves[i] > median)
                bits |= 1UL << i;
        return bits;
    }

    /// <summary>The waves from the second slowest on in each direction: the slowest is the brightness of the whole.</summary>
    private static void Transform(ReadOnlySpan<byte> grey, Span<double> waves)
    {
        Span<double> rows = stackalloc double[Side * Waves];
        for (var y = 0; y < Side; y++)
        for (var u = 0; u < Waves; u++)
        for (var x = 0; x < Side; x++)
            rows[(y * Waves) + u] += grey[(y * Side) + x] * Cosines[(u * Side) + x];
        for (var v = 0; v < Waves; v++)
        for (var u = 0; u < Waves; u++)
        for (var y = 0; y < Side; y++)
            waves[(v * Waves) + u] += rows[(y * Waves) + u] * Cosines[(v * Side) + y];
    }

    private static bool IsPlain(ReadOnlySpan<byte> grey)
    {
        var (sum, squares) = (0d, 0d);
        foreach (var dot in grey)
            (sum, squares) = (sum + dot, squares + (dot * dot));
        var mean = sum / grey.Length;
        return (squares / grey.Length) - (mean * mean) < Plain * Plain;
    }

    private static double[] CosinesOf()
    {
        var cosines = new double[Waves * Side];
        for (var wave = 0; wave < Waves; wave++)
        for (var dot = 0; dot < Side; dot++)
            cosines[(wave * Side) + dot] = Math.Cos(Math.PI * (wave + 1) * ((2 * dot) + 1) / (2 * Side));
        return cosines;
    }
}
