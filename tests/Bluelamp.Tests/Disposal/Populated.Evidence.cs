using System.Security.Cryptography;
using System.Text;
using Bluelamp.Evidence.Cameras;
using Bluelamp.Evidence.Captions;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Fixity;
using Bluelamp.Evidence.Forensics;
using Bluelamp.Evidence.Likeness;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Moments;
using Bluelamp.Evidence.Objects;
using Bluelamp.Evidence.Remaking;
using Bluelamp.Evidence.Retention;
using Bluelamp.Evidence.Scanning;
using Bluelamp.Evidence.Shares;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Versions;
using Bluelamp.Evidence.Worn;
using Bluelamp.Kernel;
using Bluelamp.Records;
using Bluelamp.Tests.Records;

namespace Bluelamp.Tests.Disposal;

internal sealed partial class Populated
{
    private async Task EvidenceAsync(Id<Crime> crime)
    {
        var (exhibit, door, hold) = (Id<Exhibit>.New(), Id<Door>.New(), Id<Hold>.New());
        var word = Word("exhibit", exhibit.Value);
        var bytes = ContentHash.Of(SHA256.HashData(Encoding.UTF8.GetBytes(word)));
        var store = new Whereabouts(ObjectStatus.InStore, "main", word, word);
        await TellAsync(
            exhibit.Value,
            new ExhibitReceived(exhibit, Content: null, new(OriginKind.Seized, word), new() { Description = word, Place = word }),
            new MoreKnown(exhibit, new() { Description = word, Place = word }, new(Burglary.Now, word), word, word),
            new ExhibitProduced(exhibit, "ABC/1", word),
            new ObjectTakenIn(exhibit, new("pace-19", word, word, word, word, word), store, Burglary.Now),
            new ObjectPassedOn(exhibit, store, store, Burglary.Now, word, word, word, word, new(SigningWay.Drawn, bytes, 1)),
            new ObjectOffered(exhibit, new(Given.Somebody), store, store, Burglary.Now, word, word, word),
            new ObjectNotReceived(exhibit, word),
            new ObjectOffered(exhibit, new(Given.Somebody), store, store, Burglary.Now, word, word, word),
            new OfferTakenBack(exhibit, word),
            new ObjectOffered(exhibit, new(Given.Somebody), store, store, Burglary.Now, word, word, word),
            new ObjectReceived(exhibit, store, store, Burglary.Now, word, word, SealCondition.Broken, word),
            new ObjectOffered(exhibit, new(Given.Somebody), store, store, Burglary.Now, word, word, word),
            new ExhibitExamined(exhibit, bytes, Readable: true, new(Device: word)),
            new DerivativeMade(exhibit, DerivativeKind.Poster, "ffmpeg", "5", [], bytes, bytes, 1, "image/jpeg"),
            new MadeAgain(exhibit, DerivativeKind.Poster, Share: null, Damage.Missing, bytes, bytes),
            new DerivativeFailed(exhibit, DerivativeKind.Proxy, word),
            new FramesHashed(exhibit, "dct-64.v1", "ffmpeg", "5", [word], bytes, [FrameHash.Of(0, 1)]),
            new ExhibitDamaged(exhibit, Damage.Missing, bytes, Found: null, FoundBytes: null),
            new ExhibitSound(exhibit, bytes),
            new ExhibitScanned(exhibit, bytes, word, word, word),
            new ExhibitReleased(exhibit, word),
            new BodyWornReceived(exhibit, new(new(Given.Somebody), word, word)),
            new BodyWornMarked(exhibit, BodyWorn.NonEvidential),
            new ExhibitHeld(exhibit, hold, HoldReason.Complaint, word),
            new HoldLifted(exhibit, hold, word),
            new RetentionReviewed(exhibit, "other-evidence", 1, word),
            new DisposalProposed(exhibit, "other-evidence", 1, TwoPeople: false, new(Given.Somebody), word)
        );
        await HandedOverAsync(exhibit, word);
        await VersionsAsync(exhibit, word, bytes);
        await RecordingAsync(exhibit, word, bytes);
        await ShareAsync(exhibit, word, bytes);
        await SubmissionAsync(exhibit, crime);
        await SubmissionAsync(exhibit, crime: null);
        word = Word("door", door.Value);
        await TellAsync(
            door.Value,
            new DoorOpened(door, DoorKind.Link, RecordRef.Of(crime), new(word, word), $"hash of {word}", Code: null, Burglary.Now, word),
            new DoorEntered(door, word),
            new DoorClosed(door, word)
        );
        await FootageAsync(crime);
    }

