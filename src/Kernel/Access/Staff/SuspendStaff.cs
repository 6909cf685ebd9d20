namespace Bluelamp.Kernel.Access;

/// <summary>Shut somebody out at once: their sessions end, their sign-in is refused, their record stays.</summary>
public sealed record SuspendStaff(Id<Staff> Staff, string Reason) : ICommand<Staff>
{
    public Decision Decide(Staff state, By by) =>
        state switch
        {
            { Enrolled: false } => new NoSuchStaff(),
            { Suspended: true } => new StaffIsSuspended(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonIsMissing(),
            _ => [new StaffSuspended(Staff, Reason.Trim())],
        };
}

public sealed record ReinstateStaff(Id<Staff> Staff, string Reason) : ICommand<Staff>
{
    public Decision Decide(Staff state, By by) =>
        state switch
        {
            { Enrolled: false } => new NoSuchStaff(),
            { Suspended: false } => new StaffIsNotSuspended(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonIsMissing(),
            _ => [new StaffReinstated(Staff, Reason.Trim())],
        };
}

public sealed record ReasonIsMissing() : Refusal.Invalid("reason-is-missing", "Say why, in a few words.", "reason");

public sealed record StaffIsSuspended() : Refusal.Conflict("staff-is-suspended", "This person is suspended already.");

public sealed record StaffIsNotSuspended() : Refusal.Conflict("staff-is-not-suspended", "This person is not suspended.");
