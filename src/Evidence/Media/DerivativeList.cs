using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Media;

/// <summary>A derivative, or why there is none.</summary>
/// <param name="Sha256">64 hexadecimal digits; nothing when it failed.</param>
public sealed record DerivativeLine(Guid Exhibit, DerivativeKind Kind, string? Sha256, long? Bytes, string? Type, string? Failed) : IShows
{
    public IEnumerable<Guid> Shown => [Exhibit];
}

/// <summary>What a card shows of an exhibit's content.</summary>
public sealed record CardMedia(Guid Exhibit, bool HasPoster, double? DurationSeconds) : IShows
{
    public IEnumerable<Guid> Shown => [Exhibit];
}

/// <summary>What was made of exhibits; open to whoever may see the exhibit itself.</summary>
public sealed class DerivativeList(Db db)
{
    public Task<List<DerivativeLine>> OfAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<DerivativeLine>(
            $"""
            select d.exhibit, d.kind, encode(d.sha256, 'hex') as sha256, d.bytes, d.type, d.failed
              from evidence.derivative d
              join evidence.exhibit e on e.force = d.force and e.exhibit = d.exhibit
             where {ExhibitList.Sees(viewer)} and d.exhibit = {exhibit}
             order by d.kind
             limit 20
            """,
            ct
        );

    /// <summary>For the cards of one page.</summary>
    public Task<List<CardMedia>> CardsAsync(Guid[] exhibits, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<CardMedia>(
            $"""
            select e.exhibit, d.sha256 is not null as has_poster, x.duration_seconds
              from evidence.exhibit e
              left join evidence.derivative d on d.force = e.force and d.exhibit = e.exhibit and d.kind = 'Poster'
              left join evidence.examined x on x.force = e.force and x.exhibit = e.exhibit
             where {ExhibitList.Sees(viewer)} and e.exhibit = any({exhibits})
             limit 1000
            """,
            ct
        );
}
