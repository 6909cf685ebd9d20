using System.Globalization;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Forensics;

/// <summary>A submission, as lists show it.</summary>
/// <param name="Reference">Of the device.</param>
/// <param name="Crime">The crime that it bears on; nothing when that is another force's.</param>
/// <param name="Client">PNC code of the force that it is examined for; nothing when that is this one.</param>
/// <param name="ClientReference">Of the crime, as that force writes it.</param>
/// <param name="Held">Why it rests, when it does.</param>
/// <param name="Factor">The id of the factor that weighs most; nothing when none holds.</param>
/// <param name="Placed">A person put it where it stands.</param>
/// <param name="Place">The smallest is examined first.</param>
/// <param name="DueAt">When the next of report and return is due.</param>
/// <param name="ClosedAt">Nothing is left to do since then.</param>
public sealed record SubmissionLine(
    Id<Submission> Submission,
    Id<Exhibit> Exhibit,
    string? Reference,
    string? Description,
    Guid? Crime,
    string? CrimeReference,
    string? Client,
    string? ClientReference,
    string Question,
    DeviceOf Device,
    LabLevel Level,
    Stage Stage,
    string? Held,
    bool AtLab,
    string? Factor,
    bool Placed,
    int Place,
    DateTimeOffset RequestedAt,
    Guid RequestedBy,
    DateTimeOffset DueAt,
    DateTimeOffset? ReportedAt,
    DateTimeOffset? ClosedAt
) : IShows
{
    /// <summary>What to call the device.</summary>
    public string Title => Reference ?? (Description is { Length: > 60 } text ? text[..60] + "…" : Description) ?? "Exhibit";

    /// <summary>What its results are evidence of: the crime, or of another force's the device itself.</summary>
    public RecordRef Case => Crime is { } crime ? RecordRef.Of(new Id<Crime>(crime)) : new(RecordKind.Exhibit, new(Exhibit.Value));

    public bool IsOverdue(DateTimeOffset now) => ClosedAt is null && DueAt < now;

    public IEnumerable<Guid> Shown => [Submission.Value, Exhibit.Value];
}

/// <summary>Which submissions to list; of all those with something left to do.</summary>
/// <param name="OverdueAt">Those that are late at this moment.</param>
/// <param name="RequestedBy">Those that this person asked for.</param>
/// <param name="Client">Those that are examined for the force of this PNC code; an empty text: for this force itself.</param>
public sealed record SubmissionsAsked(
    Stage? Stage = null,
    LabLevel? Level = null,
    DateTimeOffset? OverdueAt = null,
    Guid? RequestedBy = null,
    string? Client = null
);

/// <summary>Where in the queue the next page begins.</summary>
public sealed record QueuePlace(int Place, DateTimeOffset DueAt, Guid Submission)
{
    /// <summary>After this line.</summary>
    public static string Write(SubmissionLine line) =>
        string.Create(CultureInfo.InvariantCulture, $"{line.Place}~{KeysetCursor.Write(line.DueAt, line.Submission.Value)}");

    /// <summary>The place, or nothing when the text is none: then the queue begins at its beginning.</summary>
    public static QueuePlace? Read(string? cursor) =>
        cursor?.Split('~') is [var place, var rest]
        && int.TryParse(place, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var first)
        && KeysetCursor.Read<Guid>(rest) is var (due, submission)
            ? new(first, due, submission)
            : null;
}

