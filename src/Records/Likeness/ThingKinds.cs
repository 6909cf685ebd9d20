using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>Every kind of thing of which two records are compared.</summary>
public static class ThingKinds
{
    public static ThingKind<VehicleDetails> Vehicle => VehicleLikeness.Kind;

    public static ThingKind<OrganisationDetails> Organisation => OrganisationLikeness.Kind;

    public static ThingKind<PlaceDetails> Place => PlaceLikeness.Kind;

    /// <summary>By the number in E.164.</summary>
    public static ThingKind<string> Phone => CommunicationLikeness.Phone;

    /// <summary>By the address in small letters.</summary>
    public static ThingKind<string> Email => CommunicationLikeness.Email;

    public static ImmutableArray<ThingKind> All { get; } = [Vehicle, Organisation, Place, Phone, Email];

    /// <summary>The kind that a definition is for.</summary>
    public static ThingKind? Find(string id) => All.FirstOrDefault(k => string.Equals(k.Id, id, StringComparison.Ordinal));

    public static ThingKind Of(CommunicationKind kind) => kind is CommunicationKind.Phone ? Phone : Email;
}
