using Bluelamp.Evidence.Scanning;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>Say that somebody opens the page of an exhibit: a part of its chain of custody.</summary>
public sealed record ViewExhibit(Id<Exhibit> Exhibit) : ICommand<Exhibit>
{
    public Decision Decide(Exhibit state, By by) => state.Known ? [new ExhibitViewed(Exhibit)] : new NoSuchRecord();
}

/// <summary>Say that somebody takes a copy of the original.</summary>
public sealed record CopyExhibit(Id<Exhibit> Exhibit) : ICommand<Exhibit>
{
    public Decision Decide(Exhibit state, By by) =>
        state switch
        {
            { Quarantine: { } finding } => new InQuarantine(finding),
            { Content: { } content } => [new ExhibitCopied(Exhibit, content.Sha256)],
            _ => new NoSuchRecord(),
        };
}

/// <summary>Say that somebody plays it.</summary>
public sealed record PlayExhibit(Id<Exhibit> Exhibit) : ICommand<Exhibit>
{
    public Decision Decide(Exhibit state, By by) =>
        state.Content is { } content ? [new ExhibitPlayed(Exhibit, content.Sha256)] : new NoSuchRecord();
}
