using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Scanning;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Shares;

/// <summary>What an officer says of a link.</summary>
public sealed record ShareOrder(Recipient To, string Basis, ShareMode Mode, DateTimeOffset Until)
{
    /// <summary>How long a link works when nobody says otherwise.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromDays(14);

    /// <summary>The longest that a link works from the day on which somebody says so.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>Characters of a name or an organisation.</summary>
    public const int LongestName = 100;

    /// <summary>Characters of a basis or a reason.</summary>
    public const int LongestWords = 1_000;

    /// <summary>A link works to the end of its last day, as the clocks in London show it.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => LocalTime.FromLondon(day.ToDateTime(new TimeOnly(23, 59)));

    /// <summary>The last day may be the ninetieth from now, to its end.</summary>
    internal static bool IsTerm(DateTimeOffset until, By by) =>
        until > by.At && until <= EndOf(DateOnly.FromDateTime((by.At + Longest).InLondon().DateTime));
}

/// <summary>Make a link.</summary>
public sealed record MakeShare(Id<Share> Share, Id<AnyRecord>? Of, ShareOrder Order, string Code, int Exhibits) : ICreation<Share>
{
    /// <summary>What it comes to.</summary>
    internal ShareMade Made => new(Share, Of, Order.To, Order.Basis, Order.Mode, ShareCode.Hash(Code), Order.Until, Exhibits);

    public Decision Decide(Share state, By by) =>
        state switch
        {
            { Known: true } => new SharedAlready(),
            _ when string.IsNullOrWhiteSpace(Order.To.Name) => new RecipientMissing(),
            _ when Math.Max(Order.To.Name.Length, Order.To.Organisation?.Length ?? 0) > ShareOrder.LongestName => new RecipientTooLong(),
            _ when string.IsNullOrWhiteSpace(Order.Basis) => new BasisMissing(),
            _ when Order.Basis.Length > ShareOrder.LongestWords => new BasisTooLong(),
            _ when !ShareOrder.IsTerm(Order.Until, by) => new NoSuchShareTerm(),
            _ => [Made],
        };
}

/// <summary>Say on an exhibit that a link shows it.</summary>
public sealed record ShareExhibit(Id<Exhibit> Exhibit, Id<Share> Share, ShareOrder Order) : ICommand<Exhibit>
{
    public Decision Decide(Exhibit state, By by) =>
        state switch
        {
            { Quarantine: { } finding } => new InQuarantine(finding),
            { Known: true, Gone: false, Content: { } content } =>
            [
                new ExhibitShared(Exhibit, Share, Order.To, Order.Basis, Order.Mode, Order.Until, content.Sha256),
            ],
            _ => new NoSuchRecord(),
        };
}

/// <summary>Let a link work for longer.</summary>
public sealed record ProlongShare(Id<Share> Share, DateTimeOffset Until) : ICommand<Share>
{
    public Decision Decide(Share state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Revoked: true } => new ShareIsOver(),
            _ when state.Until <= by.At => new ShareIsOver(),
            _ when Until <= state.Until || !ShareOrder.IsTerm(Until, by) => new NoLongerTerm(),
            _ => [new ShareProlonged(Share, Until)],
        };
}

/// <summary>End a link at once.</summary>
public sealed record RevokeShare(Id<Share> Share, string Reason) : ICommand<Share>
{
    public Decision Decide(Share state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Revoked: true } => new ShareIsOver(),
            _ when string.IsNullOrWhiteSpace(Reason) => new RevokingReasonMissing(),
            _ when Reason.Length > ShareOrder.LongestWords => new RevokingReasonTooLong(),
            _ => [new ShareRevoked(Share, Reason.Trim())],
        };
}

/// <summary>Say on an exhibit what became of a link that shows it. One that was disposed of says nothing more.</summary>
public sealed record SayOfShare(IEvent Said) : ICommand<Exhibit>
{
    public Decision Decide(Exhibit state, By by) => state.Known ? [Said] : [];
}

public sealed record SharedAlready()
    : Refusal.Conflict("shared-already", "This link was made already, for what you said before. To share more, begin anew.");

public sealed record RecipientMissing() : Refusal.Invalid("recipient-missing", "Say who it is for.", "name");

public sealed record RecipientTooLong()
    : Refusal.Invalid("recipient-too-long", $"A name holds {ShareOrder.LongestName} characters.", "name");

public sealed record BasisMissing() : Refusal.Invalid("basis-missing", "Say why it may be shared.", "basis");

public sealed record BasisTooLong() : Refusal.Invalid("basis-too-long", $"Say it in {ShareOrder.LongestWords} characters.", "basis");

public sealed record NoSuchShareTerm()
    : Refusal.Invalid("no-such-share-term", $"Choose a day within {ShareOrder.Longest.Days} days from now.", "until");

public sealed record NoLongerTerm()
    : Refusal.Invalid(
        "no-longer-term",
        $"Choose a day that is later than now agreed, and within {ShareOrder.Longest.Days} days from now.",
        "until"
    );

public sealed record ShareIsOver() : Refusal.Conflict("share-is-over", "This link is over. Make a new one.");

public sealed record RevokingReasonMissing() : Refusal.Invalid("revoking-reason-missing", "Say why it is ended.", "reason");

public sealed record RevokingReasonTooLong()
    : Refusal.Invalid("revoking-reason-too-long", $"Say it in {ShareOrder.LongestWords} characters.", "reason");
