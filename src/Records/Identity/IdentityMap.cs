using System.Collections.Immutable;

namespace Bluelamp.Records;

/// <summary>
/// Whose each appearance is, by two pointers: an appearance is its home's unless it was moved, and a nominal is itself unless it is another name of
/// somebody. A later appearance therefore goes where its home goes, with no decision of its own.
/// </summary>
public sealed record IdentityMap(ImmutableDictionary<Id<Nominal>, Id<Nominal>> Aliases, ImmutableDictionary<Appearance, Id<Nominal>> Moved)
{
    public static IdentityMap Empty { get; } =
        new(ImmutableDictionary<Id<Nominal>, Id<Nominal>>.Empty, ImmutableDictionary<Appearance, Id<Nominal>>.Empty);

    /// <summary>Who is meant by a nominal's id, however long ago it was noted.</summary>
    public Id<Nominal> Of(Id<Nominal> nominal)
    {
        while (Aliases.TryGetValue(nominal, out var of))
            nominal = of;
        return nominal;
    }

    public Id<Nominal> Of(Appearance appearance) => Of(Moved.GetValueOrDefault(appearance, appearance.Home));

    /// <summary>The map after an event. A decision stands on two streams; the second time it changes nothing.</summary>
    public IdentityMap Apply(IEvent e) =>
        e is not IIdentityDecided decided
            ? this
            : new(
                decided.Aliases.Aggregate(
                    Aliases,
                    static (all, a) => a.After is { } to ? all.SetItem(a.Nominal, to) : all.Remove(a.Nominal)
                ),
                decided.Moves.Aggregate(
                    Moved,
                    static (all, m) => m.After is { } to ? all.SetItem(m.Appearance, to) : all.Remove(m.Appearance)
                )
            );
}
