namespace Bluelamp.Records;

/// <summary>What two descriptions of a place are compared by: the parts of its address.</summary>
internal static class PlaceLikeness
{
    public static ThingKind<PlaceDetails> Kind { get; } =
        new(
            "place",
            static e =>
                e switch
                {
                    PlaceDescribed described => described.Details,
                    PlaceCorrected corrected => corrected.Details,
                    _ => null,
                },
            static p => "",
            [
                new("uprn", static p => p.Uprn?.Trim().TrimStart('0').NullIfEmpty()),
                new("flat", static p => AddressParts.Of(p).Flat),
                new("house", static p => AddressParts.Of(p).House),
                new("building", static p => AddressParts.Of(p).Building),
                new("building_sound", static p => AddressParts.Of(p).BuildingSound),
                new("street", static p => AddressParts.Of(p).Street),
                new("street_sound", static p => AddressParts.Of(p).StreetSound),
                new("town", static p => AddressParts.Of(p).Town),
                new("postcode", static p => AddressParts.Of(p).Postcode),
                new("district", static p => AddressParts.Of(p).District),
            ]
        );
}
