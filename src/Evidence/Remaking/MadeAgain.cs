using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Fixity;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Shares;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Remaking;

/// <summary>
/// What was made of an exhibit was found damaged in the store and was made again of the original. With the same bytes it is what it was; with others, as
/// another version of the tool makes them, the entry before this one says how.
/// </summary>
/// <param name="Kind">What was made; nothing for a copy that names its recipient.</param>
/// <param name="Share">The link whose copy it is; nothing for what all see.</param>
/// <param name="Was">The hash of what was damaged.</param>
/// <param name="Now">The hash of what is there now.</param>
[EventType("evidence.made-again.v1")]
public sealed record MadeAgain(Id<Exhibit> Exhibit, DerivativeKind? Kind, Id<Share>? Share, Damage Damage, ContentHash Was, ContentHash Now)
    : IEvent;

/// <summary>Say that a derivative was made again.</summary>
/// <param name="Instead">How, when its bytes are others.</param>
public sealed record SayDerivativeAgain(MadeAgain Again, DerivativeMade? Instead) : ICommand<Made>
{
    public Decision Decide(Made state, By by) =>
        Again.Kind is not { } kind || state.Kinds.GetValueOrDefault(kind) != Again.Was ? []
        : Instead is null ? [Again]
        : [Instead, Again];
}

/// <summary>Say that a copy that names its recipient was made again.</summary>
/// <param name="Instead">How, when its bytes are others.</param>
public sealed record SayMarkedAgain(MadeAgain Again, WatermarkMade? Instead) : ICommand<Watermarks>
{
    public Decision Decide(Watermarks state, By by) =>
        Again.Share is not { } share || state.Shares.GetValueOrDefault(share) != Again.Was ? []
        : Instead is null ? [Again]
        : [Instead, Again];
}
