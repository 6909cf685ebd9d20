using System.Text.Json.Serialization;
using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>A vehicle, as far as decisions need it: what was said about it, so that nothing is said twice.</summary>
public sealed record Vehicle(bool Known, VehicleDetails Details) : IState<Vehicle>
{
    public static Vehicle Empty { get; } = new(Known: false, new());

    public Vehicle Apply(IEvent e) =>
        e switch
        {
            VehicleDescribed described => new(Known: true, described.Details.FillingGapsOf(Details)),
            VehicleCorrected corrected => this with { Details = Details.FillingGapsOf(corrected.Now) },
            _ => this,
        };

    /// <summary>
    /// The id of the vehicle that carries a mark; without a mark <paramref name="otherwise"/>, an id of its own. Two vehicles on one mark
    /// (a clone) share the record until a person parts them.
    /// </summary>
    public static Id<Vehicle> With(NaturalIds ids, VehicleDetails details, Id<Vehicle> otherwise) =>
        Vrm.TryParse(details.Vrm, out var vrm) ? new(ids.Of("vehicle", vrm.ToString())) : otherwise;
}

/// <summary>What was said about a vehicle: as much or as little as is known.</summary>
public sealed record VehicleDetails
{
    /// <summary>The registration mark as it was given; it is stored and searched without spaces.</summary>
    public string? Vrm { get; init; }

    public string? Make { get; init; }

    public string? Model { get; init; }

    public string? Colour { get; init; }

    /// <summary>Anything else by which to know it.</summary>
    public string? Words { get; init; }

    /// <summary>The mark as it is written on a plate; as it was given when it is none.</summary>
    [JsonIgnore]
    public string? Plate => Kernel.Identifiers.Vrm.TryParse(Vrm, out var vrm) ? vrm.ToPlate() : Vrm;

    /// <summary>These details, where <paramref name="known"/> says nothing yet.</summary>
    public VehicleDetails FillingGapsOf(VehicleDetails known) =>
        new()
        {
            Vrm = known.Vrm ?? Vrm,
            Make = known.Make ?? Make,
            Model = known.Model ?? Model,
            Colour = known.Colour ?? Colour,
            Words = known.Words ?? Words,
        };

    /// <summary><c>LB07 SEO, blue Ford Focus</c>.</summary>
    public string Title()
    {
        var looks = string.Join(' ', new[] { Colour, Make, Model }.Where(static p => !string.IsNullOrWhiteSpace(p)));
        var title = string.Join(", ", new[] { Plate, looks }.Where(static p => !string.IsNullOrWhiteSpace(p)));
        return title.Length > 0 ? title : "A vehicle";
    }
}

/// <summary>What was said about a vehicle. The first description stands; a later one only fills gaps.</summary>
[EventType("records.vehicle-described.v1")]
public sealed record VehicleDescribed(Id<Vehicle> Vehicle, VehicleDetails Details, Source Source) : IEvent;

/// <summary>Say what is known of a vehicle; what adds nothing comes to nothing.</summary>
public sealed record DescribeVehicle(Id<Vehicle> Vehicle, VehicleDetails Details, Source Source) : ICommand<Vehicle>
{
    public Decision Decide(Vehicle state, By by) =>
        state.Known && Details.FillingGapsOf(state.Details) == state.Details ? [] : [new VehicleDescribed(Vehicle, Details, Source)];
}

/// <summary>Facts about a vehicle were put right. Only what <paramref name="Now"/> gives changes; what was said before stays in the ledger.</summary>
[EventType("records.vehicle-corrected.v1")]
public sealed record VehicleCorrected(Id<Vehicle> Vehicle, VehicleDetails Now, Source Source, Confidence Confidence, string Reason)
    : IEvent;

/// <summary>Put facts about a vehicle right, with where the better knowledge comes from.</summary>
public sealed record CorrectVehicle(Id<Vehicle> Vehicle, VehicleDetails Now, Source Source, Confidence Confidence, string Reason)
    : ICommand<Vehicle>
{
    public Decision Decide(Vehicle state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new VehicleCorrected(Vehicle, Now, Source, Confidence, Reason.Trim())],
        };
}
