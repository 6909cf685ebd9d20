using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Captions;

/// <summary>A version of the captions of a recording in one language.</summary>
/// <param name="Cues">How many captions.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
public sealed record CaptionLine(
    Id<Exhibit> Exhibit,
    string Language,
    int Version,
    int Cues,
    string Sha256,
    DateTimeOffset WrittenAt,
    Guid WrittenBy
) : IShows
{
    public IEnumerable<Guid> Shown => [Exhibit.Value];
}

/// <summary>The captions of recordings; open to whoever may see the exhibit itself.</summary>
public sealed class CaptionList(Db db)
{
    private const int Most = 500;

    /// <summary>By language, the latest version of each first; now or as they stood at a moment.</summary>
    public Task<List<CaptionLine>> OfAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct, DateTimeOffset? asAt = null) =>
        db.ListAsync<CaptionLine>(
            $"""
            select c.exhibit, c.language, c.version, c.cues, encode(c.sha256, 'hex') as sha256, c.written_at, c.written_by
              from evidence.caption c
              join evidence.exhibit e on e.force = c.force and e.exhibit = c.exhibit
             where {ExhibitList.Sees(viewer)} and c.exhibit = {exhibit} and ({asAt} is null or c.written_at <= {asAt})
             order by c.language, c.version desc
             limit {Most}
            """,
            ct
        );

    /// <summary>The latest version of each language.</summary>
    public async Task<List<CaptionLine>> LatestAsync(
        Id<Exhibit> exhibit,
        Viewer viewer,
        CancellationToken ct,
        DateTimeOffset? asAt = null
    ) => [.. (await OfAsync(exhibit, viewer, ct, asAt)).DistinctBy(static c => c.Language, StringComparer.Ordinal)];
}
