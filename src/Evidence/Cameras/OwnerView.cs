using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Cameras;

/// <summary>Keeps <c>evidence.owner</c>. What was told of an owner who left is taken out of the row.</summary>
public sealed class OwnerView : IView
{
    public string Table => "evidence.owner";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.owner where force = {force} and owner = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            OwnerRegistered e => Insert(entry, e.Owner, e.Whom),
            OwnerChanged e => $"""
                update evidence.owner
                   set name = {e.Whom.Name}, premises = {e.Whom.Premises}, phone = {e.Whom.Phone}, email = {e.Whom.Email},
                       language = {e.Whom.Language}, consent_on = {e.Whom.Consent.On}, consent_by = {e.Whom.Consent.By},
                       consent_how = {e.Whom.Consent.How}
                 where force = {entry.Force} and owner = {e.Owner}
                """,
            OwnerLeft e => $"""
                update evidence.owner
                   set name = null, premises = null, phone = null, email = null, consent_on = null, consent_by = null, consent_how = null,
                       ended_at = {entry.At}, ended_why = {e.Reason}
                 where force = {entry.Force} and owner = {e.Owner}
                """,
            _ => null,
        };

    private static Sql Insert(Entry entry, Id<Owner> owner, CameraOwner o) =>
        $"""
            insert into evidence.owner (force, owner, name, premises, phone, email, language, consent_on, consent_by, consent_how, since)
            values ({entry.Force}, {owner}, {o.Name}, {o.Premises}, {o.Phone}, {o.Email}, {o.Language}, {o.Consent.On}, {o.Consent.By},
                    {o.Consent.How}, {entry.At})
            """;
}

/// <summary>Where a camera is tells of its owner: it goes with them, and they go with the last of their cameras.</summary>
internal sealed class OwnerCompanions : ICompanions
{
    public Sql Streams(short force, Guid record) =>
        $"""
            select c.camera from evidence.camera c where c.force = {force} and c.owner = {record}
            union all
            select c.owner
              from evidence.camera c
             where c.force = {force} and c.camera = {record} and c.owner is not null
               and not exists (select from evidence.camera o where o.force = c.force and o.owner = c.owner and o.camera <> c.camera)
            """;
}
