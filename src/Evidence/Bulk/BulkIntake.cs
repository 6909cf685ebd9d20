using System.Security.Cryptography;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Uploads;
using Bluelamp.Evidence.Worn;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Running;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Bulk;

/// <summary>What files are added as.</summary>
/// <param name="Of">The record that they are evidence of; body-worn video may be of none yet.</param>
/// <param name="From">Where they come from, in words: <c>the disc of the shop’s recorder</c>.</param>
/// <param name="Again">Add also what was added before: the same bytes of the same path for the same record.</param>
/// <param name="Viewer">Who adds them, and for what purpose.</param>
/// <param name="Door">The appeal or link that they answer, by another way than by it.</param>
/// <param name="Worn">They are body-worn video: who wore the camera, and which it was.</param>
/// <param name="Said">When they were made, and how far their recorder's clock is off.</param>
public sealed record BulkJob(
    RecordRef? Of,
    string? From,
    bool Again,
    Viewer Viewer,
    Id<Door>? Door = null,
    Wearer? Worn = null,
    Circumstances? Said = null
);

/// <summary>What became of a file: a new exhibit, one that was there before, or a reason why not.</summary>
/// <param name="File">Its path below what was named.</param>
public sealed record BulkOutcome(string File, long Bytes, Id<Exhibit>? Exhibit, bool Added, string? Why);

/// <summary>What became of all.</summary>
public sealed record BulkReport(
    long Files,
    long Added,
    long Already,
    long Bytes,
    IReadOnlyList<Guid> Exhibits,
    IReadOnlyList<BulkRefusal> Refused
);

/// <summary>
/// Takes in files that lie in folders: body-worn video from its dock, the disc of a recorder. Each is read once, from beginning to end, and is an exhibit as
/// soon as it is whole in the store. Its id follows from record, path and bytes, so that whoever is killed half-way and begins again goes on.
/// </summary>
public sealed class BulkIntake(ContentStore store, EvidenceIntake intake, ExhibitList exhibits, ILedger ledger, IdSecret secret)
{
    private const int Stretch = 1 << 20;
    private const string Adding = "Adding files";

    /// <summary>Adds all files below these paths. Who says that a file should be another refuses it; the others go in.</summary>
    /// <exception cref="CannotRunException">The disk of the store is full. What was added before is safe.</exception>
    public async Task<BulkReport> AddAsync(IReadOnlyList<string> paths, BulkJob job, IWorkProgress progress, CancellationToken ct)
    {
        var listings = paths.Select(static p => BulkFolder.Of(p)).ToList();
        var sums = BulkSums.Of(listings);
        var refused = listings.SelectMany(static l => l.Refused).Concat(sums.Refused).ToList();
        var all = listings
            .SelectMany(static l => l.Files)
            .Where(f => !sums.Has(f))
            .DistinctBy(static f => f.Path, StringComparer.Ordinal)
            .ToList();
        var (done, total, already, exhibits) = (0L, all.Sum(static f => f.Bytes), 0L, new List<Guid>());
        var known = await KnownAsync(job, ct);
        progress.Report(Adding, 0, total);
        foreach (var file in all)
        {
            var end = done + file.Bytes;
            var outcome = await AddAsync(
                file,
                sums.Of(file),
                job,
                known,
                read => progress.Report(Adding, Math.Min(done += read, end), total),
                ct
            );
            progress.Report(Adding, done = end, total);
            if (outcome.Why is { } why)
                refused.Add(new(file.Within, why));
            else if (outcome is { Added: true, Exhibit: { } exhibit })
                exhibits.Add(exhibit.Value);
            else
                already++;
        }

        return new(all.Count, exhibits.Count, already, total, exhibits, refused);
    }

    /// <summary>
    /// The names and sizes of what the record has already: what looks like one of them is read before it is copied. What is of no record is copied and then known.
    /// </summary>
    internal async Task<HashSet<(string Name, long Bytes)>> KnownAsync(BulkJob job, CancellationToken ct) =>
        job.Again || job.Of is not { } of
            ? []
            :
            [
                .. (await exhibits.AllOfAsync(of.Id.Value, job.Viewer, ct))
                    .Where(static e => e.Bytes is not null)
                    .Select(static e => (e.Name ?? "", e.Bytes ?? 0)),
            ];

