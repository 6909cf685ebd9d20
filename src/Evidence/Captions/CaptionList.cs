using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Captions;

/// <summary>A version of the captions of a recording in one language.</summary>
/// <param name="Cues">How many captions.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
/// <param name="WithdrawnAt">Nothing while they are shown.</param>
public sealed record CaptionLine(
    Id<Exhibit> Exhibit,
    string Language,
    int Version,
    int Cues,
    string Sha256,
    DateTimeOffset WrittenAt,
    Guid WrittenBy,
    DateTimeOffset? WithdrawnAt,
    Guid? WithdrawnBy,
    WithdrawalReason? WithdrawnWhy
) : IShows
{
    public bool IsWithdrawn => WithdrawnAt is not null;

    public IEnumerable<Guid> Shown => [Exhibit.Value];
}

/// <summary>The captions of recordings; open to whoever may see the exhibit itself.</summary>
public sealed class CaptionList(Db db)
{
    private const int Most = 500;

    /// <summary>By language, the latest version of each first; now or as they stood at a moment.</summary>
    public async Task<List<CaptionLine>> OfAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct, DateTimeOffset? asAt = null)
    {
        var lines = await db.ListAsync<CaptionLine>(
            $"""
            select c.exhibit, c.language, c.version, c.cues, encode(c.sha256, 'hex') as sha256, c.written_at, c.written_by,
                   c.withdrawn_at, c.withdrawn_by, c.withdrawn_why
              from evidence.caption c
              join evidence.exhibit e on e.force = c.force and e.exhibit = c.exhibit
             where {ExhibitList.Sees(viewer)} and c.exhibit = {exhibit} and ({asAt} is null or c.written_at <= {asAt})
             order by c.language, c.version desc
             limit {Most}
            """,
            ct
        );
        return asAt is null ? lines : [.. lines.Select(c => c.WithdrawnAt > asAt ? c with { WithdrawnAt = null } : c)];
    }

    /// <summary>The latest version of each language that is not withdrawn.</summary>
    public async Task<List<CaptionLine>> LatestAsync(
        Id<Exhibit> exhibit,
        Viewer viewer,
        CancellationToken ct,
        DateTimeOffset? asAt = null
    ) =>
        [
            .. (await OfAsync(exhibit, viewer, ct, asAt))
                .DistinctBy(static c => c.Language, StringComparer.Ordinal)
                .Where(static c => !c.IsWithdrawn),
        ];
}
