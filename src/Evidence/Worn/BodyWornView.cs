using Bluelamp.Evidence.Retention;

namespace Bluelamp.Evidence.Worn;

/// <summary>Keeps <c>evidence.body_worn</c>: what came from body-worn cameras, and how it was marked.</summary>
public sealed class BodyWornView : IView
{
    public string Table => "evidence.body_worn";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.body_worn where force = {force} and exhibit = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            BodyWornReceived e => $"""
                insert into evidence.body_worn (force, exhibit, officer, worn_by, device, since)
                values ({entry.Force}, {e.Exhibit}, {e.Wearer.Officer?.Value}, {e.Wearer.WornBy}, {e.Wearer.Device}, {entry.At})
                """,
            BodyWornMarked e => $"""
                insert into evidence.body_worn (force, exhibit, marked, since)
                values ({entry.Force}, {e.Exhibit}, {e.As.ToString()}, {entry.At})
                on conflict (force, exhibit) do update set marked = excluded.marked, since = excluded.since
                """,
            _ => null,
        };
}
