namespace Bluelamp.Evidence.Doors;

/// <summary>Keeps <c>evidence.door</c>.</summary>
public sealed class DoorView : IView
{
    public string Table => "evidence.door";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.door where force = {force} and door = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            DoorOpened e => $"""
                insert into evidence.door (force, door, kind, record, record_kind, asks_en, asks_cy, code_hash, code, until, meant_for, opened_at, opened_by)
                values ({entry.Force}, {e.Door}, {e.Kind.ToString()}, {e.Of.Id}, {e.Of.Kind.ToString()}, {e.Asks.En}, {e.Asks.Cy}, {e.CodeHash},
                        {e.Code}, {e.Until}, {e.For}, {entry.At}, {entry.Actor})
                """,
            DoorClosed e => $"update evidence.door set closed_at = {entry.At} where force = {entry.Force} and door = {e.Door}",
            _ => null,
        };
}
