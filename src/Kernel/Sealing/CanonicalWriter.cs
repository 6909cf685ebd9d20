using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// Builds canonical JSON in one buffer that it keeps. Each object is written in the order in which it came and put in order when it closes, so
/// that nothing is parsed twice and nothing is allocated once the buffers have grown. Not for two threads.
/// </summary>
internal sealed class CanonicalWriter
{
    private byte[] _text = new byte[4096];
    private byte[] _names = new byte[512];
    private byte[] _spare = new byte[1024];
    private Member[] _members = new Member[32];
    private int _length;
    private int _namesLength;
    private int _memberCount;

    public int Capacity => _text.Length;

    public ReadOnlySpan<byte> Written => _text.AsSpan(0, _length);

    public void Clear() => (_length, _namesLength, _memberCount) = (0, 0, 0);

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    public void Number(long value)
    {
        _ = Utf8Formatter.TryFormat(value, Room(20), out var written);
        _length += written;
    }

    /// <summary>A quoted UUID in its usual lower-case form.</summary>
    public void Uuid(Guid value)
    {
        var room = Room(38);
        room[0] = (byte)'"';
        _ = value.TryFormat(room[1..], out _);
        room[37] = (byte)'"';
        _length += 38;
    }

    /// <summary>A quoted string, escaped as little as JSON allows.</summary>
    public void String(ReadOnlySpan<char> text)
    {
        var utf8 = Room((text.Length * 9) + 2)[((text.Length * 6) + 2)..];
        if (Utf8.FromUtf16(text, utf8, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
            throw new JsonException("The text holds half a surrogate pair.");
        Quoted(utf8[..length]);
    }

    /// <summary>One JSON value, put into canonical form.</summary>
    public void Value(ReadOnlySpan<byte> utf8Json, bool exact)
    {
        var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = CanonicalJson.MaxDepth });
        if (!reader.Read())
            throw new JsonException("There is no JSON value.");
        Value(ref reader, exact);
        if (reader.Read())
            throw new JsonException("There is more than one JSON value.");
    }

