using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Versions;

namespace Bluelamp.Evidence.Moments;

/// <summary>A note on a moment of a recording.</summary>
/// <param name="FromSeconds">From the beginning of the recording.</param>
/// <param name="UntilSeconds">The end of a stretch; nothing for a moment alone.</param>
/// <param name="StruckAt">Nothing while it stands.</param>
public sealed record MomentNoteLine(
    Id<MomentNote> Note,
    Id<Exhibit> Exhibit,
    double FromSeconds,
    double? UntilSeconds,
    string Words,
    DateTimeOffset WrittenAt,
    Guid WrittenBy,
    DateTimeOffset? StruckAt,
    Guid? StruckBy,
    string? StruckWhy
) : IShows
{
    public IEnumerable<Guid> Shown => [Exhibit.Value];

    /// <summary><c>0:12.5</c>, <c>0:12.5 to 0:14</c>.</summary>
    public string When => UntilSeconds is { } until ? $"{Clock.Write(FromSeconds)} to {Clock.Write(until)}" : Clock.Write(FromSeconds);
}

/// <summary>The notes on moments; open to staff who may see the exhibit itself.</summary>
public sealed class MomentNoteList(Db db)
{
    /// <summary>In the order of the recording; now or as they stood at a moment.</summary>
    public async Task<List<MomentNoteLine>> OfAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct, DateTimeOffset? asAt = null)
    {
        if (!viewer.IsStaff && !viewer.IsSystem)
            return [];
        var notes = await db.ListAsync<MomentNoteLine>(
            $"""
            select n.note, n.exhibit, n.from_seconds, n.until_seconds, n.words, n.written_at, n.written_by, n.struck_at, n.struck_by, n.struck_why
              from evidence.moment_note n
              join evidence.exhibit e on e.force = n.force and e.exhibit = n.exhibit
             where {ExhibitList.Sees(viewer)} and n.exhibit = {exhibit} and ({asAt} is null or n.written_at <= {asAt})
             order by n.from_seconds, n.note
             limit {SayNoted.Most}
            """,
            ct
        );
        return asAt is null ? notes : [.. notes.Select(n => n.StruckAt > asAt ? n with { StruckAt = null } : n)];
    }
}
