namespace Bluelamp.Evidence.Objects;

/// <summary>Keeps <c>evidence.hand_over</c>: objects that somebody is yet to sign for; one offer at a time, the last one where entries between were erased.</summary>
public sealed class HandOverView : IView
{
    public string Table => "evidence.hand_over";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.hand_over where force = {force} and exhibit = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            ObjectOffered e => $"""
                insert into evidence.hand_over (force, exhibit, receiver, giver, reason, seal, offered_at)
                values ({entry.Force}, {e.Exhibit}, {e.Receiver}, {entry.Actor}, {e.Reason}, {e.Seal}, {entry.At})
                on conflict (force, exhibit) do update
                   set receiver = excluded.receiver, giver = excluded.giver, reason = excluded.reason, seal = excluded.seal,
                       offered_at = excluded.offered_at
                """,
            ObjectReceived or ObjectNotReceived or OfferTakenBack => Forget(entry.Force, entry.Stream),
            _ => null,
        };
}

/// <summary>Keeps <c>evidence.signature</c>: the signatures that were drawn for objects.</summary>
public sealed class SignatureView : IView
{
    public string Table => "evidence.signature";

    /// <summary>Who signed goes with what they signed for.</summary>
    public Sql Forget(short force, Guid stream) =>
        $"""
            with gone as (delete from evidence.signature where force = {force} and exhibit = {stream} returning sha256)
            insert into evidence.orphan (sha256) select distinct g.sha256 from gone g on conflict do nothing
            """;

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            ObjectPassedOn { Signing: { Drawn: { } drawn, Bytes: var bytes } } e => $"""
                insert into evidence.signature (force, exhibit, sha256, bytes, signed_at)
                values ({entry.Force}, {e.Exhibit}, decode({drawn.ToString()}, 'hex'), {bytes ?? 0}, {entry.At})
                on conflict (force, exhibit, sha256) do nothing
                """,
            _ => null,
        };
}
