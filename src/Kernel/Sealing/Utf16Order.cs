namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// The order of UTF-16 code units, over UTF-8. It is the order of the bytes, but for characters past U+FFFF: their surrogates sort before
/// U+E000, their UTF-8 after U+FFFF.
/// </summary>
internal static class Utf16Order
{
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var same = a.CommonPrefixLength(b);
        return same == a.Length || same == b.Length ? a.Length - b.Length : Rank(a[same]) - Rank(b[same]);
    }

    private static int Rank(byte b) => b >= 0xF0 ? 0xED00 + b : b << 8;
}
