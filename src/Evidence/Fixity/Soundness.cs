using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Fixity;

/// <summary>What can be wrong with bytes that were stored.</summary>
public enum Damage
{
    /// <summary>They are not there.</summary>
    Missing,

    /// <summary>They are others than those that were received.</summary>
    Changed,

    /// <summary>The disk does not give them.</summary>
    Unreadable,
}

/// <summary>A check of the store found that the bytes of an exhibit are not those that were received.</summary>
/// <param name="Found">The hash of what lies there; none when nothing could be read.</param>
/// <param name="FoundBytes">How many bytes lie there.</param>
[EventType("evidence.exhibit-damaged.v1")]
public sealed record ExhibitDamaged(Id<Exhibit> Exhibit, Damage Damage, ContentHash Expected, ContentHash? Found, long? FoundBytes)
    : IEvent;

/// <summary>A check of the store found that the bytes of an exhibit, which were damaged, are again those that were received.</summary>
[EventType("evidence.exhibit-sound.v1")]
public sealed record ExhibitSound(Id<Exhibit> Exhibit, ContentHash Sha256) : IEvent;

/// <summary>Whether the bytes of an exhibit are known to be damaged.</summary>
/// <param name="Content">The hash of what was received; none for a thing.</param>
/// <param name="Damaged">What the last check found wrong; nothing when they are sound.</param>
public sealed record Soundness(ContentHash? Content, ExhibitDamaged? Damaged) : IState<Soundness>
{
    public static Soundness Empty { get; } = new(Content: null, Damaged: null);

    public Soundness Apply(IEvent e) =>
        e switch
        {
            ExhibitReceived received => this with { Content = received.Content?.Sha256 },
            ExhibitDamaged damaged => this with { Damaged = damaged },
            ExhibitSound => this with { Damaged = null },
            _ => this,
        };
}

/// <summary>Say that the bytes are damaged: once for each damage, however often it is found.</summary>
public sealed record SayDamaged(ExhibitDamaged Damaged) : ICommand<Soundness>
{
    public Decision Decide(Soundness state, By by) => state.Content != Damaged.Expected || state.Damaged == Damaged ? [] : [Damaged];
}

/// <summary>Say that bytes which were damaged are right again.</summary>
public sealed record SaySound(Id<Exhibit> Exhibit) : ICommand<Soundness>
{
    public Decision Decide(Soundness state, By by) =>
        state is { Content: { } content, Damaged: not null } ? [new ExhibitSound(Exhibit, content)] : [];
}