    /// <summary>Somebody who is on the list by the exhibit alone.</summary>
    private Task HandedOverAsync(Id<Exhibit> exhibit, string word)
    {
        var (nominal, source) = (Id<Nominal>.New(), new Source(SourceKind.Exhibit, word));
        var evidence = new RecordRef(RecordKind.Exhibit, new(exhibit.Value));
        return TellAsync(
            nominal.Value,
            new NominalCreated(nominal),
            new PersonDescribed(nominal, Person(word), source, Confidence.Believed),
            new Linked(Id<Link>.New(), RecordRef.Of(nominal), evidence, LinkRole.Evidence, Confidence.Believed, source)
        );
    }

    private Task VersionsAsync(Id<Exhibit> exhibit, string word, ContentHash bytes)
    {
        var plan = VersionPlan.Redacted([new(Cover.Fill, "face", During: null, [new(0, 1, 2, 3, 4)])], [new("name", new(1, 2))]);
        var (made, failed) = (Id<Exhibit>.New(), Id<Exhibit>.New());
        return TellAsync(
            exhibit.Value,
            new VersionOrdered(exhibit, made, word, plan),
            new VersionMade(exhibit, made, bytes),
            new VersionOrdered(exhibit, failed, word, VersionPlan.Clip(1, 2)),
            new VersionFailed(exhibit, failed, word),
            new MadeFrom(exhibit, Id<Exhibit>.New(), VersionKind.Redacted, ["face"], "ffmpeg", "5", [word], bytes, bytes)
        );
    }

    private async Task RecordingAsync(Id<Exhibit> exhibit, string word, ContentHash bytes)
    {
        var note = Id<MomentNote>.New();
        await TellAsync(
            exhibit.Value,
            new CaptionsWritten(exhibit, word, 1, 1, bytes, bytes, 1, File: null),
            new CaptionsWithdrawn(exhibit, word, 1, WithdrawalReason.Wrong),
            new MomentNoted(exhibit, note, 1, 2),
            new MomentNoteStruck(exhibit, note)
        );
        word = Word("note", note.Value);
        await TellAsync(note.Value, new NoteWritten(note, exhibit.Value, 1, 2, word), new NoteStruck(note, word));
    }

    private async Task FootageAsync(Id<Crime> crime)
    {
        var (camera, request, link) = (Id<Camera>.New(), Id<FootageRequest>.New(), Id<Door>.New());
        var word = Word("camera", camera.Value);
        var (details, owner) = (Seeing(word), Owning(word));
        await TellAsync(
            camera.Value,
            new CameraOffered(camera, details, owner),
            new CameraRegistered(camera, details, owner),
            new CameraChanged(camera, details with { DaysKept = 14 }, owner)
        );
        await MessageAboutAsync(camera.Value, word);
        await OwnerAsync();
        var declined = Id<Camera>.New();
        word = Word("offer", declined.Value);
        await TellAsync(declined.Value, new CameraOffered(declined, Seeing(word), Owning(word)), new CameraDeclined(declined, word));
        word = Word("footage", request.Value);
        var area = FootageArea.Round(new(300_000, 200_000), 100);
        var at = Burglary.Now;
        await TellAsync(
            request.Value,
            new FootageAsked(
                request,
                RecordRef.Of(crime),
                camera,
                area,
                at,
                at.AddHours(1),
                at.AddDays(30),
                at.AddDays(30),
                link,
                FootageWay.Email,
                [Id<Camera>.New()]
            ),
            new FootageReminded(request, camera, Id<Door>.New(), FootageWay.InPerson),
            new FootageAnswered(request, camera, FootageAnswer.Collected, word, ByOwner: false),
            new FootageCancelled(request, camera, word)
        );
    }

