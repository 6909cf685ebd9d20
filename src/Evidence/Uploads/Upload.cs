using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Uploads;

/// <summary>Who sends a file, by which door, and what that door allows. An upload is open only to the same person, door and key.</summary>
/// <param name="Origin">As the exhibit will bear it; what the sender says of <see cref="Origin.From"/> and the device's hash is added.</param>
/// <param name="Of">The record that it is evidence of, when the door leads to one; staff may name one in the metadata.</param>
/// <param name="MaxBytes">The largest file that this door takes.</param>
/// <param name="Kept">How long a file that is not whole waits for the rest.</param>
/// <param name="Key">Tells apart those who come through the same door without an account.</param>
public sealed record UploadBy(Viewer Viewer, Origin Origin, RecordRef? Of, long MaxBytes, TimeSpan Kept, Guid? Key = null)
{
    /// <summary>What a member of staff may send in one file: 1 TB.</summary>
    public const long MostOfStaff = 1_000_000_000_000;

    /// <summary>A member of staff at the desk.</summary>
    public static UploadBy Staff(Viewer viewer) => new(viewer, new(OriginKind.Staff), Of: null, MostOfStaff, TimeSpan.FromDays(7));
}

/// <summary>A file that is arriving. Its id becomes the id of the exhibit, so that taking it in twice is taking it in once.</summary>
/// <param name="Length">In bytes; nothing while the sender does not know it.</param>
/// <param name="Metadata">The header as it was sent.</param>
/// <param name="Sha256">Set as soon as it is whole, before it is taken in.</param>
/// <param name="Refused">Why it was not taken in, as a code; its bytes are gone.</param>
internal sealed record Upload(
    Guid Id,
    long? Length,
    long MaxBytes,
    UploadPart Part,
    UploadSaid Said,
    string Metadata,
    ContentHash? Sha256,
    bool Taken,
    string? Refused,
    DateTimeOffset ExpiresAt
)
{
    public Id<Exhibit> Exhibit => new(Id);

    /// <summary>It holds the offset of a file that is complete: nothing more is stored under this id.</summary>
    public bool Done => Taken || Refused is not null;
}

/// <summary>Whether a file comes in one piece (tus extension <c>concatenation</c>).</summary>
internal enum UploadPart
{
    Whole,

    /// <summary>A piece, which becomes evidence only as part of another.</summary>
    Partial,

    /// <summary>Put together from pieces.</summary>
    Final,
}

/// <summary>A file came whole, but is not the one that the sender's device meant to send. It was not kept.</summary>
[EventType("evidence.upload-refused.v1")]
public sealed record UploadRefused(Id<Exhibit> Exhibit, string Name, long Bytes, ContentHash Claimed, ContentHash Received, Origin Origin)
    : IEvent;

/// <summary>Say that a file which came whole was not what its sender meant.</summary>
internal sealed record RefuseUpload(UploadRefused Refused) : ICommand<Exhibit>
{
    public Decision Decide(Exhibit state, By by) => state.Known ? [] : [Refused];
}
