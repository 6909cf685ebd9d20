using System.Buffers;
using System.Text;

namespace Bluelamp.Records.StreetCrime.Map;

/// <summary>
/// Writes one layer of points as a Mapbox Vector Tile (specification 2.1): Protocol Buffers by hand, since points with a number and a few texts
/// need a screenful of them.
/// </summary>
internal sealed class VectorTile(string layer)
{
    /// <summary>Units along a side.</summary>
    public const int Extent = 4096;

    private readonly ArrayBufferWriter<byte> _features = new();
    private readonly List<string> _keys = [];
    private readonly ArrayBufferWriter<byte> _values = new();
    private readonly Dictionary<object, int> _valueNumbers = [];

    public bool IsEmpty => _features.WrittenCount == 0;

    /// <summary>Adds a point, in units from the north-west corner, with its attributes: whole numbers and texts.</summary>
    public void Add(int x, int y, params ReadOnlySpan<(string Key, object Value)> attributes)
    {
        var tags = new ArrayBufferWriter<byte>();
        foreach (var (key, value) in attributes)
        {
            Varint(tags, (ulong)Key(key));
            Varint(tags, (ulong)Value(value));
        }

        var geometry = new ArrayBufferWriter<byte>();
        Varint(geometry, 9); // move to, once
        Varint(geometry, ZigZag(x));
        Varint(geometry, ZigZag(y));

        var feature = new ArrayBufferWriter<byte>();
        Bytes(feature, 2, tags);
        Tag(feature, 3, 0);
        Varint(feature, 1); // a point
        Bytes(feature, 4, geometry);
        Bytes(_features, 2, feature);
    }

    public byte[] ToArray()
    {
        if (IsEmpty)
            return [];
        var content = new ArrayBufferWriter<byte>();
        Tag(content, 15, 0);
        Varint(content, 2); // version
        Text(content, 1, layer);
        content.Write(_features.WrittenSpan);
        foreach (var key in _keys)
            Text(content, 3, key);
        content.Write(_values.WrittenSpan);
        Tag(content, 5, 0);
        Varint(content, Extent);
        var tile = new ArrayBufferWriter<byte>();
        Bytes(tile, 3, content);
        return tile.WrittenSpan.ToArray();
    }

    private int Key(string key)
    {
        var at = _keys.IndexOf(key);
        if (at >= 0)
            return at;
        _keys.Add(key);
        return _keys.Count - 1;
    }

    private int Value(object value)
    {
        if (_valueNumbers.TryGetValue(value, out var number))
            return number;
        var message = new ArrayBufferWriter<byte>();
        if (value is string text)
        {
            Text(message, 1, text);
        }
        else
        {
            Tag(message, 5, 0);
            Varint(message, (ulong)Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
        }

        Bytes(_values, 4, message);
        return _valueNumbers[value] = _valueNumbers.Count;
    }

    private static void Text(ArrayBufferWriter<byte> into, int field, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Tag(into, field, 2);
        Varint(into, (ulong)bytes.Length);
        into.Write(bytes);
    }

    private static void Bytes(ArrayBufferWriter<byte> into, int field, ArrayBufferWriter<byte> message)
    {
        Tag(into, field, 2);
        Varint(into, (ulong)message.WrittenCount);
        into.Write(message.WrittenSpan);
    }

    private static void Tag(ArrayBufferWriter<byte> into, int field, int wire) => Varint(into, (ulong)((field << 3) | wire));

    private static ulong ZigZag(int n) => (uint)((n << 1) ^ (n >> 31));

    private static void Varint(ArrayBufferWriter<byte> into, ulong value)
    {
        var bytes = into.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        into.Advance(length);
    }
}
