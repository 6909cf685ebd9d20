namespace Bluelamp.Records;

/// <summary>Keeps <c>records.communication</c>.</summary>
public sealed class CommunicationView : IView
{
    public string Table => "records.communication";

    public Sql Forget(short force, Guid stream) => $"delete from records.communication where force = {force} and communication = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event is CommunicationNoted { Details: var d } e
            ? (Sql)
                $"""
                    insert into records.communication (force, communication, kind, value, shown)
                    values ({entry.Force}, {e.Communication}, {d.Kind.ToString()}, {d.Value}, {d.Shown})
                    on conflict (force, communication) do nothing
                    """
            : null;
}
