using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>Where a list of exhibits goes on, as it stands in an address.</summary>
/// <param name="At">The time of the last line by which the list is ordered.</param>
/// <param name="Where">Its place, in a list by places.</param>
public sealed record ExhibitPlace(DateTimeOffset At, Guid Exhibit, string Where)
{
    private const char End = '~';

    public static ExhibitPlace After(ExhibitLine line, ExhibitOrder order) =>
        order is ExhibitOrder.Newest
            ? new(line.ReceivedAt, line.Exhibit.Value, "")
            : new(line.HappenedAt, line.Exhibit.Value, order is ExhibitOrder.Place ? line.HappenedWhere : "");

    /// <summary>The place, or nothing when the text is none: then the list begins at its beginning.</summary>
    public static ExhibitPlace? Read(string? cursor)
    {
        var end = cursor?.IndexOf(End, StringComparison.Ordinal) ?? -1;
        var (line, where) = end < 0 ? (cursor, "") : (cursor![..end], cursor[(end + 1)..]);
        return KeysetCursor.Read<Guid>(line) is var (at, exhibit) ? new(at, exhibit, where) : null;
    }

    public override string ToString() => KeysetCursor.Write(At, Exhibit) + (Where.Length == 0 ? "" : $"{End}{Where}");
}