    /// <summary>Adds one file.</summary>
    /// <param name="known">Of <see cref="KnownAsync"/>.</param>
    /// <param name="read">Told how many bytes were read since it was told last.</param>
    internal async Task<BulkOutcome> AddAsync(
        BulkFile file,
        IReadOnlyList<Claim> claims,
        BulkJob job,
        HashSet<(string Name, long Bytes)> known,
        Action<long> read,
        CancellationToken ct
    )
    {
        var arriving = Path.Combine(store.Incoming, $"{Guid.CreateVersion7():N}.upload"); // what a killed process leaves goes with the uploads that nobody ended
        try
        {
            if (claims.FirstOrDefault(static c => c.Sha256 is null) is { } unreadable)
                return Refused(file, $"{unreadable.By} holds no SHA-256 that can be read.");
            await using var source = new FileStream(Disk.OpenPlain(file.Path), FileAccess.Read, bufferSize: 0);
            if (!source.CanSeek)
                return Refused(file, "It is no file, but a device or a pipe.");
            if (known.Contains((EvidenceIntake.Bare(file.Within), source.Length)))
            {
                var hash = await HashAsync(source, read, ct);
                if (claims.All(c => c.Sha256 == hash) && await StateAsync(IdOf(file, hash, job), job, ct) is { Known: true })
                    return new(file.Within, file.Bytes, IdOf(file, hash, job), Added: false, Why: null);
                source.Position = 0;
            }

            var (sha256, bytes) = await CopyAsync(source, arriving, file.Bytes, read, ct);
            return HasChanged(file, bytes)
                ? Refused(file, "It changed while it was read. Add it again when it is complete.")
                : await TakeAsync(file, claims, new(arriving, sha256, bytes, file.Within, ClaimedType: null), job);
        }
        catch (IOException e) when (UploadReceiver.IsNoRoom(e))
        {
            throw new CannotRunException(
                "The disk of the store of evidence is full. What was added is safe. Make room, and run it again.",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(file, $"It cannot be read: {e.Message}");
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    /// <summary>Takes in what is whole. It is finished once it began.</summary>
    private async Task<BulkOutcome> TakeAsync(BulkFile file, IReadOnlyList<Claim> claims, ArrivedFile arrived, BulkJob job)
    {
        var ct = CancellationToken.None;
        var exhibit = IdOf(file, arrived.Sha256, job);
        var origin = new Origin(OriginKind.Bulk, job.From, job.Door?.Value, ClaimedSha256: claims is [var first, ..] ? first.Sha256 : null);
        if (claims.FirstOrDefault(c => c.Sha256 != arrived.Sha256) is { Sha256: { } claimed } wrong)
        {
            await SayRefusedAsync(new(exhibit, EvidenceIntake.Bare(file.Within), arrived.Bytes, claimed, arrived.Sha256, origin), job, ct);
            return Refused(file, $"Its SHA-256 is {arrived.Sha256}, but {wrong.By} says {claimed}.");
        }

        var state = await StateAsync(exhibit, job, ct);
        if (state.Known)
            return new(file.Within, file.Bytes, exhibit, Added: false, Why: null);
        if (state.Gone)
            return Refused(file, "It was added before, and lawfully disposed of. With --again it is added anew.");
        var said = (job.Said ?? new()) with { Description = file.Within.Contains(Path.DirectorySeparatorChar) ? file.Within : null };
        return (await intake.TakeAsync(arrived, Steps, job.Viewer, ct)).Refused(out var refusal, out _)
            ? Refused(file, refusal.Message)
            : new(file.Within, file.Bytes, exhibit, Added: true, Why: null);

        IReadOnlyList<Step> Steps(FileContent content)
        {
            var receive = new ReceiveExhibit(exhibit, content, origin, said);
            var received = job.Worn is { } worn ? Step.For(exhibit, new ReceiveBodyWorn(receive, worn)) : Step.For(exhibit, receive);
            return job.Of is { } of ? [received, Step.For(of.Id, EvidenceIntake.AsEvidence(exhibit, of, origin))] : [received];
        }
    }

    /// <summary>Says once that a file was refused, however often it is tried.</summary>
    private async Task SayRefusedAsync(UploadRefused refused, BulkJob job, CancellationToken ct)
    {
        var said = await ledger.StreamAsync(refused.Exhibit.Value, job.Viewer, ct);
        if (!said.Any(e => e.Event is UploadRefused before && before.Claimed == refused.Claimed))
            (await ledger.DecideAsync(refused.Exhibit, new RefuseUpload(refused), job.Viewer, ct)).OrThrow();
    }

    private Task<Exhibit> StateAsync(Id<Exhibit> exhibit, BulkJob job, CancellationToken ct) => ledger.ReadAsync(exhibit, job.Viewer, ct);

    private Id<Exhibit> IdOf(BulkFile file, ContentHash hash, BulkJob job) =>
        job.Again
            ? Id<Exhibit>.New()
            : new(secret.IdOf($"{job.Viewer.Force}\nbulk\n{job.Of?.Id.ToString() ?? "body-worn"}\n{hash}\n{file.Path}"));

    private static BulkOutcome Refused(BulkFile file, string why) => new(file.Within, file.Bytes, Exhibit: null, Added: false, why);

    private static bool HasChanged(BulkFile file, long bytes) =>
        new FileInfo(file.Path) is var now && (!now.Exists || now.Length != bytes || now.LastWriteTimeUtc != file.ChangedUtc);

    private static async Task<ContentHash> HashAsync(Stream from, Action<long> read, CancellationToken ct)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await ReadAsync(from, Stream.Null, sha, long.MaxValue, read, ct);
        return ContentHash.Of(sha.GetHashAndReset());
    }

    private static async Task<(ContentHash Sha256, long Bytes)> CopyAsync(
        Stream from,
        string to,
        long most,
        Action<long> read,
        CancellationToken ct
    )
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var copy = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        await ReadAsync(from, copy, sha, most, read, ct);
        return (ContentHash.Of(sha.GetHashAndReset()), copy.Length);
    }

    /// <summary>Reads to the end, or a little past <paramref name="most"/>; while a stretch is written, its hash is made and the next is read.</summary>
    private static async Task ReadAsync(Stream from, Stream to, IncrementalHash sha, long most, Action<long> read, CancellationToken ct)
    {
        var (one, two) = (new byte[Stretch], new byte[Stretch]);
        var all = 0L;
        var filled = await from.ReadAtLeastAsync(one, Stretch, throwOnEndOfStream: false, ct);
        while (filled > 0 && all <= most)
        {
            var written = to.WriteAsync(one.AsMemory(0, filled), ct);
            sha.AppendData(one, 0, filled);
            all += filled;
            read(filled);
            filled = await from.ReadAtLeastAsync(two, Stretch, throwOnEndOfStream: false, ct);
            await written;
            (one, two) = (two, one);
        }
    }
}
