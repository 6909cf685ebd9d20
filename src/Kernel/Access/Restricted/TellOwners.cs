using System.Security.Cryptography;
using Bluelamp.Kernel.Messages;

namespace Bluelamp.Kernel.Access;

/// <summary>Tells whoever closed a record, and whoever holds a key of it, that somebody else opened it. Who, and why, stays in the house.</summary>
internal sealed class TellOwners(Restrictions restrictions, StaffRegister register, IMessages messages) : IReaction
{
    public string Name => "kernel.tell-owners-of-broken-glass";

    public IReadOnlyCollection<Type> To { get; } = [typeof(GlassBroken)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (entry.Event is not GlassBroken broken)
            return; // its content was lawfully erased meanwhile
        var viewer = Viewer.System(entry.Force);
        foreach (var owner in await restrictions.OwnersAsync(entry.Force, broken.Record.Value, ct))
        {
            if (owner == broken.Staff.Value || await register.FindAsync(new Id<Staff>(owner), viewer, ct) is not { Email: { } email })
                continue;
            await messages.QueueAsync(Told(broken, owner, email), entry.Force, ct);
        }
    }

    private static OutgoingMessage Told(GlassBroken broken, Guid owner, string email) =>
        OutgoingMessage.Email(
            MessageId(broken.Glass, owner),
            email,
            "A restricted record was opened",
            "Somebody opened a record that is restricted, and gave a reason. Please look at it under Restricted in Bluelamp within 24 hours.",
            "en",
            broken.Record.Value
        );

    /// <summary>The same each time the reaction runs, so that nobody is told twice.</summary>
    private static Guid MessageId(Id<Glass> glass, Guid owner) =>
        new(SHA256.HashData([.. glass.Value.ToByteArray(), .. owner.ToByteArray()]).AsSpan(0, 16));
}
