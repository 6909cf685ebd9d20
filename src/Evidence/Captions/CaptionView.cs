namespace Bluelamp.Evidence.Captions;

/// <summary>Keeps <c>evidence.caption</c>: every version of the captions of each exhibit.</summary>
public sealed class CaptionView : IView
{
    public string Table => "evidence.caption";

    /// <summary>What people made of an original goes with it.</summary>
    public Sql Forget(short force, Guid stream) =>
        $"""
            with gone as (delete from evidence.caption where force = {force} and exhibit = {stream} returning sha256)
            insert into evidence.orphan (sha256) select distinct g.sha256 from gone g on conflict do nothing
            """;

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            CaptionsWritten e => $"""
                insert into evidence.caption (force, exhibit, language, version, cues, sha256, bytes, written_at, written_by)
                values ({entry.Force}, {e.Exhibit}, {e.Language}, {e.Version}, {e.Cues}, decode({e.Output.ToString()}, 'hex'), {e.Bytes},
                        {entry.At}, {entry.Actor})
                """,
            CaptionsWithdrawn e => $"""
                update evidence.caption set withdrawn_at = {entry.At}, withdrawn_by = {entry.Actor}, withdrawn_why = {e.Why.ToString()}
                 where force = {entry.Force} and exhibit = {e.Exhibit} and language = {e.Language} and withdrawn_at is null
                """,
            _ => null,
        };
}
