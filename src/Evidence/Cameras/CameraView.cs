namespace Bluelamp.Evidence.Cameras;

/// <summary>Keeps <c>evidence.camera</c>. What was told of an owner who withdrew, or whose offer was declined, is taken out of the row.</summary>
public sealed class CameraView : IView
{
    public string Table => "evidence.camera";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.camera where force = {force} and camera = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            CameraOffered e => Put(entry, e.Camera, CameraStanding.Offered, e.Details, e.Owner, of: null),
            CameraRegistered e => Put(entry, e.Camera, CameraStanding.Registered, e.Details, e.Owner, e.Of),
            CameraChanged e => Change(entry, e),
            CameraDeclined e => End(entry, e.Camera, CameraStanding.Declined, e.Reason),
            CameraWithdrawn e => End(entry, e.Camera, CameraStanding.Withdrawn, e.Reason),
            _ => null,
        };

    /// <summary>A row of its own, or the one of its offer.</summary>
    /// <param name="o">What was typed of its owner; nothing where the camera has one of its own row.</param>
    private static Sql Put(Entry entry, Id<Camera> camera, CameraStanding standing, CameraDetails d, CameraOwner? o, Id<Owner>? of) =>
        $"""
            insert into evidence.camera (force, camera, standing, kind, address, easting, northing, direction, field, reach_metres, days_kept,
                                         clock_note, owner_name, phone, email, language, consent_on, consent_by, consent_how, owner, since)
            values ({entry.Force}, {camera}, {standing.ToString()}, {d.Kind}, {d.Address}, {d.Easting}, {d.Northing}, {d.Direction}, {d.Field},
                    {d.ReachMetres}, {d.DaysKept}, {d.ClockNote}, {o?.Name}, {o?.Phone}, {o?.Email}, {o?.Language}, {o?.Consent.On}, {o?.Consent.By},
                    {o?.Consent.How}, {of}, {entry.At})
            on conflict (force, camera) do update
               set standing = excluded.standing, kind = excluded.kind, address = excluded.address, easting = excluded.easting,
                   northing = excluded.northing, direction = excluded.direction, field = excluded.field, reach_metres = excluded.reach_metres,
                   days_kept = excluded.days_kept, clock_note = excluded.clock_note, owner_name = excluded.owner_name, phone = excluded.phone,
                   email = excluded.email, language = excluded.language, consent_on = excluded.consent_on, consent_by = excluded.consent_by,
                   consent_how = excluded.consent_how, owner = excluded.owner, since = excluded.since
            """;

    private static Sql Change(Entry entry, CameraChanged e) =>
        $"""
            update evidence.camera
               set kind = {e.Details.Kind}, address = {e.Details.Address}, easting = {e.Details.Easting}, northing = {e.Details.Northing},
                   direction = {e.Details.Direction}, field = {e.Details.Field}, reach_metres = {e.Details.ReachMetres},
                   days_kept = {e.Details.DaysKept}, clock_note = {e.Details.ClockNote}, owner_name = {e.Owner?.Name}, phone = {e.Owner?.Phone},
                   email = {e.Owner?.Email}, language = {e.Owner?.Language}, consent_on = {e.Owner?.Consent.On},
                   consent_by = {e.Owner?.Consent.By}, consent_how = {e.Owner?.Consent.How}, owner = {e.Of}
             where force = {entry.Force} and camera = {e.Camera}
            """;

    private static Sql End(Entry entry, Id<Camera> camera, CameraStanding standing, string reason) =>
        $"""
            update evidence.camera
               set standing = {standing.ToString()}, address = null, easting = null, northing = null, direction = null, clock_note = null,
                   owner_name = null, phone = null, email = null, consent_on = null, consent_by = null, consent_how = null,
                   ended_at = {entry.At}, ended_why = {reason}
             where force = {entry.Force} and camera = {camera}
            """;
}
