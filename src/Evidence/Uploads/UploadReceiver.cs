using System.Security.Cryptography;
using Bluelamp.Evidence.Intake;
using Bluelamp.Kernel.Operations;

namespace Bluelamp.Evidence.Uploads;

/// <summary>A stretch of a file, as it comes.</summary>
/// <param name="Length">Its length, when the sender said it.</param>
/// <param name="Checksum">What the sender's device made of it, and how.</param>
internal sealed record Stretch(Stream Body, long? Length, (HashAlgorithmName How, byte[] Hash)? Checksum);

/// <summary>How far an upload is.</summary>
internal sealed record Progress(Upload Upload, long Offset);

/// <summary>Receives files that arrive in pieces, and takes each in as an exhibit as soon as it is whole.</summary>
internal sealed class UploadReceiver(UploadStore rows, UploadFiles files, EvidenceIntake intake, ILedger ledger, TimeProvider time) : ISweep
{
    /// <summary>The error numbers of Linux for a full disk and a full quota.</summary>
    private static readonly int[] NoRoom = [28, 122];

    /// <summary>A file without a row is one whose beginning failed.</summary>
    private static readonly TimeSpan Orphaned = TimeSpan.FromDays(1);

    public static bool IsNoRoom(IOException e) => NoRoom.Contains(e.HResult);

    /// <summary>Begins a file.</summary>
    public async Task<Result<Upload>> BeginAsync(
        long? length,
        UploadPart part,
        UploadSaid said,
        string metadata,
        UploadBy by,
        CancellationToken ct
    )
    {
        if (length > by.MaxBytes)
            return new TooLarge(by.MaxBytes);
        if (by.Of is null && said.Of is { } of && (await ledger.StreamAsync(of.Id.Value, by.Viewer, ct)).Count == 0)
            return new NoSuchRecord();
        var upload = new Upload(
            Guid.CreateVersion7(),
            length,
            by.MaxBytes,
            part,
            said,
            metadata,
            Sha256: null,
            Taken: false,
            Refused: null,
            time.GetUtcNow() + by.Kept
        );
        files.Create(upload.Id, length ?? 0);
        await rows.BeginAsync(upload, by, ct);
        return upload;
    }

    /// <summary>How far an upload is. One that is whole but, after a crash, not yet taken in, is taken in now.</summary>
    public async Task<Result<Progress>> FindAsync(Guid id, UploadBy by, CancellationToken ct)
    {
        if ((await OpenAsync(id, by, ct)).Refused(out var refusal, out var upload))
            return refusal;
        var offset = await OffsetAsync(upload, ct);
        if (upload.Taken || upload.Part is UploadPart.Partial || offset != upload.Length)
            return new Progress(upload, offset);
        if (!files.TryBegin(id))
            return new UploadBusy();
        try
        {
            return (await TakeAsync(upload, offset, by)).Refused(out var no, out _)
                ? no
                : new Progress(upload with { Taken = true }, offset);
        }
        finally
        {
            files.End(id);
        }
    }

    /// <summary>Adds a stretch at an offset; the last one makes the file an exhibit.</summary>
    /// <param name="length">The whole length, from a sender who did not know it before.</param>
    public async Task<Result<Progress>> AddAsync(Guid id, long offset, long? length, Stretch stretch, UploadBy by, CancellationToken ct)
    {
        if (!files.TryBegin(id))
            return (await OpenAsync(id, by, ct)).Refused(out var closed, out _) ? closed : new UploadBusy();
        try
        {
            if ((await OpenAsync(id, by, ct)).Refused(out var refusal, out var upload))
                return refusal;
            var here = await OffsetAsync(upload, ct);
            if (upload.Part is UploadPart.Final)
                return new NotAPart();
            if (here != offset)
                return new WrongOffset(here);
            if (upload.Taken)
                return new Progress(upload, here);
            if ((await KnowLengthAsync(upload, length, offset, by, ct)).Refused(out refusal, out upload))
                return refusal;
            return await ReceiveAsync(upload, offset, stretch, by, ct);
        }
        finally
        {
            files.End(id);
        }
    }

