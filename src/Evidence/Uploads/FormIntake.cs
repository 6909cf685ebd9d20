using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Uploads;

/// <summary>Takes in the files of a plain form that arrived whole.</summary>
internal sealed class FormIntake(EvidenceIntake intake, UploadFiles files)
{
    /// <summary>Each file becomes an exhibit, also when its sender has gone since.</summary>
    /// <returns>Why a file was not taken in; those before it were.</returns>
    public async Task<Refusal?> TakeAsync(StreamedForm sent, Origin origin, Circumstances said, RecordRef? of, Viewer viewer)
    {
        foreach (var file in sent.Files)
        {
            var arrived = new ArrivedFile(files.PathOf(file.Id), file.Sha256, file.Bytes, file.Name, file.Type);
            var taken = await intake.TakeAsync(new(file.Id), arrived, origin, said, of, viewer, CancellationToken.None);
            if (taken.Refused(out var refusal, out _))
                return refusal;
        }

        return null;
    }
}
