using System.Collections.Immutable;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Versions;

/// <summary>Somebody asked for a version of an exhibit. It becomes an exhibit of its own; the original stays as it is.</summary>
/// <param name="Version">The exhibit that it will be.</param>
/// <param name="Name">What to call it, without what the version hides.</param>
[EventType("evidence.version-ordered.v1")]
public sealed record VersionOrdered(Id<Exhibit> Exhibit, Id<Exhibit> Version, string Name, VersionPlan Plan) : IEvent;

/// <summary>A version is there, on the stream of its original.</summary>
[EventType("evidence.version-made.v1")]
public sealed record VersionMade(Id<Exhibit> Exhibit, Id<Exhibit> Version, ContentHash Output) : IEvent;

/// <summary>A version could not be made. <paramref name="Reason"/>: in plain words, without names of files.</summary>
[EventType("evidence.version-failed.v1")]
public sealed record VersionFailed(Id<Exhibit> Exhibit, Id<Exhibit> Version, string Reason) : IEvent;

/// <summary>What an exhibit was made of and how, on its own stream; the same tool and arguments make it again.</summary>
/// <param name="Original">The exhibit that it was made of.</param>
/// <param name="Reasons">Why something was left out: codes of <c>redaction-reasons</c>.</param>
/// <param name="Arguments">With <c>{input}</c> and <c>{output}</c> for the files.</param>
[EventType("evidence.made-from.v1")]
public sealed record MadeFrom(
    Id<Exhibit> Exhibit,
    Id<Exhibit> Original,
    VersionKind Kind,
    IReadOnlyList<string> Reasons,
    string Tool,
    string Version,
    IReadOnlyList<string> Arguments,
    ContentHash Input,
    ContentHash Output
) : IEvent;

/// <summary>An exhibit, as far as versions of it need it.</summary>
/// <param name="Orders">The versions that were asked for; true when there is an outcome.</param>
public sealed record Original(FileContent? Content, Found? Found, ImmutableDictionary<Id<Exhibit>, bool> Orders, bool Gone)
    : IState<Original>
{
    public static Original Empty { get; } = new(Content: null, Found: null, ImmutableDictionary<Id<Exhibit>, bool>.Empty, Gone: false);

    public Original Apply(IEvent e) =>
        e switch
        {
            ExhibitReceived received => this with { Content = received.Content },
            ExhibitExamined { Readable: true } examined => this with { Found = examined.Found },
            VersionOrdered ordered => this with { Orders = Orders.SetItem(ordered.Version, value: false) },
            VersionMade made => this with { Orders = Orders.SetItem(made.Version, value: true) },
            VersionFailed failed => this with { Orders = Orders.SetItem(failed.Version, value: true) },
            Disposed => this with { Gone = true },
            _ => this,
        };

    /// <summary>Whether there is a picture to cover something in.</summary>
    public bool HasPicture => Found is not null && (IsImage || Found.VideoCodec is not null);

    /// <summary>Whether there is a sound to mute.</summary>
    public bool HasSound => Found?.AudioCodec is not null && !IsImage;

    /// <summary>Whether it plays, so that a part can be cut out.</summary>
    public bool Plays => Found is { DurationSeconds: > 0 } && !IsImage;

    /// <summary>Whether it is a document whose words can be left out.</summary>
    public bool HasWords => IsPdf || Content?.Type is "text/plain";

    /// <summary>Whether it has pages to cover something on.</summary>
    public bool IsPdf => Content?.Type is "application/pdf";

    private bool IsImage => Content?.Type.StartsWith("image/", StringComparison.Ordinal) is true;
}
