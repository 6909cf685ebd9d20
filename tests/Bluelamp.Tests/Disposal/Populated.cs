using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bluelamp.Contact.Reports;
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
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Messages;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Records;
using Bluelamp.Records.StreetCrime;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Records;
using Xunit;

namespace Bluelamp.Tests.Disposal;

/// <summary>A record, and a word that stands in everything that was said of it and nowhere else.</summary>
internal sealed record Planted(string Kind, Guid Record, string Word);

/// <summary>A world with one record of each kind, linked with one another.</summary>
internal sealed class Populated(TestHost host)
{
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly Source Source = new(SourceKind.Officer, "police");
    private static readonly string NoRows = new CompactRange().Root().ToString();
    private readonly List<Planted> _planted = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer Viewer => host.Administrator;

    public async Task<IReadOnlyList<Planted>> PlantAsync()
    {
        var (crime, nominal, place) = (Id<Crime>.New(), Id<Nominal>.New(), Id<Place>.New());
        await CrimeAsync(crime, nominal, place);
        await NominalAsync(nominal, place);
        await PlaceAsync(place);
        await PairAsync(nominal);
        await OthersAsync();
        await EvidenceAsync(crime);
        await ReportAsync(crime);
        await StaffAsync();
        return _planted;
    }

    private async Task CrimeAsync(Id<Crime> crime, Id<Nominal> victim, Id<Place> scene)
    {
        var word = Word("crime", crime.Value);
        var self = RecordRef.Of(crime);
        var facts = Burglary.Facts with
        {
            Narrative = $"They took the {word}.",
            Method = word,
            Where = new() { Words = word },
        };
        await TellAsync(
            crime.Value,
            new CrimeRecorded(crime, $"98{word}", "28E", facts, Burglary.Now, Burglary.Now, Source, Group: null),
            new PropertyListed(crime, Id<Property>.New(), new(word, PropertyFate.Stolen, word)),
            new Linked(Id<Link>.New(), self, RecordRef.Of(victim), LinkRole.Victim, Confidence.Confirmed, Source),
            new Linked(Id<Link>.New(), self, RecordRef.Of(scene), LinkRole.Scene, Confidence.Confirmed, Source),
            new CrimeCorrected(crime, facts with { Narrative = $"{word} again" }, word),
            new OutcomeRecorded(crime, "14", new() { VictimView = word }, word, NeedsSignOff: true),
            new OutcomeSignedOff(crime, "14"),
            new VictimInformed(crime, Day, word)
        );
    }

    private async Task NominalAsync(Id<Nominal> nominal, Id<Place> home)
    {
        var word = Word("nominal", nominal.Value);
        var (self, marker, link) = (RecordRef.Of(nominal), Id<Marker>.New(), Id<Link>.New());
        var (joined, other) = (Id<IdentityDecision>.New(), Id<Nominal>.New());
        await TellAsync(
            nominal.Value,
            new NominalCreated(nominal),
            new PersonDescribed(nominal, Person(word), Source, Confidence.Believed),
            new PersonCorrected(nominal, Person($"{word} y gof"), Source, Confidence.Confirmed, word),
            new MarkerAdded(self, marker, MarkerList.Warning, "VI", word, Source, Day, Day.AddYears(1)),
            new MarkerReviewed(self, marker, Day.AddYears(2), word),
            new NoteAttached(self, $"{word} was seen here."),
            new Linked(link, self, RecordRef.Of(home), LinkRole.Home, Confidence.Believed, Source),
            new Linked(Id<Link>.New(), self, RecordRef.Of(home), LinkRole.Work, Confidence.Believed, new(SourceKind.Person, word)),
            new Unlinked(link, self, RecordRef.Of(home), LinkRole.Home, $"{word} moved"),
            new NominalsJoined(joined, other, nominal, word),
            new NominalSplit(
                Id<IdentityDecision>.New(),
                nominal,
                other,
                WasPartOf: null,
                [new(new(nominal, 2), Burglary.Now, Before: null, other)],
                word
            ),
            new JoinRequested(Id<IdentityDecision>.New(), nominal, Id<Nominal>.New(), word, new(Given.Somebody)),
            new IdentityDecisionUndone(Id<IdentityDecision>.New(), joined, other, nominal, [new(nominal, other, After: null)], [], word),
            new RecordRestricted(Marking.Official, [new(Given.Somebody)], word)
        );
        await MessageAboutAsync(nominal.Value, word);
    }