    private void Value(ref Utf8JsonReader reader, bool exact)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Object(ref reader, exact);
                break;
            case JsonTokenType.StartArray:
                Array(ref reader, exact);
                break;
            case JsonTokenType.String:
                String(ref reader);
                break;
            case JsonTokenType.Number:
                _length += CanonicalNumber.Write(reader.ValueSpan, exact, Room(CanonicalNumber.MaxLength(reader.ValueSpan)));
                break;
            default:
                Raw(reader.ValueSpan); // true, false, null
                break;
        }
    }

    private void Array(ref Utf8JsonReader reader, bool exact)
    {
        Raw("["u8);
        for (var first = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; first = false)
        {
            if (!first)
                Raw(","u8);
            Value(ref reader, exact);
        }
        Raw("]"u8);
    }

    private void Object(ref Utf8JsonReader reader, bool exact)
    {
        var (firstMember, firstName) = (_memberCount, _namesLength);
        Raw("{"u8);
        var start = _length;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = Name(ref reader);
            var from = _length;
            Quoted(_names.AsSpan(name.From, name.Length));
            Raw(":"u8);
            reader.Read();
            Value(ref reader, exact);
            Raw(","u8);
            Add(new Member(name.From, name.Length, from, _length - from));
        }
        PutInOrder(_members.AsSpan(firstMember, _memberCount - firstMember), start);
        (_memberCount, _namesLength) = (firstMember, firstName);
        if (_length > start)
            _length--; // the last comma
        Raw("}"u8);
    }

    private (int From, int Length) Name(ref Utf8JsonReader reader)
    {
        var size = reader.ValueSpan.Length;
        if (_names.Length - _namesLength < size)
            System.Array.Resize(ref _names, Math.Max(_names.Length * 2, _namesLength + size));
        var length = Decode(ref reader, _names.AsSpan(_namesLength));
        var from = _namesLength;
        _namesLength += length;
        return (from, length);
    }

    private void String(ref Utf8JsonReader reader)
    {
        var size = reader.ValueSpan.Length;
        if (!reader.ValueIsEscaped && Utf8.IsValid(reader.ValueSpan))
        {
            var room = Room(size + 2);
            room[0] = (byte)'"';
            reader.ValueSpan.CopyTo(room[1..]);
            room[size + 1] = (byte)'"';
            _length += size + 2;
            return;
        }
        var utf8 = Room((size * 7) + 2)[((size * 6) + 2)..];
        Quoted(utf8[..Decode(ref reader, utf8)]);
    }

    private static int Decode(ref Utf8JsonReader reader, Span<byte> utf8)
    {
        try
        {
            return reader.CopyString(utf8);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("The text is not UTF-8, or holds half a surrogate pair.", e);
        }
    }

    /// <summary>Writes decoded text in quotes. It may stand in the free part of our own buffer, at least six times its length further on.</summary>
    private void Quoted(ReadOnlySpan<byte> utf8)
    {
        var room = Room((utf8.Length * 6) + 2);
        var at = 0;
        room[at++] = (byte)'"';
        foreach (var b in utf8)
        {
            if (b >= 0x20 && b != (byte)'"' && b != (byte)'\\')
                room[at++] = b;
            else
                at += Escape(b, room[at..]);
        }
        room[at++] = (byte)'"';
        _length += at;
    }

    private static int Escape(byte b, Span<byte> room)
    {
        ReadOnlySpan<byte> escape = b switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\b' => "\\b"u8,
            (byte)'\t' => "\\t"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\f' => "\\f"u8,
            (byte)'\r' => "\\r"u8,
            _ => [(byte)'\\', (byte)'u', (byte)'0', (byte)'0', (byte)('0' + (b >> 4)), "0123456789abcdef"u8[b & 15]],
        };
        escape.CopyTo(room);
        return escape.Length;
    }

    private void Add(Member member)
    {
        if (_memberCount == _members.Length)
            System.Array.Resize(ref _members, _members.Length * 2);
        _members[_memberCount++] = member;
    }

    private void PutInOrder(Span<Member> members, int start)
    {
        if (IsInOrder(members))
            return;
        Sort(members);
        if (_spare.Length < _length - start)
            System.Array.Resize(ref _spare, Math.Max(_spare.Length * 2, _length - start));
        var length = 0;
        for (var i = 0; i < members.Length; i++)
        {
            if (i + 1 < members.Length && Name(members[i]).SequenceEqual(Name(members[i + 1])))
                continue;
            _text.AsSpan(members[i].From, members[i].Length).CopyTo(_spare.AsSpan(length));
            length += members[i].Length;
        }
        _spare.AsSpan(0, length).CopyTo(_text.AsSpan(start));
        _length = start + length;
    }

    /// <summary>By insertion while there are few: the library's sort allocates.</summary>
    private void Sort(Span<Member> members)
    {
        var order = new ByName(_names);
        if (members.Length > 24)
        {
            members.Sort(order);
            return;
        }
        for (var i = 1; i < members.Length; i++)
        {
            var member = members[i];
            var at = i;
            for (; at > 0 && order.Compare(members[at - 1], member) > 0; at--)
                members[at] = members[at - 1];
            members[at] = member;
        }
    }

    private bool IsInOrder(ReadOnlySpan<Member> members)
    {
        for (var i = 1; i < members.Length; i++)
        {
            if (Utf16Order.Compare(Name(members[i - 1]), Name(members[i])) >= 0)
                return false;
        }
        return true;
    }

    private ReadOnlySpan<byte> Name(in Member member) => _names.AsSpan(member.NameFrom, member.NameLength);

    private Span<byte> Room(int size)
    {
        if (_text.Length - _length < size)
            System.Array.Resize(ref _text, Math.Max(_text.Length * 2, checked(_length + size)));
        return _text.AsSpan(_length);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Member(int NameFrom, int NameLength, int From, int Length);

    private readonly struct ByName(byte[] names) : IComparer<Member>
    {
        public int Compare(Member x, Member y)
        {
            var order = Utf16Order.Compare(names.AsSpan(x.NameFrom, x.NameLength), names.AsSpan(y.NameFrom, y.NameLength));
            return order != 0 ? order : x.From.CompareTo(y.From);
        }
    }
}
