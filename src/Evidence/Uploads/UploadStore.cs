using System.Text.Json;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Uploads;

/// <summary>The rows of files that are arriving.</summary>
internal sealed class UploadStore(Db db, TimeProvider time)
{
    private sealed record Row(
        Guid Upload,
        long? Length,
        long MaxBytes,
        UploadPart Part,
        string Said,
        string Metadata,
        string? Sha256,
        bool Taken,
        string? Refused,
        DateTimeOffset ExpiresAt
    );

    internal Task BeginAsync(Upload upload, UploadBy by, CancellationToken ct) =>
        db.KeepAsync(
            $"""
            insert into evidence.upload (force, upload, owner, door, key, length, max_bytes, part, said, metadata, expires_at)
            values ({by.Viewer.Force}, {upload.Id}, {by.Viewer.Person}, {by.Origin.Door}, {by.Key}, {upload.Length}, {upload.MaxBytes},
                    {upload.Part.ToString()}, {new Jsonb(
                JsonSerializer.Serialize(upload.Said, LedgerJson.Options)
            )}, {upload.Metadata}, {upload.ExpiresAt})
            """,
            ct
        );

    /// <summary>An upload of this sender; nothing when it is somebody else's or does not exist.</summary>
    internal async Task<Upload?> FindAsync(Guid upload, UploadBy by, CancellationToken ct) =>
        (
            await db.WorkingAsync<Row>(
                $"""
                select u.upload, u.length, u.max_bytes, u.part, u.said::text as said, u.metadata, u.sha256, u.taken, u.refused, u.expires_at
                  from evidence.upload u
                 where u.force = {by.Viewer.Force} and u.upload = {upload} and u.owner = {by.Viewer.Person}
                   and u.door is not distinct from {by.Origin.Door} and u.key is not distinct from {by.Key}
                """,
                ct
            )
        )
            is [var row]
            ? Read(row)
            : null;

    internal Task LengthAsync(Upload upload, short force, long length, CancellationToken ct) =>
        db.KeepAsync($"update evidence.upload set length = {length} where force = {force} and upload = {upload.Id}", ct);

    /// <summary>Remembers which bytes it is, before they are moved: after a crash in between they are found by it.</summary>
    internal Task WholeAsync(Upload upload, short force, ContentHash sha256, CancellationToken ct) =>
        db.KeepAsync($"update evidence.upload set sha256 = {sha256.ToString()} where force = {force} and upload = {upload.Id}", ct);

    internal Task TakenAsync(Upload upload, short force, CancellationToken ct) =>
        db.KeepAsync($"update evidence.upload set taken = true where force = {force} and upload = {upload.Id}", ct);

    internal Task RefusedAsync(Upload upload, short force, string code, CancellationToken ct) =>
        db.KeepAsync($"update evidence.upload set refused = {code} where force = {force} and upload = {upload.Id}", ct);

    internal Task ForgetAsync(Upload upload, short force, CancellationToken ct) =>
        db.KeepAsync($"delete from evidence.upload where force = {force} and upload = {upload.Id}", ct);

    /// <summary>Those that ran out, some at a time.</summary>
    internal Task<List<Guid>> RanOutAsync(CancellationToken ct) =>
        db.WorkingAsync<Guid>($"select u.upload from evidence.upload u where u.expires_at <= {time.GetUtcNow()} limit 1000", ct);

    internal Task<int> ForgetAsync(Guid[] uploads, CancellationToken ct) =>
        db.KeepAsync($"delete from evidence.upload where upload = any({uploads}) and expires_at <= {time.GetUtcNow()}", ct);

    /// <summary>Which of these have a row.</summary>
    internal Task<List<Guid>> KnownAsync(Guid[] uploads, CancellationToken ct) =>
        db.WorkingAsync<Guid>($"select u.upload from evidence.upload u where u.upload = any({uploads})", ct);

    private static Upload Read(Row row) =>
        new(
            row.Upload,
            row.Length,
            row.MaxBytes,
            row.Part,
            JsonSerializer.Deserialize<UploadSaid>(row.Said, LedgerJson.Options)
                ?? throw new InvalidDataException($"The upload {row.Upload} says nothing."),
            row.Metadata,
            row.Sha256 is null ? null : ContentHash.Parse(row.Sha256, provider: null),
            row.Taken,
            row.Refused,
            row.ExpiresAt
        );
}
