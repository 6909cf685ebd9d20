using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Moving;

/// <summary>The stored bytes of an exhibit were copied to another place, read back there, and found to be those that were received.</summary>
/// <param name="From">The name of the place where they lay.</param>
[EventType("evidence.exhibit-moved.v1")]
public sealed record ExhibitMoved(Id<Exhibit> Exhibit, ContentHash Sha256, string From, string To) : IEvent;

/// <summary>Where the bytes of an exhibit lie, as its chain of custody says.</summary>
/// <param name="Content">The hash of what was received; none for a thing.</param>
/// <param name="Place">Where they were moved to last; nothing while they are where they arrived.</param>
public sealed record Lying(ContentHash? Content, string? Place) : IState<Lying>
{
    public static Lying Empty { get; } = new(Content: null, Place: null);

    public Lying Apply(IEvent e) =>
        e switch
        {
            ExhibitReceived received => this with { Content = received.Content?.Sha256 },
            ExhibitMoved moved => this with { Place = moved.To },
            _ => this,
        };
}

/// <summary>Say that the bytes were moved: once, however often a move that broke off is taken up again.</summary>
public sealed record SayMoved(ExhibitMoved Moved) : ICommand<Lying>
{
    public Decision Decide(Lying state, By by) =>
        state.Content != Moved.Sha256 || string.Equals(state.Place, Moved.To, StringComparison.Ordinal) ? [] : [Moved];
}
