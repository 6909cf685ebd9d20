namespace Bluelamp.Evidence.Media;

/// <summary>How much of the machine the making of derivatives may take, in <c>settings.json</c> under <c>Media</c>.</summary>
public sealed record MediaOptions
{
    /// <summary>Pictures and other quick work at once; of films half as many, as each keeps two processors busy. Without it, as many as processors.</summary>
    public int? Workers { get; init; }

    /// <summary>The most memory, in megabytes, that all programs together may be given, but for the first of each lane. Without it, half of the machine's.</summary>
    public int? MemoryMegabytes { get; init; }

    internal int WorkersOrDefault => Math.Max(1, Workers ?? Environment.ProcessorCount);

    internal long MemoryBytes =>
        MemoryMegabytes is { } megabytes ? megabytes * (1L << 20) : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
}
