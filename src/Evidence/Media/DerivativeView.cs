namespace Bluelamp.Evidence.Media;

/// <summary>Keeps <c>evidence.derivative</c>: what was made of each exhibit, or why not. What takes the place of a damaged one leaves its bytes to nobody.</summary>
public sealed class DerivativeView : IView
{
    public string Table => "evidence.derivative";

    /// <summary>What was made of an original goes with it.</summary>
    public Sql Forget(short force, Guid stream) =>
        $"""
            with gone as (delete from evidence.derivative where force = {force} and exhibit = {stream} returning sha256)
            insert into evidence.orphan (sha256) select distinct g.sha256 from gone g where g.sha256 is not null on conflict do nothing
            """;

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            DerivativeMade e => $"""
                with was as (
                  select d.sha256 from evidence.derivative d
                   where d.force = {entry.Force} and d.exhibit = {e.Exhibit} and d.kind = {e.Kind.ToString()}
                     and d.sha256 <> decode({e.Output.ToString()}, 'hex')),
                gone as (insert into evidence.orphan (sha256) select w.sha256 from was w on conflict do nothing)
                insert into evidence.derivative (force, exhibit, kind, sha256, bytes, type, made_at)
                values ({entry.Force}, {e.Exhibit}, {e.Kind.ToString()}, decode({e.Output.ToString()}, 'hex'), {e.Bytes}, {e.Type}, {entry.At})
                on conflict (force, exhibit, kind) do update
                   set sha256 = excluded.sha256, bytes = excluded.bytes, type = excluded.type, failed = null, made_at = excluded.made_at
                """,
            DerivativeFailed e => $"""
                insert into evidence.derivative (force, exhibit, kind, failed, made_at)
                values ({entry.Force}, {e.Exhibit}, {e.Kind.ToString()}, {e.Reason}, {entry.At})
                """,
            _ => null,
        };
}

/// <summary>Keeps <c>evidence.examined</c>: whether an exhibit's bytes can be played or shown, and how long they play.</summary>
public sealed class ExaminedView : IView
{
    public string Table => "evidence.examined";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.examined where force = {force} and exhibit = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            ExhibitExamined e => $"""
                insert into evidence.examined (force, exhibit, readable, duration_seconds)
                values ({entry.Force}, {e.Exhibit}, {e.Readable}, {e.Found.DurationSeconds})
                """,
            _ => null,
        };
}
