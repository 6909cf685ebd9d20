using Bluelamp.Kernel.Grids;

namespace Bluelamp.Records;

/// <summary>A place that somebody meant, with its position.</summary>
public sealed record FoundPlace(Id<Place> Place, string Address, double Easting, double Northing) : IShows
{
    public GridRef Point => new(Easting, Northing);

    public IEnumerable<Guid> Shown => [Place.Value];
}

/// <summary>Finds where a place is, for whoever writes an address and not a grid reference.</summary>
public sealed class PlaceFinder(Db db)
{
    /// <summary>The place whose address begins its words with these, the shortest first: <c>1 Heol Fawr</c> before <c>12 Heol Fawr</c>.</summary>
    public async Task<FoundPlace?> FindAsync(string? address, Viewer viewer, CancellationToken ct) =>
        SearchText.WordsOf(address ?? "") is { Count: > 0 } words
            ? await db.FirstAsync<FoundPlace>(
                $"""
                select p.place, p.address, p.easting, p.northing
                  from records.place p
                 where {viewer.Sees("p", "place")}
                   and {Sql.Join(" and ", words.Select(Begins))}
                   and p.easting is not null and p.northing is not null
                 order by length(p.address), p.address, p.place
                 limit 1
                """,
                ct
            )
            : null;

    private static Sql Begins(string word) => $"p.folded like '% ' || records.fold({word}) || '%'";
}
