using Bluelamp.Evidence.Choosing;
using Bluelamp.Evidence.Objects;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>An exhibit, as lists show it.</summary>
/// <param name="Sha256">The hash of its bytes, 64 hexadecimal digits; none for a thing.</param>
/// <param name="Type">The media type that its bytes show.</param>
/// <param name="MadeFrom">When it was made, as it was said, by the true time: less what the recorder's clock was ahead.</param>
/// <param name="Quarantine">What a scanner found in its file, until it is released: nobody takes its bytes.</param>
/// <param name="HappenedAt">When it was made, by the true time: as it was said, or else by the file's own clock; or else <see cref="TimeUnknown"/>.</param>
/// <param name="HappenedWhere">Where: as it was said, or else the 100 metres' square that the file names; or else nothing at all.</param>
public sealed record ExhibitLine(
    Id<Exhibit> Exhibit,
    string? Reference,
    string? Name,
    string? Description,
    MediaKind Media,
    string? Type,
    long? Bytes,
    string? Sha256,
    OriginKind Origin,
    string? Sender,
    DateTimeOffset? MadeFrom,
    DateTimeOffset ReceivedAt,
    Guid ReceivedBy,
    string? Quarantine,
    DateTimeOffset HappenedAt,
    string HappenedWhere
) : IShows
{
    /// <summary>Stands in lists for a time that nobody knows, after all others.</summary>
    public static readonly DateTimeOffset TimeUnknown = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What to call it: its reference, or else the name of its file, or what it is.</summary>
    public string Title => Reference ?? Name ?? (Description is { Length: > 60 } long_ ? long_[..60] + "…" : Description) ?? "Exhibit";

    public IEnumerable<Guid> Shown => [Exhibit.Value];
}

/// <summary>Which exhibits to list.</summary>
/// <param name="Record">Only those linked to this record.</param>
/// <param name="Door">Only those that came through this door.</param>
/// <param name="Footage">Only those that answer this request for footage, by whichever of its links they came.</param>
/// <param name="Words">Only those with all of these words in what was said of them or in the names of their files.</param>
/// <param name="From">Only those that show something from this moment on.</param>
/// <param name="Until">Only those that show something before this moment.</param>
/// <param name="Whereabouts">Only objects that are there.</param>
public sealed record ExhibitsAsked(
    MediaKind? Media = null,
    Guid? Record = null,
    Guid? Door = null,
    Guid? Footage = null,
    string? Words = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    ObjectStatus? Whereabouts = null
)
{
    /// <summary>Whether it depends on what is asked by which index they are found, so that no plan can be kept.</summary>
    public bool IsPlannedAnew => Words is not null || From is not null || Until is not null;
}

/// <summary>In which order exhibits are listed.</summary>
public enum ExhibitOrder
{
    /// <summary>As they came in, the newest first.</summary>
    Newest,

    /// <summary>As what they show came about, the earliest first.</summary>
    Time,

    /// <summary>By the place that they show, then by time.</summary>
    Place,
}

public sealed class ExhibitList(Db db)
{
    /// <summary>Lines of one page: a number that two to six columns divide.</summary>
    public const int PageSize = 60;

    /// <summary>One page of the exhibits that this viewer may see.</summary>
    /// <param name="after">Continue after this line; nothing for the first page.</param>
    public Task<List<ExhibitLine>> PageAsync(
        ExhibitsAsked asked,
        ExhibitOrder order,
        ExhibitPlace? after,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (order is ExhibitOrder.Newest)
            return NewestAsync(asked, after is null ? null : (after.At, after.Exhibit), viewer, ct);
        var byTime = order is ExhibitOrder.Time;
        Sql rest = (after, byTime) switch
        {
            (null, _) => $"true",
            (_, true) => $"(e.happened_at, e.exhibit) > ({after.At}, {after.Exhibit})",
            _ => $"(e.happened_where, e.happened_at, e.exhibit) > ({after.Where}, {after.At}, {after.Exhibit})",
        };
        return db.ListAsync<ExhibitLine>(
            Planned(
                asked,
                $"""
                {Lines}
                  from evidence.exhibit e
                 where {Sees(viewer)} and {Within(asked, viewer.Force)} and {rest}
                 order by {(byTime ? (Sql)$"e.happened_at, e.exhibit" : (Sql)$"e.happened_where, e.happened_at, e.exhibit")}
                 limit {PageSize}
                """
            ),
            ct
        );
    }

