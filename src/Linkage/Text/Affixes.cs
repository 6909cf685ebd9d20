using System.Runtime.CompilerServices;

namespace Bluelamp.Linkage.Text;

internal static class Affixes
{
    /// <summary>Takes away what both texts begin with and what both end with: no edit is ever needed there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Trim<T>(ref ReadOnlySpan<T> a, ref ReadOnlySpan<T> b)
        where T : unmanaged, IEquatable<T>
    {
        var most = Math.Min(a.Length, b.Length);
        var start = 0;
        while (start < most && a[start].Equals(b[start]))
            start++;
        var end = 0;
        while (end < most - start && a[a.Length - 1 - end].Equals(b[b.Length - 1 - end]))
            end++;
        a = a[start..^end];
        b = b[start..^end];
    }
}
