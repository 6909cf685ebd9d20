using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>A vehicle as the entries of its stream tell, now or up to a moment: each fact with where it comes from.</summary>
public sealed record VehiclePicture(VehicleDetails Details, ImmutableArray<RecordFact> Facts)
{
    private static readonly FactSheet<VehicleDetails> Sheet = new(
        static e =>
            e switch
            {
                VehicleDescribed d => new(d.Details, d.Source),
                VehicleCorrected c => new(c.Now, c.Source, c.Confidence, Correction: true),
                _ => null,
            },
        ("vrm", "Number plate", static v => v.Plate),
        ("make", "Make", static v => v.Make),
        ("model", "Model", static v => v.Model),
        ("colour", "Colour", static v => v.Colour),
        ("description", "Description", static v => v.Words)
    );

    /// <summary>The picture, or nothing when there is no such vehicle.</summary>
    public static VehiclePicture? Of(IReadOnlyCollection<Entry> entries)
    {
        var vehicle = entries.Aggregate(Vehicle.Empty, static (state, entry) => state.Apply(entry.Event));
        return vehicle.Known ? new(vehicle.Details, Sheet.Of(entries)) : null;
    }
}
