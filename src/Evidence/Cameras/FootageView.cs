using Bluelamp.Evidence.Doors;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Cameras;

/// <summary>Keeps <c>evidence.footage</c>.</summary>
public sealed class FootageView : IView
{
    public string Table => "evidence.footage";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.footage where force = {force} and request = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            FootageAsked e => $"""
                insert into evidence.footage (force, request, record, record_kind, camera, made_from, made_until, runs_out_at, gone_at, way,
                                              asked_at, asked_by, also)
                values ({entry.Force}, {e.Request}, {e.Of.Id}, {e.Of.Kind.ToString()}, {e.Camera}, {e.From}, {e.Until}, {e.RunsOutAt},
                        {e.GoneAt}, {e.Way.ToString()}, {entry.At}, {entry.Actor}, {(e.Also ?? []).Select(static c => c.Value).ToArray()})
                """,
            FootageReminded e => $"""
                update evidence.footage set reminded_at = {entry.At}, way = {e.Way.ToString()}
                 where force = {entry.Force} and request = {e.Request}
                """,
            FootageAnswered e => $"""
                update evidence.footage set answer = {e.Answer.ToString()}, answer_words = {e.Words}, answered_at = {entry.At}
                 where force = {entry.Force} and request = {e.Request}
                """,
            FootageCancelled e => $"""
                update evidence.footage set cancelled_at = {entry.At}, cancelled_why = {e.Reason}
                 where force = {entry.Force} and request = {e.Request}
                """,
            _ => null,
        };
}

/// <summary>Keeps <c>evidence.footage_door</c>: the links by which an owner sends what was asked for.</summary>
public sealed class FootageDoorView : IView
{
    public string Table => "evidence.footage_door";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.footage_door where force = {force} and request = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            FootageAsked e => Put(entry, e.Door, e.Request),
            FootageReminded e => Put(entry, e.Door, e.Request),
            _ => null,
        };

    private static Sql Put(Entry entry, Id<Door> door, Id<FootageRequest> request) =>
        $"insert into evidence.footage_door (force, door, request) values ({entry.Force}, {door}, {request})";
}

/// <summary>Keeps <c>evidence.door_entry</c>: when a link was first opened.</summary>
public sealed class DoorEntryView : IView
{
    public string Table => "evidence.door_entry";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.door_entry where force = {force} and door = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            DoorEntered e => $"""
                insert into evidence.door_entry (force, door, entered_at) values ({entry.Force}, {e.Door}, {entry.At})
                on conflict (force, door) do nothing
                """,
            _ => null,
        };
}

/// <summary>What was asked for as evidence of a record goes with the record.</summary>
internal sealed class FootageCompanions : ICompanions
{
    public Sql Streams(short force, Guid record) =>
        $"select f.request from evidence.footage f where f.force = {force} and f.record = {record}";
}
