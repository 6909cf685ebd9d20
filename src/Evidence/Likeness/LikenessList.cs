using Bluelamp.Evidence.Exhibits;

namespace Bluelamp.Evidence.Likeness;

/// <summary>How many others in the same list an exhibit is like, of those that the viewer may see.</summary>
/// <param name="SameBytes">Of the same bytes to the last one.</param>
/// <param name="Near">Of other bytes that look alike.</param>
public sealed record AlikeCount(Guid Exhibit, long SameBytes, long Near) : IShows
{
    public IEnumerable<Guid> Shown => [Exhibit];
}

/// <summary>An exhibit that is like another one.</summary>
public sealed record AlikeExhibit(Guid Exhibit, bool SameBytes) : IShows
{
    public IEnumerable<Guid> Shown => [Exhibit];
}

/// <summary>
/// Finds exhibits that look alike within one appeal, request or record: for people to compare, never to decide by. Versions are left out; each says itself what
/// it was made of.
/// </summary>
public sealed class LikenessList(Db db)
{
    /// <summary>
    /// Hashes that differ in at most as many of their 64 bits are of frames that look alike. Measured: copies of scenes, also cut by three in a hundred, differ in
    /// at most 8, other scenes in 18 or more (<c>LikenessTests</c>, decision 0186). It is also the most that the keys of <see cref="FrameView"/> find without fail.
    /// </summary>
    public const int Bound = 9;

    /// <summary>The most that one group shows.</summary>
    public const int Most = 300;

    /// <summary>For the cards of one page: only those exhibits that are like another one of the list <paramref name="within"/>.</summary>
    public Task<List<AlikeCount>> CountsAsync(Guid[] exhibits, ExhibitsAsked within, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<AlikeCount>(Sql.Prepared(Counts(exhibits, within, viewer)), ct);

    internal static Sql Counts(Guid[] exhibits, ExhibitsAsked within, Viewer viewer) =>
        $"""
            {Pairs(exhibits, viewer.Force)}
            select p.exhibit, count(*) filter (where e.sha256 = p.sha256) as same_bytes, count(*) filter (where e.sha256 <> p.sha256) as near
              from pair p
              join evidence.exhibit e on e.force = {viewer.Force} and e.exhibit = p.other
             where {ExhibitList.Sees(viewer)} and e.original is null and {ExhibitList.Within(within, viewer.Force)}
             group by p.exhibit
             limit 1000
            """;

    /// <summary>What an exhibit that the viewer may see is like, the earliest first, of one time the largest.</summary>
    public Task<List<AlikeExhibit>> OfAsync(Id<Exhibit> exhibit, ExhibitsAsked within, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<AlikeExhibit>(
            $"""
            {Pairs([exhibit.Value], viewer.Force)}
            select e.exhibit, e.sha256 = p.sha256 as same_bytes
              from pair p
              join evidence.exhibit e on e.force = {viewer.Force} and e.exhibit = p.other
             where {ExhibitList.Sees(viewer)} and e.original is null and {ExhibitList.Within(within, viewer.Force)}
             order by e.happened_at, e.bytes desc, e.exhibit
             limit {Most}
            """,
            ct
        );

    /// <summary>
    /// Pairs of these exhibits and others, each once. Pictures are alike when their frames are, films when at least two frames of the same moments are.
    /// Asked are the keys of a frame and those that differ in one bit, as one list: the database then always looks them up, also in the first minute of a
    /// large appeal, when it knows nothing yet of how many frames there are.
    /// </summary>
    private static Sql Pairs(Guid[] exhibits, short force) =>
        $"""
            with asked as (
              select a.force, a.exhibit, a.sha256
                from evidence.exhibit a
               where a.force = {force} and a.exhibit = any({exhibits}) and a.original is null and a.sha256 is not null
            ),
            near as (
              select m.exhibit, o.exhibit as other, m.frame
                from asked a
                join evidence.frame m on m.force = a.force and m.exhibit = a.exhibit
                join evidence.frame o on o.force = m.force and o.frame = m.frame and o.band = m.band
                                     and o.key = any(array[m.key, m.key # 1, m.key # 2, m.key # 4, m.key # 8, m.key # 16, m.key # 32, m.key # 64,
                                                           m.key # 128, m.key # 256, m.key # 512, m.key # 1024, m.key # 2048, m.key # 4096])
               where o.exhibit <> m.exhibit and bit_count((m.hash # o.hash)::bit(64)) <= {Bound}
            ),
            pair as (
              select n.exhibit, n.other, a.sha256
                from near n
                join asked a on a.exhibit = n.exhibit
               group by n.exhibit, n.other, a.sha256
              having count(distinct n.frame) >= case when max(n.frame) = 0 then 1 else 2 end
               union
              select a.exhibit, s.exhibit, a.sha256
                from asked a
                join evidence.exhibit s on s.force = a.force and s.sha256 = a.sha256 and s.exhibit <> a.exhibit
            )
            """;
}
