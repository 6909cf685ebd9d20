using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Moving;

/// <summary>How much lies in a place.</summary>
/// <param name="Role">Nothing for the data folder, while it has no other place beside it.</param>
public sealed record PlaceLine(string Name, PlaceRole? Role, long Files, long Bytes);

/// <summary>Shows staff where things are kept.</summary>
public sealed class StorageStandings(Db db)
{
    private const int Most = 50;

    /// <summary>The places and how much lies in each, as it was moved last; the data folder also when nothing lies there.</summary>
    public async Task<List<PlaceLine>> PlacesAsync(Viewer viewer, CancellationToken ct)
    {
        if (!viewer.IsSystem && !viewer.May("evidence.manage"))
            return [];
        var places = await db.WorkingAsync<PlaceLine>(
            $"""
            select c.name, c.role, c.files, c.bytes
              from (select coalesce(p.name, {StorePlaces.Local}) as name, p.role, count(f.sha256) as files, coalesce(sum(f.bytes), 0)::bigint as bytes
                      from {Needed.All} f
                      left join evidence.lies l on l.sha256 = f.sha256
                      full join evidence.place p on p.place = coalesce(l.place, (select h.place from evidence.place h where h.name = {StorePlaces.Local}))
                     group by 1, 2) c
             order by c.role desc nulls first, c.name
             limit {Most}
            """,
            ct
        );
        return places.Count > 0 ? places : [new(StorePlaces.Local, Role: null, Files: 0, Bytes: 0)];
    }

    /// <summary>Whether the bytes of an exhibit lie in the cold place.</summary>
    public async Task<bool> IsColdAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct) =>
        (
            await db.ListAsync<bool>(
                $"""
                select exists (select from evidence.lies l join evidence.place p on p.place = l.place
                                where l.sha256 = e.sha256 and p.role = 'Cold') as cold
                  from evidence.exhibit e
                 where e.exhibit = {exhibit} and {ExhibitList.Sees(viewer)}
                """,
                ct
            )
        )
            is [true];
}
