using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Shares;

/// <summary>Evidence that a named person outside sees by a link, until a moment; as far as decisions need it.</summary>
/// <param name="Made">How it was made; nothing when there is none.</param>
public sealed record Share(ShareMade? Made, DateTimeOffset Until, bool Revoked) : IState<Share>
{
    public static Share Empty { get; } = new(Made: null, default, Revoked: false);

    public bool Known => Made is not null;

    public Share Apply(IEvent e) =>
        e switch
        {
            ShareMade made => this with { Made = made, Until = made.Until },
            ShareProlonged prolonged => this with { Until = prolonged.Until },
            ShareRevoked => this with { Revoked = true },
            _ => this,
        };
}

/// <summary>In what role somebody outside sees evidence.</summary>
public enum RecipientKind
{
    Prosecutor,
    Defence,
    Insurer,
    Partner,
    Other,
}

/// <summary>What a link lets its holder do.</summary>
public enum ShareMode
{
    /// <summary>See and play copies that name the recipient; never the original.</summary>
    View,

    /// <summary>See, play, and take copies of the originals.</summary>
    Download,

    /// <summary>The same, and take all of it as a bundle: with the chains of custody, in which staff, senders and other recipients stand, and what proves them.</summary>
    Proof,
}

public static class ShareModes
{
    /// <summary>Whether originals may be taken.</summary>
    public static bool MayCopy(this ShareMode mode) => mode is not ShareMode.View;
}

/// <summary>The acts of whoever holds a link.</summary>
public enum ShareAct
{
    /// <summary>The list of what was shared.</summary>
    Opened,

    /// <summary>The page or the picture of an exhibit.</summary>
    Viewed,

    Played,

    /// <summary>A copy of the original was taken.</summary>
    Copied,
}

/// <summary>Somebody outside.</summary>
public sealed record Recipient(string Name, string? Organisation, RecipientKind Kind)
{
    /// <summary>Name and organisation in one line.</summary>
    public string Full => Organisation is null ? Name : $"{Name}, {Organisation}";
}

/// <summary>A link was made. What it shows stands on each exhibit (<see cref="ExhibitShared"/>).</summary>
/// <param name="Of">The record whose evidence was shared; nothing when one exhibit was.</param>
/// <param name="Basis">Why that is lawful, in words.</param>
/// <param name="CodeHash">The SHA-256 of the code in its address; the code itself was told once and is not kept.</param>
/// <param name="Exhibits">How many.</param>
[EventType("evidence.share-made.v1")]
public sealed record ShareMade(
    Id<Share> Share,
    Id<AnyRecord>? Of,
    Recipient To,
    string Basis,
    ShareMode Mode,
    string CodeHash,
    DateTimeOffset Until,
    int Exhibits
) : IEvent;

/// <summary>An exhibit can be seen by a link from now on.</summary>
[EventType("evidence.exhibit-shared.v1")]
public sealed record ExhibitShared(
    Id<Exhibit> Exhibit,
    Id<Share> Share,
    Recipient To,
    string Basis,
    ShareMode Mode,
    DateTimeOffset Until,
    ContentHash Sha256
) : IEvent;

/// <summary>A link works for longer. It stands on the share and on each of its exhibits.</summary>
[EventType("evidence.share-prolonged.v1")]
public sealed record ShareProlonged(Id<Share> Share, DateTimeOffset Until) : IEvent;

/// <summary>A link was ended before its time. It stands on the share and on each of its exhibits.</summary>
[EventType("evidence.share-revoked.v1")]
public sealed record ShareRevoked(Id<Share> Share, string Reason) : IEvent;

/// <summary>Whoever holds the link opened it.</summary>
/// <param name="Network">Where from, no more exactly than a network: <c>192.0.2.0/24</c>.</param>
[EventType("evidence.share-opened.v1")]
public sealed record ShareOpened(Id<Share> Share, string Network) : ILook;

/// <summary>Whoever holds a link looked at an exhibit, played it or took a copy.</summary>
/// <param name="Sha256">The bytes that were handed over; those of the exhibit when only its page was.</param>
/// <param name="Network">As of <see cref="ShareOpened"/>.</param>
[EventType("evidence.shared-exhibit-used.v1")]
public sealed record SharedExhibitUsed(Id<Exhibit> Exhibit, Id<Share> Share, ShareAct Act, ContentHash Sha256, string Network) : ILook;
