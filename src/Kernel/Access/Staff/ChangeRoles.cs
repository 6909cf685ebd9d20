namespace Bluelamp.Kernel.Access;

public sealed record GrantRole(Id<Staff> Staff, string Role) : ICommand<Staff>
{
    public Decision Decide(Staff state, By by) =>
        state switch
        {
            { Enrolled: false } => new NoSuchStaff(),
            _ when state.Roles.Contains(Role) => new RoleIsHeld(),
            _ => [new RoleGranted(Staff, Role)],
        };
}

/// <summary>Take a role away: its powers end with the person's next request.</summary>
public sealed record TakeRole(Id<Staff> Staff, string Role) : ICommand<Staff>
{
    public Decision Decide(Staff state, By by) =>
        state switch
        {
            { Enrolled: false } => new NoSuchStaff(),
            _ when !state.Roles.Contains(Role) => new RoleIsNotHeld(),
            _ => [new RoleTaken(Staff, Role)],
        };
}

public sealed record NoSuchRole() : Refusal.Invalid("no-such-role", "Choose a role of the list.", "role");

public sealed record RoleIsHeld() : Refusal.Conflict("role-is-held", "This person has that role already.");

public sealed record RoleIsNotHeld() : Refusal.Conflict("role-is-not-held", "This person does not have that role.");
