using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Shares;

/// <summary>Keeps <c>evidence.share</c>.</summary>
public sealed class ShareView : IView
{
    public string Table => "evidence.share";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.share where force = {force} and share = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            ShareMade e => $"""
                insert into evidence.share (force, share, record, recipient, organisation, kind, basis, mode, code_hash, until, made_at, made_by)
                values ({entry.Force}, {e.Share}, {e.Of?.Value}, {e.To.Name}, {e.To.Organisation}, {e.To.Kind.ToString()}, {e.Basis},
                        {e.Mode.ToString()}, {e.CodeHash}, {e.Until}, {entry.At}, {entry.Actor})
                """,
            ShareProlonged e when entry.Stream == e.Share.Value => $"""
                update evidence.share set until = {e.Until} where force = {entry.Force} and share = {e.Share}
                """,
            ShareRevoked e when entry.Stream == e.Share.Value => $"""
                update evidence.share set revoked_at = {entry.At}, revoked_why = {e.Reason} where force = {entry.Force} and share = {e.Share}
                """,
            _ => null,
        };
}

/// <summary>Keeps <c>evidence.share_item</c>: which exhibits a link shows.</summary>
public sealed class ShareItemView : IView
{
    public string Table => "evidence.share_item";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.share_item where force = {force} and exhibit = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            ExhibitShared e => $"insert into evidence.share_item (force, share, exhibit) values ({entry.Force}, {e.Share}, {e.Exhibit})",
            _ => null,
        };
}

/// <summary>Keeps <c>evidence.share_access</c>: what the holders of links did.</summary>
public sealed class ShareAccessView : IView
{
    public string Table => "evidence.share_access";

    public Sql Forget(short force, Guid stream) => $"delete from evidence.share_access where force = {force} and stream = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            ShareOpened e => Line(entry, e.Share, exhibit: null, ShareAct.Opened, e.Network),
            SharedExhibitUsed e => Line(entry, e.Share, e.Exhibit.Value, e.Act, e.Network),
            _ => null,
        };

    private static Sql Line(Entry entry, Id<Share> share, Guid? exhibit, ShareAct act, string network) =>
        $"""
            insert into evidence.share_access (force, stream, version, share, exhibit, act, at, network)
            values ({entry.Force}, {entry.Stream}, {entry.Version}, {share}, {exhibit}, {act.ToString()}, {entry.At}, {network})
            """;
}

/// <summary>Keeps <c>evidence.watermark</c>: the copies that name their recipient, or why there is none. One that takes the place of a damaged one leaves its bytes to nobody.</summary>
public sealed class WatermarkView : IView
{
    public string Table => "evidence.watermark";

    /// <summary>What was made of an original goes with it.</summary>
    public Sql Forget(short force, Guid stream) =>
        $"""
            with gone as (delete from evidence.watermark where force = {force} and exhibit = {stream} returning sha256)
            insert into evidence.orphan (sha256) select distinct g.sha256 from gone g where g.sha256 is not null on conflict do nothing
            """;

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            WatermarkMade e => $"""
                with was as (
                  select w.sha256 from evidence.watermark w
                   where w.force = {entry.Force} and w.exhibit = {e.Exhibit} and w.share = {e.Share}
                     and w.sha256 <> decode({e.Output.ToString()}, 'hex')),
                gone as (insert into evidence.orphan (sha256) select o.sha256 from was o on conflict do nothing)
                insert into evidence.watermark (force, exhibit, share, sha256, bytes, type, made_at)
                values ({entry.Force}, {e.Exhibit}, {e.Share}, decode({e.Output.ToString()}, 'hex'), {e.Bytes}, {e.Type}, {entry.At})
                on conflict (force, exhibit, share) do update
                   set sha256 = excluded.sha256, bytes = excluded.bytes, type = excluded.type, failed = null, made_at = excluded.made_at
                """,
            WatermarkFailed e => $"""
                insert into evidence.watermark (force, exhibit, share, failed, made_at)
                values ({entry.Force}, {e.Exhibit}, {e.Share}, {e.Reason}, {entry.At})
                """,
            _ => null,
        };
}

/// <summary>A link goes with the last exhibit that it showed.</summary>
internal sealed class ShareCompanions : ICompanions
{
    public Sql Streams(short force, Guid record) =>
        $"""
            select i.share
              from evidence.share_item i
             where i.force = {force} and i.exhibit = {record}
               and not exists (select from evidence.share_item o where o.force = i.force and o.share = i.share and o.exhibit <> i.exhibit)
            """;
}
