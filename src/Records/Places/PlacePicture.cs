namespace Bluelamp.Records;

/// <summary>Folds a place as the entries of its stream tell, now or up to a moment.</summary>
public static class PlacePicture
{
    /// <summary>Each fact with where it comes from. A correction states the whole place anew.</summary>
    public static FactSheet<PlaceDetails> Facts { get; } =
        new(
            static e =>
                e switch
                {
                    PlaceDescribed d => new(d.Details, d.Source),
                    PlaceCorrected c => new(c.Details, c.Source, Correction: true, Whole: true),
                    _ => null,
                },
            ("address", "Address", static p => p.Address),
            ("uprn", "UPRN", static p => p.Uprn),
            ("grid", "Grid reference", static p => p.Point?.ToString()),
            ("words", "In words", static p => p.Words)
        );

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
