namespace Bluelamp.Bench.Linkage;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers from the same seed under every version of .NET, which <see cref="Random"/> does not promise.
/// Only what <see cref="Sample"/> decides is used: numbers below a bound, shares and shuffles.
/// </summary>
internal sealed class Dice(int seed) : Random
{
    private ulong _at = (ulong)seed;

    protected override double Sample()
    {
        _at += 0x9E3779B97F4A7C15;
        var z = (_at ^ (_at >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1d / (1UL << 53));
    }
}
