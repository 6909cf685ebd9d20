namespace Bluelamp.Evidence.Versions;

/// <summary>Keeps <c>evidence.version</c>: the versions that were asked for of each exhibit, and what became of them.</summary>
public sealed class VersionView : IView
{
    public string Table => "evidence.version";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.version where force = {force} and exhibit = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            VersionOrdered e => $"""
                insert into evidence.version (force, exhibit, version, kind, name, ordered_at, ordered_by)
                values ({entry.Force}, {e.Exhibit}, {e.Version}, {e.Plan.Kind.ToString()}, {e.Name}, {entry.At}, {entry.Actor})
                """,
            VersionMade e => $"""
                update evidence.version set made_at = {entry.At} where force = {entry.Force} and exhibit = {e.Exhibit} and version = {e.Version}
                """,
            VersionFailed e => $"""
                update evidence.version set failed = {e.Reason} where force = {entry.Force} and exhibit = {e.Exhibit} and version = {e.Version}
                """,
            _ => null,
        };
}
