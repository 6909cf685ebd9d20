using System.Collections.Immutable;

namespace Bluelamp.Kernel.Access;

[EventType("kernel.staff-enrolled.v1")]
public sealed record StaffEnrolled(Id<Staff> Staff, string Username, string Name, string? Collar, string? Email) : IEvent;

[EventType("kernel.role-granted.v1")]
public sealed record RoleGranted(Id<Staff> Staff, string Role) : IEvent;

[EventType("kernel.role-taken.v1")]
public sealed record RoleTaken(Id<Staff> Staff, string Role) : IEvent;

[EventType("kernel.staff-suspended.v1")]
public sealed record StaffSuspended(Id<Staff> Staff, string Reason) : IEvent;

[EventType("kernel.staff-reinstated.v1")]
public sealed record StaffReinstated(Id<Staff> Staff, string Reason) : IEvent;

/// <summary>The password or the second factor was set anew, by the person or by an administrator. The secret itself is nowhere in the ledger.</summary>
/// <param name="What"><c>password</c>, <c>authenticator</c>, <c>sign-in</c> (both, by an administrator) or <c>recovery-codes</c>.</param>
[EventType("kernel.credential-changed.v1")]
public sealed record CredentialChanged(Id<Staff> Staff, string What) : IEvent;

/// <summary>A member of staff: what must be remembered to decide who may do what.</summary>
public sealed record Staff(bool Enrolled, bool Suspended, ImmutableSortedSet<string> Roles) : IState<Staff>
{
    public static Staff Empty { get; } = new(Enrolled: false, Suspended: false, ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    public Staff Apply(IEvent e) =>
        e switch
        {
            StaffEnrolled => this with { Enrolled = true },
            RoleGranted granted => this with { Roles = Roles.Add(granted.Role) },
            RoleTaken taken => this with { Roles = Roles.Remove(taken.Role) },
            StaffSuspended => this with { Suspended = true },
            StaffReinstated => this with { Suspended = false },
            _ => this,
        };
}

public sealed record NoSuchStaff() : Refusal.NotFound("no-such-staff", "There is no such member of staff.");
