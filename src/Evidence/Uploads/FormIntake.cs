using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Storing;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Uploads;

/// <summary>Takes in the files of a plain form that arrived whole.</summary>
internal sealed class FormIntake(EvidenceIntake intake, UploadFiles files, ILedger ledger)
{
    /// <summary>Each file becomes an exhibit, also when its sender has gone since.</summary>
    /// <param name="claimed">The hash that the sender knows of the one file. One that has another is refused, and that is recorded.</param>
    /// <returns>Why a file was not taken in; those before it were.</returns>
    public async Task<Refusal?> TakeAsync(
        StreamedForm sent,
        ContentHash? claimed,
        Origin origin,
        Circumstances said,
        RecordRef? of,
        Viewer viewer
    )
    {
        origin = origin with { ClaimedSha256 = claimed };
        foreach (var file in sent.Files)
        {
            if (claimed is { } hash && hash != file.Sha256)
                return await RefuseAsync(new(new(file.Id), file.Name, file.Bytes, hash, file.Sha256, origin), viewer);
            var arrived = new ArrivedFile(files.PathOf(file.Id), file.Sha256, file.Bytes, file.Name, file.Type);
            var taken = await intake.TakeAsync(new(file.Id), arrived, origin, said, of, viewer, CancellationToken.None);
            if (taken.Refused(out var refusal, out _))
                return refusal;
        }

        return null;
    }

    private async Task<Refusal> RefuseAsync(UploadRefused refused, Viewer viewer) =>
        (await ledger.DecideAsync(refused.Exhibit, new RefuseUpload(refused), viewer, CancellationToken.None)).Refused(out var no, out _)
            ? no
            : new BytesDiffer(refused.Claimed, refused.Received);
}
