using System.Globalization;

namespace Bluelamp.Kernel.Live;

/// <summary>
/// Up to where a page knows: taken before the page reads what it shows (<c>@inject LiveSince Since</c>), sent along when it begins to listen, so that
/// what changed in between is not lost. The same on every node. Written <c>&lt;transaction id&gt;-&lt;position&gt;</c>.
/// </summary>
public sealed record LiveSince(LedgerPlace Place)
{
    /// <summary>What is no such place is nothing: then all may have changed.</summary>
    public static LiveSince Parse(string? written)
    {
        var parts = (written ?? "").Split('-');
        return
            parts.Length == 2
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var xid)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? new(new LedgerPlace(xid, position))
            : new(default(LedgerPlace));
    }

    public bool IsBefore(LedgerPlace other) => (Place.Xid, Place.Position).CompareTo((other.Xid, other.Position)) < 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Place.Xid}-{Place.Position}");
}
