using System.Collections.Immutable;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Media;

/// <summary>What is made of an original so that people can see or hear it.</summary>
public enum DerivativeKind
{
    /// <summary>A small picture for lists.</summary>
    Poster,

    /// <summary>A picture for the page.</summary>
    Web,

    /// <summary>Ten moments of a film, side by side.</summary>
    Filmstrip,

    /// <summary>The loudness of a recording over its time.</summary>
    Waveform,

    /// <summary>What a browser plays.</summary>
    Proxy,
}

/// <summary>What the bytes themselves say, whatever was said about them. All of it can be wrong, or forged: a clock, a place, a name.</summary>
/// <param name="DurationSeconds">How long it plays.</param>
/// <param name="FrameRate">Frames a second, on average.</param>
/// <param name="MadeAt">When its device's clock said that it was made.</param>
/// <param name="MadeAtHasZone">Whether the device said in which zone of time; otherwise <paramref name="MadeAt"/> is its wall clock, read as UTC.</param>
/// <param name="Latitude">Where its device believed to be, in degrees (WGS 84).</param>
/// <param name="Turned">The EXIF orientation, 1 to 8; 1 is upright.</param>
public sealed record Found(
    double? DurationSeconds = null,
    int? Width = null,
    int? Height = null,
    string? VideoCodec = null,
    string? AudioCodec = null,
    double? FrameRate = null,
    DateTimeOffset? MadeAt = null,
    bool MadeAtHasZone = false,
    double? Latitude = null,
    double? Longitude = null,
    string? Device = null,
    int Turned = 1
);

/// <summary>The bytes of an exhibit were examined.</summary>
/// <param name="Readable">They are what they begin as, and can be played or shown.</param>
/// <param name="Found">What they say of themselves; of a picture that cannot be shown, what its camera wrote.</param>
[EventType("evidence.exhibit-examined.v1")]
public sealed record ExhibitExamined(Id<Exhibit> Exhibit, ContentHash Input, bool Readable, Found Found) : IEvent;

/// <summary>A derivative was made; the same tool and arguments make it again.</summary>
/// <param name="Arguments">With <c>{input}</c> and <c>{output}</c> for the files.</param>
[EventType("evidence.derivative-made.v1")]
public sealed record DerivativeMade(
    Id<Exhibit> Exhibit,
    DerivativeKind Kind,
    string Tool,
    string Version,
    IReadOnlyList<string> Arguments,
    ContentHash Input,
    ContentHash Output,
    long Bytes,
    string Type
) : IEvent;

/// <summary>A derivative could not be made. <paramref name="Reason"/>: in plain words, without names of files.</summary>
[EventType("evidence.derivative-failed.v1")]
public sealed record DerivativeFailed(Id<Exhibit> Exhibit, DerivativeKind Kind, string Reason) : IEvent;

/// <summary>What was made of an exhibit already: each kind once.</summary>
/// <param name="Kinds">The content of each; nothing for one that could not be made.</param>
public sealed record Made(FileContent? Content, ExhibitExamined? Examined, ImmutableDictionary<DerivativeKind, ContentHash?> Kinds)
    : IState<Made>
{
    public static Made Empty { get; } = new(Content: null, Examined: null, ImmutableDictionary<DerivativeKind, ContentHash?>.Empty);

    public Made Apply(IEvent e) =>
        e switch
        {
            ExhibitReceived { Content: { } content } => this with { Content = content },
            ExhibitExamined examined => this with { Examined = examined },
            DerivativeMade made => this with { Kinds = Kinds.SetItem(made.Kind, made.Output) },
            DerivativeFailed failed => this with { Kinds = Kinds.SetItem(failed.Kind, value: null) },
            _ => this,
        };
}

/// <summary>Say what the bytes were found to be.</summary>
public sealed record SayFound(ExhibitExamined Examined) : ICommand<Made>
{
    public Decision Decide(Made state, By by) => state.Content is null || state.Examined is not null ? [] : [Examined];
}

/// <summary>Say that a derivative was made, or why not: <see cref="DerivativeMade"/> or <see cref="DerivativeFailed"/>.</summary>
public sealed record SayMade(DerivativeKind Kind, IEvent Outcome) : ICommand<Made>
{
    public Decision Decide(Made state, By by) => state.Content is null || state.Kinds.ContainsKey(Kind) ? [] : [Outcome];
}