public sealed class SubmissionList(Db db)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 50;

    /// <summary>The queue, the most pressing first.</summary>
    public Task<List<SubmissionLine>> QueueAsync(SubmissionsAsked asked, QueuePlace? after, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<SubmissionLine>(
            $"""
            {Lines(viewer)}
               and s.closed_at is null
               and {(asked.Stage is { } stage ? $"s.stage = {stage.ToString()}" : (Sql)$"true")}
               and {(asked.Level is { } level ? $"s.level = {level.ToString()}" : (Sql)$"true")}
               and {(asked.OverdueAt is { } now ? $"s.due_at < {now}" : (Sql)$"true")}
               and {(asked.RequestedBy is { } person ? $"s.requested_by = {person}" : (Sql)$"true")}
               and {(asked.Client is { } client ? $"coalesce(s.client, '') = {client}" : (Sql)$"true")}
               and {(after is var (place, due, last) ? $"(s.place, s.due_at, s.submission) > ({place}, {due}, {last})" : (Sql)$"true")}
             order by s.place, s.due_at, s.submission
             limit {PageSize}
            """,
            ct
        );

    /// <summary>The other forces for which something is left to do, by their codes.</summary>
    public Task<List<string>> ClientsAsync(Viewer viewer, CancellationToken ct) =>
        db.ListAsync<string>(
            $"""
            select distinct s.client
              from evidence.submission s
              join evidence.exhibit e on e.force = s.force and e.exhibit = s.exhibit
             where {Sees(viewer)} and s.client is not null and s.closed_at is null
             order by s.client
             limit 100
            """,
            ct
        );

    /// <summary>What was asked for a device or for a crime, the newest first.</summary>
    public Task<List<SubmissionLine>> OfRecordAsync(Guid record, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<SubmissionLine>(
            Sql.Prepared(
                $"""
                {Lines(viewer)}
                   and (s.exhibit = {record} or s.crime = {record})
                 order by s.submission desc
                 limit {PageSize}
                """
            ),
            ct
        );

    /// <summary>What was asked for devices of the crimes in which a person has a part, the newest first.</summary>
    public Task<List<SubmissionLine>> OfPersonAsync(Id<Nominal> person, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<SubmissionLine>(
            Sql.Prepared(
                $"""
                {Lines(viewer)}
                   and s.crime in (select p.crime from {PartsInCrimes.Of(person, viewer)} p)
                 order by s.submission desc
                 limit {PageSize}
                """
            ),
            ct
        );

    /// <summary>The submissions that brought this exhibit.</summary>
    public Task<List<SubmissionLine>> BehindAsync(Guid result, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<SubmissionLine>(
            $"""
            {Lines(viewer)}
               and exists (select from evidence.submission_result r
                            where r.force = s.force and r.submission = s.submission and r.exhibit = {result})
             order by s.submission desc
             limit {PageSize}
            """,
            ct
        );

    public Task<SubmissionLine?> FindAsync(Id<Submission> submission, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<SubmissionLine>($"{Lines(viewer)} and s.submission = {submission} limit 1", ct);

    /// <summary>The submissions for which the laboratory has this device.</summary>
    internal async Task<List<Id<Submission>>> AtLabAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct) =>
        [
            .. (
                await db.WorkingAsync<Guid>(
                    $"""
                    select s.submission
                      from evidence.submission s
                     where s.force = {viewer.Force} and s.exhibit = {exhibit} and s.at_lab
                     limit 100
                    """,
                    ct
                )
            ).Select(static s => new Id<Submission>(s)),
        ];

    /// <summary>Whether a device is being examined, also where the viewer does not see that.</summary>
    internal async Task<bool> IsAskedAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct) =>
        await db.WorkingAsync<bool>(
            $"""
            select true as asked
              from evidence.submission s
             where s.force = {viewer.Force} and s.exhibit = {exhibit} and s.closed_at is null
             limit 1
            """,
            ct
        )
            is [_, ..];

    /// <summary>Submissions (as <c>s</c>) of devices (as <c>e</c>) and crimes that are open to a viewer: what is asked of a device is as protected as the device.</summary>
    internal static Sql Sees(Viewer viewer)
    {
        Sql sees = $"""
            {viewer.Sees("s", "submission")} and {viewer.Sees("s", "crime")} and {ExhibitList.Sees(viewer)}
            """;
        return sees;
    }

    private static Sql Lines(Viewer viewer) =>
        $"""
            select s.submission, s.exhibit, e.reference, e.description, s.crime, c.reference as crime_reference, s.client, s.client_reference, s.question, s.device, s.level, s.stage,
                   s.held, s.at_lab, s.factor, s.placed is not null as placed, s.place, s.requested_at, s.requested_by, s.due_at, s.reported_at, s.closed_at
              from evidence.submission s
              join evidence.exhibit e on e.force = s.force and e.exhibit = s.exhibit
              left join records.crime c on c.force = s.force and c.crime = s.crime
             where {Sees(viewer)}
            """;
}

/// <summary>Names submissions for timelines.</summary>
internal sealed class SubmissionNames(Db db) : IRecordNames
{
    public Task<List<RecordName>> OfAsync(Guid[] records, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<RecordName>(
            $"""
            select s.submission as record, 'the examination of ' || coalesce(e.reference, left(e.description, 60), 'a device') as name,
                   'evidence/forensics/' || s.submission as href
              from evidence.submission s
              join evidence.exhibit e on e.force = s.force and e.exhibit = s.exhibit
             where {SubmissionList.Sees(viewer)} and s.submission = any({records})
             limit 1000
            """,
            ct
        );
}
