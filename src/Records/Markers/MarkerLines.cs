namespace Bluelamp.Records;

/// <summary>A marker as a record shows it.</summary>
/// <param name="Record">Where it was placed; the person may have been found to be another since.</param>
public sealed record MarkerLine(
    Guid Record,
    Id<Marker> Marker,
    MarkerList List,
    string Code,
    string Words,
    DateOnly EvidenceOn,
    DateOnly ReviewBy,
    DateTimeOffset AddedAt
) : IShows
{
    public IEnumerable<Guid> Shown => [Record];

    /// <summary>Its review is overdue: still shown, but greyed.</summary>
    public bool ExpiredOn(DateOnly day) => ReviewBy < day;
}

public sealed class MarkerLines(Db db)
{
    /// <summary>The markers of some records, of one list only: warnings and vulnerabilities never stand together.</summary>
    public Task<List<MarkerLine>> OfAsync(
        Guid[] records,
        MarkerList list,
        Viewer viewer,
        CancellationToken ct,
        DateTimeOffset? asAt = null
    ) =>
        db.ListAsync<MarkerLine>(
            Sql.Prepared(
                $"""
                select m.record, m.marker, m.list, m.code, m.words, m.evidence_on, m.review_by, m.added_at
                  from unnest({records}) r(record)
                 cross join lateral records.homes({viewer.Force}, r.record, {asAt}) h
                  join records.marker m on m.force = h.force and m.record = h.home
                 where {viewer.Sees("m", "record")}
                   and records.who(m.force, m.record, {asAt}) = r.record
                   and m.list = {list.ToString()}
                   and ({asAt} is null or m.added_at <= {asAt})
                   and (m.ended_at is null or m.ended_at > {asAt})
                 order by m.review_by desc, m.code, m.marker
                 limit 200
                """
            ),
            ct
        );
}

/// <summary>Keeps <c>records.marker</c>.</summary>
public sealed class MarkerView : IView
{
    public string Table => "records.marker";

    public Sql Forget(short force, Guid stream) => $"delete from records.marker where force = {force} and record = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            MarkerAdded e => $"""
                insert into records.marker (force, record, marker, list, code, words, evidence_on, review_by, added_at)
                values ({entry.Force}, {e.Record.Id}, {e.Marker}, {e.List.ToString()}, {e.Code}, {e.Words}, {e.EvidenceOn}, {e.ReviewBy}, {entry.At})
                """,
            MarkerReviewed e => $"""
                update records.marker set review_by = {e.ReviewBy}
                 where force = {entry.Force} and record = {e.Record.Id} and marker = {e.Marker}
                """,
            MarkerEnded e => $"""
                update records.marker set ended_at = {entry.At}
                 where force = {entry.Force} and record = {e.Record.Id} and marker = {e.Marker}
                """,
            _ => null,
        };
}
