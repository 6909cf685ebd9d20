using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>Every kind of thing of which two records are compared.</summary>
public static class ThingKinds
{
    public static ThingKind<VehicleDetails> Vehicle => VehicleLikeness.Kind;

    public static ImmutableArray<ThingKind> All { get; } = [Vehicle];

    /// <summary>The kind that a definition is for.</summary>
    public static ThingKind? Find(string id) => All.FirstOrDefault(k => string.Equals(k.Id, id, StringComparison.Ordinal));
}
