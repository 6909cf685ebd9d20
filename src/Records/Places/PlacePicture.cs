namespace Bluelamp.Records;

/// <summary>Folds a place as the entries of its stream tell, now or up to a moment.</summary>
public static class PlacePicture
{
    /// <summary>The details to go by: the first described, with a position that came later, or as corrected.</summary>
    public static PlaceDetails? Of(IEnumerable<Entry> entries) =>
        entries.Aggregate((PlaceDetails?)null, static (place, entry) => Next(place, entry.Event));

    private static PlaceDetails? Next(PlaceDetails? place, IEvent e) =>
        e switch
        {
            PlaceDescribed described when place is null => described.Details,
            PlaceDescribed { Details: var later } => place with
            {
                Easting = place.Easting ?? later.Easting,
                Northing = place.Northing ?? later.Northing,
            },
            PlaceCorrected corrected => corrected.Details,
            _ => place,
        };
}