    /// <summary>Puts a file together from pieces that are whole; they go when it is taken in.</summary>
    public async Task<Result<Progress>> JoinAsync(
        IReadOnlyList<Guid> parts,
        UploadSaid said,
        string metadata,
        UploadBy by,
        CancellationToken ct
    )
    {
        var pieces = new List<Upload>();
        foreach (var part in parts)
        {
            if ((await OpenAsync(part, by, ct)).Refused(out var closed, out var piece))
                return closed;
            if (piece.Part is not UploadPart.Partial || await OffsetAsync(piece, ct) != piece.Length)
                return new BadHeader("Upload-Concat", "name uploads that are partial and whole.");
            pieces.Add(piece);
        }

        var length = pieces.Sum(static p => p.Length ?? 0);
        if ((await BeginAsync(length, UploadPart.Final, said, metadata, by, ct)).Refused(out var refusal, out var upload))
            return refusal;
        if (!files.TryBegin(upload.Id))
            return new UploadBusy();
        try
        {
            foreach (var piece in pieces)
            {
                await using var bytes = files.Read(piece.Id);
                await files.AppendAsync(upload.Id, bytes, length, check: null, ct);
            }

            if (files.Offset(upload.Id) != length)
                throw new IOException($"The pieces of {upload.Id} changed while they were put together.");
            if ((await TakeAsync(upload, length, by)).Refused(out refusal, out _))
                return refusal;
        }
        finally
        {
            files.End(upload.Id);
        }

        foreach (var piece in pieces)
            await ForgetAsync(piece, by.Viewer.Force);
        return new Progress(upload, length);
    }

    /// <summary>Gives an upload up. What was taken in stays evidence.</summary>
    public async Task<Result<Upload>> EndAsync(Guid id, UploadBy by, CancellationToken ct)
    {
        if (!files.TryBegin(id))
            return new UploadBusy();
        try
        {
            if ((await OpenAsync(id, by, ct)).Refused(out var refusal, out var upload))
                return refusal;
            await ForgetAsync(upload, by.Viewer.Force);
            return upload;
        }
        finally
        {
            files.End(id);
        }
    }

