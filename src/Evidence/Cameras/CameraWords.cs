using System.Globalization;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Cameras;

/// <summary>What happened to a camera and to requests for its footage, in plain words.</summary>
public sealed class CameraWords : IEntryWords
{
    public IReadOnlyDictionary<string, IReadOnlyCollection<Type>> Kinds { get; } =
        new Dictionary<string, IReadOnlyCollection<Type>>(StringComparer.Ordinal)
        {
            ["Register of cameras"] =
            [
                typeof(CameraOffered),
                typeof(CameraRegistered),
                typeof(CameraChanged),
                typeof(CameraDeclined),
                typeof(CameraWithdrawn),
                typeof(OwnerRegistered),
                typeof(OwnerChanged),
                typeof(OwnerLeft),
            ],
            ["Footage"] = [typeof(FootageAsked), typeof(FootageReminded), typeof(FootageAnswered), typeof(FootageCancelled)],
        };

    public EntryWords? Say(Entry entry) =>
        entry.Event switch
        {
            CameraOffered e => new("Camera offered by its owner", $"{e.Camera}"),
            CameraRegistered { Of: { } of } e => new("Camera taken into the register", $"{e.Camera}, of {of}"),
            CameraRegistered e => new("Camera taken into the register", $"{e.Camera}"),
            CameraChanged { Of: { } of } e => new("Camera changed", $"{e.Camera}, of {of}"),
            CameraChanged e => new("Camera changed", $"{e.Camera}"),
            CameraDeclined e => new("Offer of a camera declined", $"{e.Camera}: {e.Reason}"),
            CameraWithdrawn e => new("Camera withdrawn by its owner", $"{e.Camera}: {e.Reason}"),
            OwnerRegistered e => new("Owner of cameras taken into the register", $"{e.Owner}"),
            OwnerChanged e => new("Owner of cameras changed", $"{e.Owner}, for all their cameras"),
            OwnerLeft e => new("Owner of cameras left the register", $"{e.Owner}: {e.Reason}"),
            FootageAsked { Also: { } also } e => new(
                "Footage asked for",
                $"{e.Of.Id}, of {e.Camera} and of {also.Count.ToString(CultureInfo.InvariantCulture)} more of its owner, from {On(e.From)} to {On(e.Until)}, {e.Way.Label().ToLowerInvariant()}"
            ),
            FootageAsked e => new(
                "Footage asked for",
                $"{e.Of.Id}, of {e.Camera}, from {On(e.From)} to {On(e.Until)}, {e.Way.Label().ToLowerInvariant()}"
            ),
            FootageReminded e => new("Reminded of footage", $"{e.Camera}, {e.Way.Label().ToLowerInvariant()}"),
            FootageAnswered { Words: { } words } e => new($"Answer about footage: {e.Answer.Label()}", $"{e.Camera}: {words}"),
            FootageAnswered e => new($"Answer about footage: {e.Answer.Label()}", $"{e.Camera}"),
            FootageCancelled e => new("Request for footage cancelled", $"{e.Camera}: {e.Reason}"),
            _ => null,
        };

    private static string On(DateTimeOffset at) => Language.English.DateAndTime(at);
}