    /// <summary>An owner with a camera, which goes with them, and one who left.</summary>
    private async Task OwnerAsync()
    {
        var (owner, camera, left) = (Id<Owner>.New(), Id<Camera>.New(), Id<Owner>.New());
        var word = Word("owner", owner.Value);
        await TellAsync(
            owner.Value,
            new OwnerRegistered(owner, Owning(word) with { Premises = word }),
            new OwnerChanged(owner, Owning(word) with { Premises = word, Language = "cy" })
        );
        await TellAsync(
            camera.Value,
            new CameraRegistered(camera, Seeing(word), Of: owner),
            new CameraChanged(camera, Seeing(word) with { DaysKept = 14 }, Of: owner)
        );
        word = Word("left", left.Value);
        await TellAsync(left.Value, new OwnerRegistered(left, Owning(word)), new OwnerLeft(left, word));
    }

    private static CameraDetails Seeing(string word) => new("home", word, 300_000, 200_000, 90, 90, 20, 30, word);

    private static CameraOwner Owning(string word) => new(word, word, $"{word}@example.com", "en", new(Day, word, word));

    private async Task ShareAsync(Id<Exhibit> exhibit, string word, ContentHash bytes)
    {
        var share = Id<Share>.New();
        var to = new Recipient(word, word, RecipientKind.Defence);
        await TellAsync(
            exhibit.Value,
            new ExhibitShared(exhibit, share, to, word, ShareMode.Download, Burglary.Now, bytes),
            new SharedExhibitUsed(exhibit, share, ShareAct.Viewed, bytes, word),
            new ShareProlonged(share, Burglary.Now),
            new ShareRevoked(share, word),
            new WatermarkMade(exhibit, share, word, "ffmpeg", "5", [], bytes, bytes, 1, "image/jpeg"),
            new WatermarkFailed(exhibit, Id<Share>.New(), word)
        );
        word = Word("share", share.Value);
        to = new(word, word, RecipientKind.Defence);
        await TellAsync(
            share.Value,
            new ShareMade(share, Of: null, to, word, ShareMode.Download, $"hash of {word}", Burglary.Now, Exhibits: 1),
            new ShareOpened(share, word),
            new ShareProlonged(share, Burglary.Now),
            new ShareRevoked(share, word)
        );
    }

    /// <summary>An examination for this crime, or without one for another force.</summary>
    private async Task SubmissionAsync(Id<Exhibit> exhibit, Id<Crime>? crime)
    {
        var submission = Id<Submission>.New();
        var word = Word("submission", submission.Value);
        var said = new Bilingual(word, word);
        var priority = new Assessed(
            new("queue", 1, "00"),
            Place: 1,
            [new(word, said, Holds: true, said)],
            new(word, Burglary.Now, said, Verified: false),
            Return: null
        );
        var agreed = new DeviceAgreement(UserIs.Able, Day, Day, AgreedBy.User);
        await TellAsync(
            submission.Value,
            new SubmissionRequested(
                submission,
                exhibit,
                new(crime, "28E", word, word, HarmDays: 1, crime is null ? new("62", word, word, word) : null),
                new(word, word, word, LabLevel.Lab),
                new(DeviceOf.Victim, Passcode.Known, word, agreed, word),
                Urgency.None,
                priority
            ),
            new SubmissionApproved(submission, exhibit, LabLevel.Hub, word, priority),
            new DeviceBooked(submission, exhibit, Burglary.Now, Taken: true, priority),
            new SubmissionHeld(submission, exhibit, word),
            new SubmissionResumed(submission, exhibit, word),
            new SubmissionHeld(submission, exhibit, word),
            new SubmissionAdvanced(submission, exhibit, Stage.Extracting, word, new(Given.Somebody)),
            new ResultAdded(submission, exhibit, exhibit, ResultKind.Report),
            new UrgencyChanged(submission, exhibit, Urgency.None, word, priority),
            new SubmissionPlaced(submission, exhibit, 2, word, word),
            new SubmissionReported(submission, exhibit, word),
            new DeviceGivenBack(submission, exhibit, Burglary.Now)
        );
        var (refused, withdrawn) = (Id<Submission>.New(), Id<Submission>.New());
        word = Word("submission", refused.Value);
        await TellAsync(refused.Value, new SubmissionRefused(refused, exhibit, word));
        word = Word("submission", withdrawn.Value);
        await TellAsync(withdrawn.Value, new SubmissionWithdrawn(withdrawn, exhibit, word));
    }
}
