using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>Where an address lies, by the place that is on record there.</summary>
public sealed class PlacePositions(Db db, IdSecret secret)
{
    /// <summary>What was said, and where it is when nobody said that but the place is known: so it is found on the map, and by what is near.</summary>
    public async Task<PlaceDetails> FindAsync(PlaceDetails said, Viewer viewer, CancellationToken ct)
    {
        if (said is not { Point: null, AddressKey: not null })
            return said;
        var place = Place.At(new(viewer.Force, secret), said, default);
        var known = await db.FirstAsync<Position>(
            $"""
            select p.easting, p.northing from records.place p
             where {viewer.Sees("p", "place")} and p.place = {place} and p.at is not null
            """,
            ct
        );
        return known is null ? said : said with { Easting = known.Easting, Northing = known.Northing };
    }

    private sealed record Position(double Easting, double Northing);
}
