using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Retention;
using Bluelamp.Kernel.Access;

namespace Bluelamp.Evidence.Worn;

/// <summary>Who wore a body-worn camera, and which it was (DOMAIN §5.3).</summary>
/// <param name="Officer">The member of staff, as far as the dock or whoever emptied it says.</param>
/// <param name="WornBy">The same in words, as they were called then: <c>Nia Rees, 2107</c>.</param>
/// <param name="Device">The camera's own number.</param>
public sealed record Wearer(Id<Staff>? Officer = null, string? WornBy = null, string? Device = null)
{
    /// <summary>The longest number of a camera, in characters.</summary>
    public const int LongestDevice = 100;
}

/// <summary>It came from a body-worn camera.</summary>
[EventType("evidence.body-worn-received.v1")]
public sealed record BodyWornReceived(Id<Exhibit> Exhibit, Wearer Wearer) : IEvent;

/// <summary>Take in body-worn video: it is not evidential until somebody links it to a record or marks it.</summary>
public sealed record ReceiveBodyWorn(ReceiveExhibit Receive, Wearer Wearer) : ICreation<Exhibit>
{
    public Decision Decide(Exhibit state, By by)
    {
        var received = Receive.Decide(state, by);
        return received.Refusal is not null || received.Events.Count == 0 ? received
            : MediaKinds.Of(Receive.Content?.Type) is not MediaKind.Video ? new NotAVideo()
            : [.. received, new BodyWornReceived(Receive.Exhibit, Wearer), new BodyWornMarked(Receive.Exhibit, BodyWorn.NonEvidential)];
    }
}
