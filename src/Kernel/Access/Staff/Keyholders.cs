using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Bluelamp.Kernel.Access;

[EventType("kernel.keyholder-added.v1")]
public sealed record KeyholderAdded(Id<Staff> Staff) : IEvent;

[EventType("kernel.keyholder-removed.v1")]
public sealed record KeyholderRemoved(Id<Staff> Staff) : IEvent;

/// <summary>
/// Those of a force who may manage staff. One stream for each force, decided together with the change of a role: when two people each take the other's
/// role away at the same moment, the second finds that it would leave nobody, and is refused.
/// </summary>
public sealed record Keyholders(ImmutableHashSet<Id<Staff>> People) : IState<Keyholders>
{
    public static Keyholders Empty { get; } = new([]);

    public static Id<Keyholders> Of(short force) =>
        new(new Guid(SHA256.HashData(Encoding.ASCII.GetBytes($"bluelamp keyholders {force:00}")).AsSpan(0, 16)));

    public Keyholders Apply(IEvent e) =>
        e switch
        {
            KeyholderAdded added => new(People.Add(added.Staff)),
            KeyholderRemoved removed => new(People.Remove(removed.Staff)),
            _ => this,
        };
}

public sealed record AddKeyholder(Id<Staff> Staff) : ICommand<Keyholders>
{
    public Decision Decide(Keyholders state, By by) => state.People.Contains(Staff) ? [] : [new KeyholderAdded(Staff)];
}

public sealed record RemoveKeyholder(Id<Staff> Staff) : ICommand<Keyholders>
{
    public Decision Decide(Keyholders state, By by) =>
        !state.People.Contains(Staff) ? []
        : state.People.Count == 1 ? new LastAdministrator()
        : [new KeyholderRemoved(Staff)];
}

public sealed record LastAdministrator()
    : Refusal.Conflict("last-administrator", "This is the last person who can manage staff. Give somebody else that role first.");