    /// <summary>The exhibits that this viewer may see, newest first.</summary>
    /// <param name="after">Continue after this line; nothing for the newest.</param>
    public Task<List<ExhibitLine>> NewestAsync(
        ExhibitsAsked asked,
        (DateTimeOffset At, Guid Exhibit)? after,
        Viewer viewer,
        CancellationToken ct
    ) => db.ListAsync<ExhibitLine>(Planned(asked, Newest(asked, after, viewer)), ct);

    /// <summary>One page of exhibits, the newest first.</summary>
    internal static Sql Newest(ExhibitsAsked asked, (DateTimeOffset At, Guid Exhibit)? after, Viewer viewer) =>
        $"""
            {Lines}
              from evidence.exhibit e
             where {Sees(viewer)}
               and {Within(asked, viewer.Force)}
               and {(after is var (at, last) ? $"(e.received_at, e.exhibit) < ({at}, {last})" : (Sql)$"true")}
             order by e.received_at desc, e.exhibit desc
             limit {PageSize}
            """;

    /// <summary>One exhibit; nothing when it does not exist or is closed to the viewer.</summary>
    public Task<ExhibitLine?> FindAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<ExhibitLine>(
            $"""
            {Lines}
              from evidence.exhibit e
             where {Sees(viewer)} and e.exhibit = {exhibit}
             limit 1
            """,
            ct
        );

