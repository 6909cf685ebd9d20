namespace Bluelamp.Kernel.Access;

/// <summary>Keeps <c>kernel.staff</c>: read on every request, so that a role taken away ends its powers at once.</summary>
internal sealed class StaffView : IView
{
    public string Table => "kernel.staff";

    public Sql Forget(short force, Guid stream) => $"delete from kernel.staff where force = {force} and person = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            StaffEnrolled e => $"""
                insert into kernel.staff (force, person, username, name, collar, email, enrolled_at, version)
                values ({entry.Force}, {e.Staff}, {e.Username}, {e.Name}, {e.Collar}, {e.Email}, {entry.At}, {entry.Version})
                """,
            RoleGranted e => Change(entry, $", roles = array_append(s.roles, {e.Role})"),
            RoleTaken e => Change(entry, $", roles = array_remove(s.roles, {e.Role})"),
            StaffSuspended => Change(entry, $", suspended = true"),
            StaffReinstated => Change(entry, $", suspended = false"),
            CredentialChanged or SignedOutEverywhere => Change(entry, Sql.Empty),
            _ => null,
        };

    private static Sql Change(Entry entry, Sql also) =>
        $"update kernel.staff s set version = {entry.Version}{also} where s.force = {entry.Force} and s.person = {entry.Stream}";
}