    private Task PairAsync(Id<Nominal> one)
    {
        var (pair, other, proposed) = (Id<PersonPair>.New(), Id<Nominal>.New(), new IdentityProposal(2, 0.8, "person", 2, "00"));
        var word = Word("pair", pair.Value);
        return TellAsync(
            pair.Value,
            new PairProposed(pair, one, other, proposed, [word], Harm: 0),
            new PairJudged(pair, one, other, PairVerdict.Different, word, new(Given.Somebody), proposed)
        );
    }

    private static PersonDetails Person(string word) =>
        new()
        {
            Forenames = word,
            Surname = word,
            KnownAs = $"{word}ie",
            Aliases = [$"{word}yn"],
            Description = word,
            Address = new() { Words = word },
            SafeContact = word,
        };

    private Task PlaceAsync(Id<Place> place)
    {
        var word = Word("place", place.Value);
        return TellAsync(
            place.Value,
            new PlaceDescribed(place, new() { Street = word, Words = word }, Source),
            new PlaceCorrected(place, new() { Street = $"Heol {word}" }, Source, word)
        );
    }

    private async Task OthersAsync()
    {
        var (vehicle, organisation, phone) = (Id<Vehicle>.New(), Id<Organisation>.New(), Id<Communication>.New());
        var (account, batch) = (Id<Account>.New(), Id<StreetBatch>.New());
        var word = Word("vehicle", vehicle.Value);
        await TellAsync(vehicle.Value, new VehicleDescribed(vehicle, new() { Make = word, Words = word }, Source));
        word = Word("organisation", organisation.Value);
        await TellAsync(organisation.Value, new OrganisationDescribed(organisation, new(word, "01234567", word), Source));
        word = Word("communication", phone.Value);
        await TellAsync(phone.Value, new CommunicationNoted(phone, new(CommunicationKind.Email, $"{word}@example.com"), Source));
        word = Word("account", account.Value);
        await TellAsync(account.Value, new AccountNoted(account, new(AccountKind.Online, word, word), Source));
        word = Word("street batch", batch.Value);
        var content = new string('a', 64);
        await TellAsync(batch.Value, new StreetBatchLoaded(batch, 1, "street", $"{word}.csv", content, ["2026-01"], 0, 0, 0, 0, 0, NoRows));
    }

