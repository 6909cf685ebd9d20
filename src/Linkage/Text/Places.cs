using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bluelamp.Linkage.Text;

/// <summary>Where a symbol stands in a text of at most 64: bit <c>i</c> for place <c>i</c>.</summary>
internal interface IPlaces<T>
{
    ulong Of(T symbol);
}

/// <summary>One bit-parallel comparison of two texts, of which the first has at most 64 symbols and is given as its places too.</summary>
internal interface IShortComparison<out TResult>
{
    TResult Of<T, TPlaces>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, TPlaces places)
        where T : unmanaged, IBinaryInteger<T>
        where TPlaces : struct, IPlaces<T>, allows ref struct;
}

/// <summary>
/// Finds places by comparing a symbol with the whole text at once, in one vector: for names this costs less than a table of symbols, which
/// must be filled and cleared for each pair.
/// </summary>
internal static class Places
{
    /// <summary>The longest text whose places one word of bits can hold.</summary>
    public const int Most = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TResult Compare<T, TComparison, TResult>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, TComparison comparison)
        where T : unmanaged, IBinaryInteger<T>
        where TComparison : struct, IShortComparison<TResult>
    {
        if (typeof(T) == typeof(byte))
            return Bytes<TComparison, TResult>(MemoryMarshal.Cast<T, byte>(a), MemoryMarshal.Cast<T, byte>(b), comparison);
        if (typeof(T) == typeof(char))
            return Chars<TComparison, TResult>(MemoryMarshal.Cast<T, ushort>(a), MemoryMarshal.Cast<T, ushort>(b), comparison);
        return comparison.Of(a, b, new InAny<T>(a));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TResult Bytes<TComparison, TResult>(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, TComparison comparison)
        where TComparison : struct, IShortComparison<TResult> =>
        a.Length <= 16 ? comparison.Of(a, b, new In16Bytes(a)) : LongerBytes<TComparison, TResult>(a, b, comparison);

    private static TResult LongerBytes<TComparison, TResult>(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, TComparison comparison)
        where TComparison : struct, IShortComparison<TResult>
    {
        Span<byte> padded = stackalloc byte[Most];
        a.CopyTo(padded);
        return comparison.Of(a, b, new In64Bytes(padded, a.Length));
    }

    private static TResult Chars<TComparison, TResult>(ReadOnlySpan<ushort> a, ReadOnlySpan<ushort> b, TComparison comparison)
        where TComparison : struct, IShortComparison<TResult>
    {
        Span<ushort> padded = stackalloc ushort[Most];
        a.CopyTo(padded);
        return a.Length <= 16 ? comparison.Of(a, b, new In16Chars(padded, a.Length)) : comparison.Of(a, b, new In64Chars(padded, a.Length));
    }

    /// <summary>One bit for each of the first <paramref name="length"/> places: what stands behind them is padding.</summary>
    private static ulong Used(int length) => length == Most ? ulong.MaxValue : (1UL << length) - 1;

    private readonly struct In16Bytes(ReadOnlySpan<byte> text) : IPlaces<byte>
    {
        private readonly Vector128<byte> _text = Load(text);
        private readonly uint _used = (1U << text.Length) - 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Of(byte symbol) => Vector128.Equals(_text, Vector128.Create(symbol)).ExtractMostSignificantBits() & _used;

        // By two reads that overlap: a copy into a padded buffer would stall, as its wide read follows narrow writes.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector128<byte> Load(ReadOnlySpan<byte> text)
        {
            var n = text.Length;
            if (n > 8)
            {
                var last = BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]) >> (8 * (16 - n));
                return Vector128.Create(BinaryPrimitives.ReadUInt64LittleEndian(text), last).AsByte();
            }

            if (n >= 4)
            {
                var last = (ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]) << (8 * (n - 4));
                return Vector128.Create(BinaryPrimitives.ReadUInt32LittleEndian(text) | last, 0).AsByte();
            }

            return n == 0
                ? default
                : Vector128.Create(text[0] | ((ulong)text[n / 2] << (8 * (n / 2))) | ((ulong)text[n - 1] << (8 * (n - 1))), 0).AsByte();
        }
    }

    private readonly struct In64Bytes(ReadOnlySpan<byte> padded, int length) : IPlaces<byte>
    {
        private readonly Vector512<byte> _text = Vector512.Create(padded);
        private readonly ulong _used = Used(length);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Of(byte symbol) => Vector512.Equals(_text, Vector512.Create(symbol)).ExtractMostSignificantBits() & _used;
    }

    private readonly struct In16Chars(ReadOnlySpan<ushort> padded, int length) : IPlaces<ushort>
    {
        private readonly Vector256<ushort> _text = Vector256.Create(padded);
        private readonly ulong _used = Used(length);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Of(ushort symbol) => Vector256.Equals(_text, Vector256.Create(symbol)).ExtractMostSignificantBits() & _used;
    }

    private readonly struct In64Chars(ReadOnlySpan<ushort> padded, int length) : IPlaces<ushort>
    {
        private readonly Vector512<ushort> _first = Vector512.Create(padded);
        private readonly Vector512<ushort> _second = Vector512.Create(padded[32..]);
        private readonly ulong _used = Used(length);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Of(ushort symbol)
        {
            var wanted = Vector512.Create(symbol);
            var first = Vector512.Equals(_first, wanted).ExtractMostSignificantBits();
            return (first | (Vector512.Equals(_second, wanted).ExtractMostSignificantBits() << 32)) & _used;
        }
    }

    /// <summary>Symbols of other kinds, such as numbers of words: rare, so one by one.</summary>
    private readonly ref struct InAny<T>(ReadOnlySpan<T> text) : IPlaces<T>
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly ReadOnlySpan<T> _text = text;

        public ulong Of(T symbol)
        {
            var found = 0UL;
            for (var i = 0; i < _text.Length; i++)
                found |= (_text[i] == symbol ? 1UL : 0) << i;
            return found;
        }
    }
}