    /// <summary>Lets go of uploads that ran out, and of files whose beginning failed.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var free = (await rows.RanOutAsync(ct)).Where(files.TryBegin).ToArray();
        try
        {
            foreach (var upload in free)
                files.Drop(upload);
            var gone = await rows.ForgetAsync(free, ct);
            var old = files.UntouchedSince((time.GetUtcNow() - Orphaned).UtcDateTime).Take(1000).ToArray();
            foreach (var orphan in old.Except(await rows.KnownAsync(old, ct)))
                files.Drop(orphan);
            return gone;
        }
        finally
        {
            foreach (var upload in free)
                files.End(upload);
        }
    }

    private async Task<Result<Upload>> OpenAsync(Guid id, UploadBy by, CancellationToken ct) =>
        await rows.FindAsync(id, by, ct) switch
        {
            null => new NoSuchUpload(),
            { Refused: not null } => new UploadGone("The file was refused. Send it again."),
            { Taken: false } u when u.ExpiresAt <= time.GetUtcNow() => new UploadGone("The time for this upload ran out. Begin it again."),
            { } u => u,
        };

    /// <summary>The file's own length is the truth; one that is in the store has the length that was said.</summary>
    private async Task<long> OffsetAsync(Upload upload, CancellationToken ct)
    {
        if (!upload.Taken && upload.Sha256 is { } sha256)
            await files.BringBackAsync(upload.Id, sha256, ct);
        return upload.Taken ? upload.Length ?? 0 : files.Offset(upload.Id);
    }

    private async Task<Result<Upload>> KnowLengthAsync(Upload upload, long? length, long offset, UploadBy by, CancellationToken ct)
    {
        if (length is null || length == upload.Length)
            return upload;
        if (upload.Length is not null || length < offset)
            return new BadHeader("Upload-Length", "it cannot change.");
        if (length > upload.MaxBytes)
            return new TooLarge(upload.MaxBytes);
        await rows.LengthAsync(upload, by.Viewer.Force, length.Value, ct);
        return upload with { Length = length };
    }

    private async Task<Result<Progress>> ReceiveAsync(Upload upload, long offset, Stretch stretch, UploadBy by, CancellationToken ct)
    {
        var most = (upload.Length ?? upload.MaxBytes) - offset;
        if (stretch.Length > most)
            return new TooLarge(upload.Length ?? upload.MaxBytes);
        using var check = stretch.Checksum is { } sum ? IncrementalHash.CreateHash(sum.How) : null;
        var (ending, reached) = await files.AppendAsync(upload.Id, stretch.Body, most, check, ct);
        if (check is not null)
        {
            if (ending is not Ending.Complete || !check.GetHashAndReset().AsSpan().SequenceEqual(stretch.Checksum!.Value.Hash)) // it made the check
            {
                files.FallBack(upload.Id);
                return ending is Ending.TooMuch ? new TooLarge(upload.Length ?? upload.MaxBytes) : new ChecksumDiffers();
            }

            files.Unmark(upload.Id);
        }

        if (ending is Ending.TooMuch)
            return new TooLarge(upload.Length ?? upload.MaxBytes);
        if (
            reached == upload.Length
            && upload.Part is UploadPart.Whole
            && (await TakeAsync(upload, reached, by)).Refused(out var refusal, out _)
        )
            return refusal;
        return new Progress(upload, reached);
    }

    /// <summary>Takes a whole file in. It is finished once it began, also when the sender goes away.</summary>
    private async Task<Result<Appended>> TakeAsync(Upload upload, long bytes, UploadBy by)
    {
        var ct = CancellationToken.None;
        var sha256 = await files.Sha256Async(upload.Id, ct);
        var origin = by.Origin with
        {
            From = by.Origin.From ?? upload.Said.From,
            ClaimedSha256 = upload.Said.Sha256,
            Consent = by.Origin.Consent ?? upload.Said.Consent,
        };
        if (upload.Said.Sha256 is { } claimed && claimed != sha256)
            return await RefuseAsync(upload, new(upload.Exhibit, upload.Said.Name, bytes, claimed, sha256, origin), by);
        await rows.WholeAsync(upload, by.Viewer.Force, sha256, ct);
        var file = new Intake.ArrivedFile(files.PathOf(upload.Id), sha256, bytes, upload.Said.Name, upload.Said.Type);
        var taken = await intake.TakeAsync(upload.Exhibit, file, origin, upload.Said.Circumstances, by.Of ?? upload.Said.Of, by.Viewer, ct);
        if (taken.Refused(out _, out _))
            return taken;
        await rows.TakenAsync(upload, by.Viewer.Force, ct);
        files.Drop(upload.Id);
        return taken;
    }

    private async Task<Result<Appended>> RefuseAsync(Upload upload, UploadRefused refused, UploadBy by)
    {
        var ct = CancellationToken.None;
        if ((await ledger.DecideAsync(upload.Exhibit, new RefuseUpload(refused), by.Viewer, ct)).Refused(out var refusal, out _))
            return refusal;
        var no = new BytesDiffer(refused.Claimed, refused.Received);
        await rows.RefusedAsync(upload, by.Viewer.Force, no.Code, ct);
        files.Drop(upload.Id);
        return no;
    }

    private async Task ForgetAsync(Upload upload, short force)
    {
        files.Drop(upload.Id);
        await rows.ForgetAsync(upload, force, CancellationToken.None);
    }
}
