namespace Bluelamp.Linkage;

/// <summary>
/// The levels that a thread worked out for the pairs of values that it met last. Blocks bring the same names together again and again, and the level of two
/// values of one column is always the same.
/// </summary>
/// <param name="slotBits">The logarithm of how many pairs of values it remembers.</param>
internal sealed class LevelMemory(int slotBits)
{
    private readonly ulong[] keys = new ulong[1 << slotBits];
    private readonly byte[] levels = new byte[1 << slotBits];

    /// <summary>The place of two values, and whether what stands there is about them.</summary>
    public bool Find(int a, int b, out int slot)
    {
        var key = Key(a, b);
        slot = (int)((key * 0x9E37_79B9_7F4A_7C15) >> (64 - slotBits));
        return keys[slot] == key;
    }

    public int this[int slot] => levels[slot];

    public void Put(int a, int b, int slot, int level)
    {
        keys[slot] = Key(a, b);
        levels[slot] = (byte)level;
    }

    private static ulong Key(int a, int b) => ((ulong)(uint)a << 32) | (uint)b;
}
