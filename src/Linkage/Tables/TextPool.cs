using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Bluelamp.Linkage;

/// <summary>
/// Every distinct text of a table once, as UTF-8, by a number. Two values are equal when their numbers are, whichever columns they stand in.
/// <see cref="Null"/> is a value that is missing, <see cref="Empty"/> a text of no letters.
/// </summary>
public sealed class TextPool
{
    public const int Null = 0;
    public const int Empty = 1;

    private const int LeastSlots = 1024;
    private byte[] bytes = new byte[1 << 16];
    private int[] starts = new int[LeastSlots];
    private int[] slots = new int[LeastSlots * 2];
    private int used;

    public TextPool()
    {
        Count = 1;
        Add([]);
    }

    /// <summary>One more than the highest number given so far.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int id] => new(bytes, starts[id], starts[id + 1] - starts[id]);

    public string Text(int id) => Encoding.UTF8.GetString(this[id]);

    /// <summary>The number of a text, which is put in when it is new.</summary>
    public int Add(ReadOnlySpan<byte> text)
    {
        var slot = (int)(Hash(text) & (uint)(slots.Length - 1));
        while (slots[slot] is var id and not 0)
        {
            if (this[id].SequenceEqual(text))
                return id;
            slot = (slot + 1) & (slots.Length - 1);
        }
        return Append(text, slot);
    }

    public int Add(string? text)
    {
        if (text is null)
            return Null;
        var room = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> buffer = room <= 512 ? stackalloc byte[512] : new byte[room];
        return Add(buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
    }

    private int Append(ReadOnlySpan<byte> text, int slot)
    {
        if (used + text.Length > bytes.Length)
            Array.Resize(ref bytes, (int)Math.Min(Math.Max(bytes.Length * 2L, used + (long)text.Length), Array.MaxLength));
        if (Count + 2 > starts.Length)
            Array.Resize(ref starts, starts.Length * 2);
        text.CopyTo(bytes.AsSpan(used));
        var id = Count++;
        starts[id] = used;
        used += text.Length;
        starts[id + 1] = used;
        slots[slot] = id;
        if (Count * 2 > slots.Length)
            Rehash();
        return id;
    }

    private void Rehash()
    {
        slots = new int[slots.Length * 2];
        for (var id = Empty; id < Count; id++)
        {
            var slot = (int)(Hash(this[id]) & (uint)(slots.Length - 1));
            while (slots[slot] != 0)
                slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = id;
        }
    }

    /// <summary>A number that follows from a text alone, and hardly ever from two.</summary>
    internal ulong Mark(int id) => id == Null ? 0 : Mark(this[id]);

    private static uint Hash(ReadOnlySpan<byte> text) => (uint)(Mark(text) >> 16);

    private static ulong Mark(ReadOnlySpan<byte> text)
    {
        const ulong Mix = 0x9E37_79B9_7F4A_7C15;
        var hash = (ulong)text.Length * Mix;
        while (text.Length >= 8)
        {
            hash = BitOperations.RotateLeft(hash ^ Unsafe.ReadUnaligned<ulong>(ref MemoryMarshal.GetReference(text)), 29) * Mix;
            text = text[8..];
        }
        ulong tail = 0;
        foreach (var b in text)
            tail = (tail << 8) | b;
        hash = (hash ^ tail) * Mix;
        return hash ^ (hash >> 29);
    }
}
