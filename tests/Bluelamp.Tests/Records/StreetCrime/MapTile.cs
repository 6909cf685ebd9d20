namespace Bluelamp.Tests.Records.StreetCrime;

/// <summary>Reads back what a vector tile says, after the specification and independently of the writer.</summary>
internal static class MapTile
{
    /// <summary>The attribute <c>n</c> of each feature.</summary>
    public static IEnumerable<long> Counts(byte[] tile)
    {
        foreach (var layer in Messages(tile, 3))
        {
            var keys = Messages(layer, 3).Select(static k => System.Text.Encoding.UTF8.GetString(k)).ToList();
            var values = Messages(layer, 4).ToList();
            foreach (var feature in Messages(layer, 2))
            {
                var tags = Numbers(Messages(feature, 2).Single()).ToList();
                for (var i = 0; i < tags.Count; i += 2)
                {
                    if (keys[(int)tags[i]] is "n")
                        yield return (long)Numbers(values[(int)tags[i + 1]]).Last();
                }
            }
        }
    }

    private static IEnumerable<byte[]> Messages(byte[] message, int field)
    {
        for (var at = 0; at < message.Length; )
        {
            var tag = Varint(message, ref at);
            var length = Varint(message, ref at);
            if ((tag & 7) != 2)
                continue;
            if ((int)(tag >> 3) == field)
                yield return message[at..(at + (int)length)];
            at += (int)length;
        }
    }

    private static IEnumerable<ulong> Numbers(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; )
            yield return Varint(bytes, ref at);
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }
    }
}
