using Bluelamp.Kernel;

namespace Bluelamp.Demo.World;

/// <summary>Ids of the story, drawn with its dice, so that a seed gives the same records each time. A force's own are never made so.</summary>
internal sealed class DrawnIds(Random random)
{
    /// <summary>A UUID of version 8 (RFC 9562 §5.8: made in a way of our own).</summary>
    public Id<T> Next<T>()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new(new Guid(bytes, bigEndian: true));
    }
}
