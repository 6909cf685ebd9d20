namespace Bluelamp.Evidence.Cameras;

/// <summary>Somebody with cameras in the register, entered once however many they have, as far as decisions need it.</summary>
/// <param name="Whom">How to reach them, and what they agreed to; nothing when there is no such owner, or no longer.</param>
public sealed record Owner(bool Known, CameraOwner? Whom) : IState<Owner>
{
    public static Owner Empty { get; } = new(Known: false, Whom: null);

    public Owner Apply(IEvent e) =>
        e switch
        {
            OwnerRegistered registered => new(Known: true, registered.Whom),
            OwnerChanged changed => this with { Whom = changed.Whom },
            OwnerLeft => this with { Whom = null },
            _ => this,
        };
}

/// <summary>An owner was taken into the register, with their first camera.</summary>
[EventType("evidence.owner-registered.v1")]
public sealed record OwnerRegistered(Id<Owner> Owner, CameraOwner Whom) : IEvent;

/// <summary>How to reach an owner, or what they agreed to, was put right, for all their cameras.</summary>
[EventType("evidence.owner-changed.v1")]
public sealed record OwnerChanged(Id<Owner> Owner, CameraOwner Whom) : IEvent;

/// <summary>An owner is in the register no longer: they agree no longer, or have no camera left in it.</summary>
[EventType("evidence.owner-left.v1")]
public sealed record OwnerLeft(Id<Owner> Owner, string Reason) : IEvent;