    /// <summary>Those of these exhibits that are open to the viewer.</summary>
    public Task<List<ExhibitLine>> OfAsync(IReadOnlyCollection<Id<Exhibit>> exhibits, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<ExhibitLine>(
            $"""
            {Lines}
              from evidence.exhibit e
             where {Sees(viewer)} and e.exhibit = any({exhibits.Select(static e => e.Value).ToArray()})
             limit {exhibits.Count}
            """,
            ct
        );

    /// <summary>The exhibits that are produced under a reference, the newest first: each case counts for itself.</summary>
    public Task<List<ExhibitLine>> ProducedAsync(string reference, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<ExhibitLine>(
            $"""
            {Lines}
              from evidence.exhibit e
             where {Sees(viewer)} and e.reference = {reference}
             order by e.received_at desc, e.exhibit desc
             limit 50
            """,
            ct
        );

    /// <summary>All exhibits that are linked to a record.</summary>
    public Task<List<ExhibitLine>> AllOfAsync(Guid record, Viewer viewer, CancellationToken ct) =>
        AllAsync(new(Record: record), viewer, ct);

    /// <summary>All that are asked for, page after page.</summary>
    public async Task<List<ExhibitLine>> AllAsync(ExhibitsAsked asked, Viewer viewer, CancellationToken ct)
    {
        var all = new List<ExhibitLine>();
        (DateTimeOffset, Guid)? after = null;
        for (var more = true; more; )
        {
            var page = await NewestAsync(asked, after, viewer, ct);
            all.AddRange(page);
            more = page.Count == PageSize;
            after = more ? (page[^1].ReceivedAt, page[^1].Exhibit.Value) : null;
        }
        return all;
    }

    /// <summary>What an action was asked for, as far as it is open to the viewer: exhibits in the order of their choice, or all of a record.</summary>
    public async Task<List<ExhibitLine>> ChosenAsync(Chosen chosen, Viewer viewer, CancellationToken ct)
    {
        if (chosen.Exhibits.Count == 0)
            return chosen.Record is { } all ? await AllOfAsync(all, viewer, ct) : [];
        var open = (await OfAsync(chosen.Exhibits, viewer, ct)).ToDictionary(static line => line.Exhibit);
        return [.. chosen.Exhibits.Where(open.ContainsKey).Select(e => open[e])];
    }

    /// <summary>The other exhibits of the same bytes.</summary>
    public Task<List<ExhibitLine>> OfSameBytesAsync(ExhibitLine line, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<ExhibitLine>(
            $"""
            {Lines}
              from evidence.exhibit e
             where {Sees(viewer)} and e.sha256 = decode({line.Sha256}, 'hex') and e.exhibit <> {line.Exhibit}
             order by e.received_at, e.exhibit
             limit 50
            """,
            ct
        );

    /// <summary>
    /// Whether another exhibit of the same case has this reference, also one that the viewer may not see: within a case it is given once (DOMAIN §5.1).
    /// </summary>
    /// <param name="exhibit">Which is to have it; its case is every record that it is linked to.</param>
    /// <param name="of">A record that it is about to be linked to.</param>
    public async Task<bool> IsTakenAsync(string reference, Id<Exhibit> exhibit, RecordRef? of, Viewer viewer, CancellationToken ct) =>
        (
            await db.WorkingAsync<bool>(
                $"""
                select true as taken
                  from evidence.exhibit e
                  join records.link theirs on theirs.force = e.force and theirs.record = e.exhibit and theirs.unlinked_at is null
                 where e.force = {viewer.Force} and e.reference = {reference} and e.exhibit <> {exhibit}
                   and (theirs.other = {of?.Id.Value}
                        or exists (select from records.link ours
                                    where ours.force = e.force and ours.record = {exhibit} and ours.other = theirs.other and ours.unlinked_at is null))
                 limit 1
                """,
                ct
            )
        )
            is [_, ..];

    /// <summary>The reference of an exhibit when another exhibit of a record has it too, also one that the viewer may not see; else nothing.</summary>
    /// <param name="of">The record that it is about to be linked to.</param>
    public async Task<string?> TakenInAsync(Id<Exhibit> exhibit, RecordRef of, Viewer viewer, CancellationToken ct) =>
        (
            await db.WorkingAsync<string>(
                $"""
                select e.reference
                  from evidence.exhibit e
                  join evidence.exhibit theirs on theirs.force = e.force and theirs.reference = e.reference and theirs.exhibit <> e.exhibit
                  join records.link l on l.force = theirs.force and l.record = theirs.exhibit and l.other = {of.Id} and l.unlinked_at is null
                 where e.force = {viewer.Force} and e.exhibit = {exhibit} and e.reference is not null
                 limit 1
                """,
                ct
            )
        ).FirstOrDefault();

    /// <summary>
    /// Exhibits (as <c>e</c>) that are open to a viewer: not closed themselves, nor linked to a record that is closed. A photograph of a protected victim
    /// is as protected as the victim, and what was made of it likewise.
    /// </summary>
    internal static Sql Sees(Viewer viewer)
    {
        Sql sees = $"""
            {viewer.Sees("e", "exhibit")}
               and {viewer.Sees("e", "original")}
               and not exists (select from records.link closed
                                where closed.force = e.force and closed.record in (e.exhibit, e.original) and closed.unlinked_at is null
                                  and not ({viewer.Sees("closed", "other")}))
            """;
        return sees;
    }

    /// <summary>Exhibits (as <c>e</c>) of a list.</summary>
    internal static Sql Within(ExhibitsAsked asked, short force) =>
        $"""
            {(asked.Media is { } media ? $"e.media = {media.ToString()}" : (Sql)$"true")}
               and {(asked.Door is { } door ? $"e.door = {door}" : (Sql)$"true")}
               and {(asked.Footage is { } footage ? OfFootage(footage, force) : (Sql)$"true")}
               and {(asked.Record is { } record ? OfRecord(record, force) : (Sql)$"true")}
               and {(asked.Words is { } words ? $"e.words @@ ({LatestByWords.Asked(SearchText.WordsOf(words))})" : (Sql)$"true")}
               and {(asked is { From: null, Until: null } ? (Sql)$"true" : Shows(asked.From, asked.Until))}
               and {(asked.Whereabouts is { } where ? $"e.whereabouts = {where.ToString()}" : (Sql)$"true")}
            """;

    /// <summary>Those that show something of a range of time; never those of which nobody knows when they were made.</summary>
    private static Sql Shows(DateTimeOffset? from, DateTimeOffset? until) =>
        $"""
            tstzrange(e.happened_at, greatest(e.happened_at, e.made_until), '[]')
                 && tstzrange({from}, {until ?? ExhibitLine.TimeUnknown}, '[)')
            """;

    private static Sql Planned(ExhibitsAsked asked, Sql sql) => asked.IsPlannedAnew ? sql : Sql.Prepared(sql);

    /// <summary>Of the record itself, and of the reports that it came from.</summary>
    private static Sql OfRecord(Guid record, short force) =>
        $"""
            e.exhibit in (select l.other from records.link l
                           where l.force = {force} and l.record = {record} and l.unlinked_at is null
                          union all
                          select l.other from records.link r
                            join records.link l on l.force = r.force and l.record = r.other and l.unlinked_at is null
                           where r.force = {force} and r.record = {record} and r.other_kind = 'Report' and r.unlinked_at is null)
            """;

    private static Sql OfFootage(Guid request, short force) =>
        $"e.door in (select d.door from evidence.footage_door d where d.force = {force} and d.request = {request})";

    private static Sql Lines =>
        $"""
            select e.exhibit, e.reference, e.name, e.description, e.media, e.type, e.bytes, encode(e.sha256, 'hex') as sha256, e.origin, e.sender,
                   e.made_from, e.received_at, e.received_by, e.quarantine, e.happened_at, e.happened_where
            """;
}
