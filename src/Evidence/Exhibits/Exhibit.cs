using Bluelamp.Evidence.Scanning;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Grids;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>
/// Anything held as evidence, as far as decisions need it: a file or a thing. The reference that a witness produces it under is given once and never
/// changes; the id is the system's own.
/// </summary>
/// <param name="Content">The bytes, of a digital exhibit.</param>
/// <param name="Quarantine">What a scanner found in them, until somebody releases it: nobody takes them.</param>
public sealed record Exhibit(bool Known, FileContent? Content, string? Reference, bool Gone, string? Quarantine = null) : IState<Exhibit>
{
    public static Exhibit Empty { get; } = new(Known: false, Content: null, Reference: null, Gone: false);

    public Exhibit Apply(IEvent e) =>
        e switch
        {
            ExhibitReceived received => this with { Known = true, Content = received.Content },
            ExhibitProduced produced => this with { Reference = produced.Reference },
            ExhibitScanned scanned => this with { Quarantine = scanned.Finding },
            ExhibitReleased => this with { Quarantine = null },
            Disposed => this with { Gone = true },
            _ => this,
        };
}

/// <summary>The bytes of a digital exhibit and what they are.</summary>
/// <param name="Bytes">How many.</param>
/// <param name="Name">The file's name as it was given, without a folder.</param>
/// <param name="Type">The media type that the bytes themselves show; never what was only claimed.</param>
/// <param name="ClaimedType">The media type that the sender named, where it differs.</param>
public sealed record FileContent(ContentHash Sha256, long Bytes, string Name, string Type, string? ClaimedType = null);

/// <summary>By which door it came, and from whom.</summary>
/// <param name="Door">The appeal or link that it came through, when there is one.</param>
/// <param name="From">Who sent or handed it over, in words: <c>the owner of the shop</c>.</param>
/// <param name="ClaimedSha256">The hash that the sender's own device made; it was found to be right.</param>
/// <param name="Consent">The words that the sender agreed to.</param>
public sealed record Origin(
    OriginKind Kind,
    string? From = null,
    Guid? Door = null,
    ContentHash? ClaimedSha256 = null,
    string? Consent = null
);

/// <summary>The doors by which evidence comes in.</summary>
public enum OriginKind
{
    /// <summary>A member of staff added it on the desk.</summary>
    Staff,

    /// <summary>A member of the public sent it by a link.</summary>
    Public,

    /// <summary>A folder or disc that was read as a whole: body-worn video, a recorder's disc.</summary>
    Bulk,

    /// <summary>An officer seized or found it.</summary>
    Seized,

    /// <summary>It was made here from another exhibit: a clip, or a redacted copy.</summary>
    Made,
}

/// <summary>What was said about it by whoever brought it.</summary>
public sealed record Circumstances
{
    public string? Description { get; init; }

    /// <summary>When it was made, or the first moment of the range.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The last moment of the range.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Where, in words.</summary>
    public string? Place { get; init; }

    /// <summary>Where, on the National Grid.</summary>
    public GridRef? Point { get; init; }

    /// <summary>How far the recorder's clock runs ahead of the true time, in seconds; negative when it is slow.</summary>
    public int? ClockAheadSeconds { get; init; }
}

/// <summary>Evidence was taken in.</summary>
/// <param name="Content">The bytes; none for a thing.</param>
[EventType("evidence.exhibit-received.v1")]
public sealed record ExhibitReceived(Id<Exhibit> Exhibit, FileContent? Content, Origin Origin, Circumstances Said) : IEvent;

/// <summary>It got the reference under which a witness produces it, such as <c>JAS/1</c>.</summary>
[EventType("evidence.exhibit-produced.v1")]
public sealed record ExhibitProduced(Id<Exhibit> Exhibit, string Reference, string Exhibitor) : IEvent;

/// <summary>Somebody opened its page.</summary>
[EventType("evidence.exhibit-viewed.v1")]
public sealed record ExhibitViewed(Id<Exhibit> Exhibit) : ILook;

/// <summary>Somebody took a copy of the original bytes.</summary>
[EventType("evidence.exhibit-copied.v1")]
public sealed record ExhibitCopied(Id<Exhibit> Exhibit, ContentHash Sha256) : ILook;

/// <summary>Somebody played it, from its beginning or from the middle.</summary>
[EventType("evidence.exhibit-played.v1")]
public sealed record ExhibitPlayed(Id<Exhibit> Exhibit, ContentHash Sha256) : ILook;
