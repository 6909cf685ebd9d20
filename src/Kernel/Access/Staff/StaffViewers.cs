using Bluelamp.Kernel.Web;

namespace Bluelamp.Kernel.Access;

/// <summary>Who looks when a member of staff works without a session, such as from the command line: what their roles reach, and no more.</summary>
public sealed class StaffViewers(StaffRegister register, Roles roles, ForceProfile force)
{
    /// <summary>The viewer, with the purpose that their first role starts with; nothing when nobody who may come in has that name.</summary>
    public async Task<Viewer?> FindAsync(string username, CancellationToken ct) =>
        Of(await register.FindAsync(username, Viewer.System(force.Code), ct));

    /// <summary>The same by their id: what they may see now, whatever they could see when they acted.</summary>
    public async Task<Viewer?> FindAsync(Id<Staff> staff, CancellationToken ct) =>
        Of(await register.FindAsync(staff, Viewer.System(force.Code), ct));

    private Viewer? Of(StaffLine? line) =>
        line is { Suspended: false } staff
            ? new(
                staff.Person,
                staff.Name,
                force.Code,
                roles.Permissions(staff.Roles),
                roles.Clearance(staff.Roles),
                roles.Purpose(staff.Roles),
                [staff.Person]
            )
            : null;
}
