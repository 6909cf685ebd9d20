using System.Collections.Immutable;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Shares;

/// <summary>A copy that names its recipient was made of an original; the same tool and arguments make it again.</summary>
/// <param name="Mark">The words that stand across it; the tool reads them from a file.</param>
/// <param name="Arguments">With <c>{input}</c> and <c>{output}</c> for the files.</param>
[EventType("evidence.watermark-made.v1")]
public sealed record WatermarkMade(
    Id<Exhibit> Exhibit,
    Id<Share> Share,
    string Mark,
    string Tool,
    string Version,
    IReadOnlyList<string> Arguments,
    ContentHash Input,
    ContentHash Output,
    long Bytes,
    string Type
) : IEvent;

/// <summary>A copy that names its recipient could not be made. <paramref name="Reason"/>: in plain words, without names of files.</summary>
[EventType("evidence.watermark-failed.v1")]
public sealed record WatermarkFailed(Id<Exhibit> Exhibit, Id<Share> Share, string Reason) : IEvent;

/// <summary>For which links an exhibit has a copy that names the recipient, or cannot have one.</summary>
/// <param name="Shares">The content of each copy; nothing for one that could not be made.</param>
public sealed record Watermarks(FileContent? Content, ImmutableDictionary<Id<Share>, ContentHash?> Shares) : IState<Watermarks>
{
    public static Watermarks Empty { get; } = new(Content: null, ImmutableDictionary<Id<Share>, ContentHash?>.Empty);

    public Watermarks Apply(IEvent e) =>
        e switch
        {
            ExhibitReceived received => this with { Content = received.Content },
            WatermarkMade made => this with { Shares = Shares.SetItem(made.Share, made.Output) },
            WatermarkFailed failed => this with { Shares = Shares.SetItem(failed.Share, value: null) },
            _ => this,
        };
}

/// <summary>Say that a copy was made, or why not: <see cref="WatermarkMade"/> or <see cref="WatermarkFailed"/>.</summary>
public sealed record SayMarked(Id<Share> Share, IEvent Outcome) : ICommand<Watermarks>
{
    public Decision Decide(Watermarks state, By by) => state.Content is null || state.Shares.ContainsKey(Share) ? [] : [Outcome];
}
