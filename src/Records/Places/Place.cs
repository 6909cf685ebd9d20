namespace Bluelamp.Records;

/// <summary>A place, as far as decisions need it.</summary>
/// <param name="Located">Its position on the grid is known.</param>
public sealed record Place(bool Known, bool Located) : IState<Place>
{
    public static Place Empty { get; } = new(Known: false, Located: false);

    public Place Apply(IEvent e) =>
        e switch
        {
            PlaceDescribed described => new(Known: true, Located || described.Details.Easting is not null),
            _ => this,
        };

    /// <summary>
    /// The id of the place at an address: the same address always gives the same. A place without one (a spot on a map) takes
    /// <paramref name="otherwise"/>, an id of its own.
    /// </summary>
    public static Id<Place> At(NaturalIds ids, PlaceDetails details, Id<Place> otherwise) =>
        details.AddressKey is { } key ? new(ids.Of("place", key)) : otherwise;
}

/// <summary>What was said about a place. The first description stands; a later one only fills gaps.</summary>
[EventType("records.place-described.v1")]
public sealed record PlaceDescribed(Id<Place> Place, PlaceDetails Details, Source Source) : IEvent;

/// <summary>An address or position was put right: the details replace those before, which the ledger keeps.</summary>
[EventType("records.place-corrected.v1")]
public sealed record PlaceCorrected(Id<Place> Place, PlaceDetails Details, Source Source, string Reason) : IEvent;

/// <summary>Make a place known; of one that is known already, only a position that was missing is new.</summary>
public sealed record DescribePlace(Id<Place> Place, PlaceDetails Details, Source Source) : ICommand<Place>
{
    public Decision Decide(Place state, By by) =>
        state switch
        {
            { Known: true, Located: true } => [],
            { Known: true } when Details.Easting is null => [],
            _ => [new PlaceDescribed(Place, Details, Source)],
        };
}

/// <summary>Put the address or position of a place right.</summary>
public sealed record CorrectPlace(Id<Place> Place, PlaceDetails Details, Source Source, string Reason) : ICommand<Place>
{
    public Decision Decide(Place state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ when Details.IsEmpty => new PlaceIsEmpty(),
            _ => [new PlaceCorrected(Place, Details, Source, Reason.Trim())],
        };
}

public sealed record PlaceIsEmpty() : Refusal.Invalid("place-is-empty", "Enter an address, a description or a position.", "street");
