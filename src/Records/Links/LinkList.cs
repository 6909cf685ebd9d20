namespace Bluelamp.Records;

/// <summary>A link as one of its two records shows it.</summary>
/// <param name="Other">The record at the other end; a nominal as who it was found to be.</param>
/// <param name="Outward">The other is the role of this one (a crime's victim); else this one is the role of the other.</param>
/// <param name="Near">This end as the link was written, before anybody was found to be somebody else.</param>
/// <param name="Far">The other end as it was written.</param>
/// <param name="Source">Where it comes from, as a reader needs it.</param>
public sealed record LinkLine(
    Id<Link> Link,
    Guid Other,
    RecordKind OtherKind,
    LinkRole Role,
    bool Outward,
    Confidence Confidence,
    DateTimeOffset LinkedAt,
    DateOnly? Since,
    DateOnly? Until,
    Guid Near,
    Guid Far,
    string Source
) : IShows
{
    public IEnumerable<Guid> Shown => [Other];
}

public sealed class LinkList(Db db)
{
    private const int Most = 500;

    /// <summary>The links of a record, newest first, without those whose other end is closed to the viewer; now or as at a moment.</summary>
    public Task<List<LinkLine>> OfAsync(Guid record, Viewer viewer, CancellationToken ct, DateTimeOffset? asAt = null) =>
        db.ListAsync<LinkLine>(
            Sql.Prepared(
                $"""
                select l.link, l.other_is as other, l.other_kind, l.role, l.outward, l.confidence, l.linked_at, l.since, l.until, l.record as near,
                       l.other as far, l.source
                  from (select l.force, l.record, l.kind, l.link, l.outward, l.other, l.other_kind, l.role, l.confidence, l.since, l.until, l.linked_at, l.source,
                               l.unlinked_at, case when l.other_kind = 'Nominal' then records.whose_at(l.force, l.other, l.linked_at, {asAt}) else l.other end as other_is
                          from records.homes({viewer.Force}, {record}, {asAt}) h
                          join records.link l on l.force = h.force and l.record = h.home) l
                 where {viewer.Sees("l", "record")}
                   and {viewer.Sees("l", "other")}
                   and {viewer.Sees("l", "other_is")}
                   and (l.kind <> 'Nominal' or records.whose_at(l.force, l.record, l.linked_at, {asAt}) = {record})
                   and ({asAt} is null or l.linked_at <= {asAt})
                   and (l.unlinked_at is null or l.unlinked_at > {asAt})
                 order by l.linked_at desc, l.link, l.outward
                 limit {Most}
                """
            ),
            ct
        );
}

/// <summary>Keeps <c>records.link</c>: each link twice, once for each end, with when it began and ended to be known.</summary>
public sealed class LinkView : IView
{
    public string Table => "records.link";

    /// <summary>The links that stand on this stream, at both ends. Those that others made to it are theirs.</summary>
    public Sql Forget(short force, Guid stream) =>
        $"""
            with own as (delete from records.link where force = {force} and record = {stream} and outward returning other, link)
            delete from records.link l using own
             where l.force = {force} and l.record = own.other and l.link = own.link and not l.outward
            """;

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            Linked e => $"""
                insert into records.link (force, record, link, outward, kind, other, other_kind, role, confidence, since, until, linked_at, source)
                values ({entry.Force}, {e.From.Id}, {e.Link}, true, {e.From.Kind.ToString()}, {e.To.Id}, {e.To.Kind.ToString()},
                        {e.Role.ToString()}, {e.Confidence.ToString()}, {e.Since}, {e.Until}, {entry.At}, {e.Source.Words}),
                       ({entry.Force}, {e.To.Id}, {e.Link}, false, {e.To.Kind.ToString()}, {e.From.Id}, {e.From.Kind.ToString()},
                        {e.Role.ToString()}, {e.Confidence.ToString()}, {e.Since}, {e.Until}, {entry.At}, {e.Source.Words})
                """,
            Unlinked e => $"""
                update records.link set unlinked_at = {entry.At}
                 where force = {entry.Force} and record in ({e.From.Id}, {e.To.Id}) and link = {e.Link}
                """,
            _ => null,
        };
}