    private async Task EvidenceAsync(Id<Crime> crime)
    {
        var (exhibit, door, hold) = (Id<Exhibit>.New(), Id<Door>.New(), Id<Hold>.New());
        var word = Word("exhibit", exhibit.Value);
        var bytes = ContentHash.Of(SHA256.HashData(Encoding.UTF8.GetBytes(word)));
        var store = new Whereabouts(ObjectStatus.InStore, "main", word, word);
        await TellAsync(
            exhibit.Value,
            new ExhibitReceived(exhibit, Content: null, new(OriginKind.Seized, word), new() { Description = word, Place = word }),
            new ExhibitProduced(exhibit, "ABC/1", word),
            new ObjectTakenIn(exhibit, new("pace-19", word, word, word, word, word), store, Burglary.Now),
            new ObjectPassedOn(exhibit, store, store, Burglary.Now, word, word, word, word),
            new ExhibitExamined(exhibit, bytes, Readable: true, new(Device: word)),
            new DerivativeMade(exhibit, DerivativeKind.Poster, "ffmpeg", "5", [], bytes, bytes, 1, "image/jpeg"),
            new MadeAgain(exhibit, DerivativeKind.Poster, Share: null, Damage.Missing, bytes, bytes),
            new DerivativeFailed(exhibit, DerivativeKind.Proxy, word),
            new FramesHashed(exhibit, "dct-64.v1", "ffmpeg", "5", [word], bytes, [FrameHash.Of(0, 1)]),
            new ExhibitDamaged(exhibit, Damage.Missing, bytes, Found: null, FoundBytes: null),
            new ExhibitSound(exhibit, bytes),
            new ExhibitScanned(exhibit, bytes, word, word, word),
            new ExhibitReleased(exhibit, word),
            new ExhibitHeld(exhibit, hold, HoldReason.Complaint, word),
            new HoldLifted(exhibit, hold, word),
            new RetentionReviewed(exhibit, "other-evidence", 1, word),
            new DisposalProposed(exhibit, "other-evidence", 1, TwoPeople: false, new(Given.Somebody), word)
        );
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
                FootageWay.Email
            ),
            new FootageReminded(request, camera, Id<Door>.New(), FootageWay.InPerson),
            new FootageAnswered(request, camera, FootageAnswer.Collected, word, ByOwner: false),
            new FootageCancelled(request, camera, word)
        );
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

    private async Task ReportAsync(Id<Crime> crime)
    {
        var report = Id<Report>.New();
        var word = Word("report", report.Value);
        var json = JsonSerializer.SerializeToElement(new { story = word });
        var content = new ReportContent("burglary", $"My {word} is gone.")
        {
            Where = new() { Words = word },
            People = [new(LinkRole.Victim, Person(word), IsReporter: true), new(LinkRole.Suspect, Person(word))],
        };
        await TellAsync(
            report.Value,
            new ReportSubmitted(report, $"R-{word}", new("report-crime", 1, "00"), json, content, json, "cy", "WEB", "00"),
            new ReportAssessed(report, "P", "High", 7, "Desk", json),
            new AssessmentOverruled(report, "S", "P", word),
            new ReportTaken(report, Given.Somebody, "Test Handler"),
            new ReporterAsked(report, word),
            new InformationAdded(report, word),
            new ReportAttached(report, crime, "98", word)
        );
        await MessageAboutAsync(report.Value, word);
        await KeepAsync(
            $"""
            insert into contact.draft (draft, secret_hash, form, version, answers, expires_at)
            values ({report}, {new byte[32]}, 'report-crime', 1, {new Jsonb(json.GetRawText())}, now() + interval '1 day')
            """
        );
        await KeepAsync(
            $"""
            insert into kernel.reaction_retry (name, force, stream, version, attempts, next_at, parked, error)
            values ('tests.reaction', {Viewer.Force}, {report}, 1, 1, now(), true, {word})
            """
        );
    }

    private async Task StaffAsync()
    {
        var (staff, glass) = (Id<Staff>.New(), Id<Glass>.New());
        var word = Word("staff", staff.Value);
        var details = new StaffDetails(word, word, word, $"{word}@example.com");
        (await host.Get<StaffRegister>().EnrolAsync(staff, details, ["officer"], Viewer, Ct)).OrThrow();
        (await host.Get<StaffRegister>().SuspendAsync(staff, word, Viewer, Ct)).OrThrow();
        word = Word("glass", glass.Value);
        await TellAsync(
            glass.Value,
            new GlassBroken(glass, Id<Bluelamp.Kernel.Access.AnyRecord>.New(), staff, word, Burglary.Now),
            new GlassReviewed(glass, Id<Bluelamp.Kernel.Access.AnyRecord>.New(), Justified: true, word)
        );
    }

    private string Word(string kind, Guid record)
    {
        // No word of the language, and of letters only: hexadecimal ids and hashes cannot hold it.
        var word = "zw" + string.Concat(record.ToByteArray().AsSpan(8).ToArray().Select(static b => (char)('g' + (b % 14))));
        _planted.Add(new(kind, record, word));
        return word;
    }

    private async Task TellAsync(Guid record, params IEvent[] events) =>
        (await host.Get<ILedger>().DecideAsync(new Id<Told>(record), new Tell(events), Viewer, Ct)).OrThrow();

    private Task MessageAboutAsync(Guid record, string word) =>
        host.Get<IMessages>()
            .QueueAsync(OutgoingMessage.Email(Guid.CreateVersion7(), $"{word}@example.com", word, word, "en", record), Viewer.Force, Ct);

    private Task<int> KeepAsync(Sql sql) => host.Get<Db>().KeepAsync(sql, Ct);
}
