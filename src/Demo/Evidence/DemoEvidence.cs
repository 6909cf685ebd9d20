using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bluelamp.Demo.World;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Objects;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Microsoft.Extensions.Logging;

namespace Bluelamp.Demo.Evidence;

/// <summary>
/// Brings evidence of one burglary while the demo is open already: objects, a shop's recorder, what is said of its recordings, and an
/// appeal to which the neighbours send what their cameras saw. Everything is drawn here and comes in as real evidence does. What was brought before stays; a demo that was closed in between goes on.
/// </summary>
public sealed class DemoEvidence(
    CrimeList crimes,
    DoorList doors,
    ExhibitList exhibits,
    DemoCameras cameras,
    DemoRemarks remarks,
    DemoDock dock,
    EvidenceIntake intake,
    ContentStore store,
    Sandbox sandbox,
    ILedger ledger,
    ForceProfile force,
    TimeProvider time,
    ILogger<DemoEvidence> logger
)
{
    private const int Clips = 30;
    private const int Forwarded = 21;
    private static readonly string[] Devices = ["Lampcam Door 2", "Lampcam Yard", "Phone 11", "Phone 12", "Dash 4"];

    private Cast Cast => Cast.Of(force.Code);

    /// <summary>Brings what is missing. A fault is logged: the demo goes on without.</summary>
    public async Task BringAsync(int seed, CancellationToken ct)
    {
        try
        {
            if (await CaseAsync(seed, ct) is not { } found)
                return;
            await ObjectsAsync(found, seed, ct);
            var owner = await cameras.BringAsync(found.Of, found.Facts, seed, ct);
            if (!Studio.IsOpen)
                return;
            if (owner is { } door)
                await OwnerAsync(found, door, seed, ct);
            await RecorderAsync(found, seed, ct);
            await dock.DeliverAsync(seed, ct);
            await NeighboursAsync(found, seed, ct);
            await remarks.OnFilmAsync(new(Named(seed, "recorder")), what => Named(seed, what), ct);
            await remarks.OfSoundAsync(new(Named(seed, "alarm")), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The demo is closing.
        }
        catch (Exception e)
        {
            logger.EvidenceMissing(e);
        }
    }

    /// <summary>The burglary, and the appeal for it, which is opened when it is not there yet.</summary>
    private async Task<Case?> CaseAsync(int seed, CancellationToken ct)
    {
        var appeal = new Id<Door>(Named(seed, "appeal"));
        if (await doors.FindAsync(appeal, Cast.Investigator, ct) is { } door)
            return await OfAsync(new(door.Record), appeal, ct);
        var lines = await crimes.LatestAsync(openOnly: true, before: null, Cast.Investigator, ct);
        if (lines.Find(static l => l.Offence is "28I") is not { } burglary || await OfAsync(burglary.Crime, appeal, ct) is not { } found)
            return null;
        var street = found.Facts.Where?.Street ?? burglary.Address;
        var asks = new Bilingual(
            $"Film and photographs of {street}, from your doorbell, car or phone, in the hours in which it was broken into",
            $"Ffilm a ffotograffau o {street}, o gloch eich drws, eich car neu'ch ffôn, yn yr oriau y torrwyd i mewn"
        );
        var open = new OpenDoor(appeal, DoorKind.Appeal, found.Of, asks, DoorCode.New(), time.GetUtcNow().AddDays(28), For: null);
        (await ledger.DecideAsync(appeal, open, Cast.Investigator, ct)).OrThrow();
        return found;
    }

    private async Task<Case?> OfAsync(Id<Crime> crime, Id<Door> appeal, CancellationToken ct) =>
        CrimePicture.Of(await ledger.StreamAsync(crime.Value, Cast.Investigator, ct)) is { } picture
            ? new(RecordRef.Of(crime), appeal, picture.Facts)
            : null;

    private async Task ObjectsAsync(Case found, int seed, CancellationToken ct)
    {
        (string What, string Reference, string Packaging)[] things =
        [
            ("Crowbar with blue paint on its tip, found by the back door", "PRN/1", "Evidence tube"),
            ("Plaster cast of a shoe mark, below the kitchen window", "PRN/2", "Box"),
        ];
        var at = time.GetUtcNow().AddHours(-2); // written down in time
        foreach (var (what, reference, packaging) in things)
        {
            var exhibit = new Id<Exhibit>(Named(seed, reference));
            if (await exhibits.FindAsync(exhibit, Cast.Investigator, ct) is not null)
                continue;
            var seal = $"LP{seed:D4}{reference[^1]}";
            var details = new ObjectDetails("found", SeizedFrom: null, Owner: null, packaging, Hazards: null, seal);
            var said = new Circumstances
            {
                Description = what,
                From = at,
                Place = "At the scene",
            };
            var to = new Whereabouts(ObjectStatus.InStore, "temporary", "DC Priya Nair", "Shelf 4");
            var take = new TakeInProduced(
                new(exhibit, said, details, to, at),
                new(exhibit, reference, "Priya Rhiannon Nair", Taken: false)
            );
            List<Step> steps =
            [
                Step.For(exhibit, take),
                Step.For(found.Of.Id, EvidenceIntake.AsEvidence(exhibit, found.Of, new(OriginKind.Seized))),
            ];
            (await ledger.DecideAsync(steps, Cast.Investigator, ct)).OrThrow();
            var laboratory = new Whereabouts(ObjectStatus.AtLaboratory, Store: null, "Lampshire Forensics", "Reception");
            var pass = new PassOnObject(
                exhibit,
                laboratory,
                time.GetUtcNow(),
                "For comparison",
                seal,
                NewSeal: null,
                "G. Reception",
                Signing.Ticked
            );
            (await ledger.DecideAsync(new Id<Custody>(exhibit.Value), pass, Cast.Investigator, ct)).OrThrow();
        }
    }

    /// <summary>A disc of the shop's recorder, whose clock is ahead, and what its alarm recorded.</summary>
    private async Task RecorderAsync(Case found, int seed, CancellationToken ct)
    {
        var from = found.Facts.Committed.From;
        var said = new Circumstances
        {
            Description = "Camera 3 of the shop, towards the road",
            From = from,
            Until = from.AddSeconds(6),
            Place = "The shop at the corner",
            ClockAheadSeconds = 200,
        };
        var origin = new Origin(OriginKind.Staff, "The owner of the shop");
        await TakeAsync(
            new(Named(seed, "recorder")),
            "CH03.mp4",
            path => new Scene(seed * 100).Film(from, place: null, "Recorder 16", path),
            origin,
            said,
            found.Of,
            Cast.Investigator,
            ct
        );
        await TakeAsync(
            new(Named(seed, "alarm")),
            "alarm.wav",
            Scene.Tone,
            origin,
            said with
            {
                Description = "What the shop's alarm recorded",
            },
            found.Of,
            Cast.Investigator,
            ct
        );
    }

    /// <summary>What the owner of a camera sends, who was asked for it.</summary>
    private Task OwnerAsync(Case found, Id<Door> door, int seed, CancellationToken ct)
    {
        var at = found.Facts.Committed.From;
        return TakeAsync(
            new(Named(seed, "asked for")),
            $"front_{at.UtcDateTime:yyyyMMdd_HHmm}.mp4",
            path => new Scene((seed * 100) + Clips + 1).Film(at, place: null, "Lampcam Door 2", path),
            new(OriginKind.Public, "The owner of the camera", door.Value, ClaimedSha256: null, PublicDoor.Consent.En),
            new() { Description = "From my doorbell", From = at },
            found.Of,
            Viewer.Public(force.Code).Holding(found.Of.Id.Value),
            ct
        );
    }

    private async Task NeighboursAsync(Case found, int seed, CancellationToken ct)
    {
        var (people, _) = Lampshire.Settle(seed);
        var (dice, (first, last)) = (new Random(seed), (found.Facts.Committed.From.AddHours(-1), found.Facts.Committed.Latest.AddHours(1)));
        (DateTimeOffset at, string? place, string device)? original = null;
        for (var i = 1; i <= Clips; i++)
        {
            var neighbour = people[dice.Next(people.Count)];
            var at = first + ((last - first) * dice.NextDouble());
            var device = Devices[dice.Next(Devices.Length)];
            var (isPhoto, isForwarded) = (i % 6 == 0 && i != Clips, i == Forwarded);
            var name = isPhoto ? $"IMG_{1000 + dice.Next(9000)}.jpg" : $"VID_{at.UtcDateTime:yyyyMMdd_HHmmss}.mp4";
            var scene = new Scene((seed * 100) + (i == Clips || isForwarded ? 1 : i));
            var near = found.Facts.Where?.Point is { } point
                ? new Kernel.Grids.GridRef(point.Easting + dice.Next(-80, 80), point.Northing + dice.Next(-80, 80)).ToLatLng()
                : (Kernel.Grids.LatLng?)null;
            var place = near is { } here
                ? string.Create(CultureInfo.InvariantCulture, $"{here.Latitude:+00.0000;-00.0000}{here.Longitude:+000.0000;-000.0000}/")
                : null;
            original ??= (at, place, device);
            var film = i == Clips ? original.Value : (at, place, device); // the last is the first one's file, which a neighbour passed on
            var said = new Circumstances
            {
                Description = neighbour.Language is "cy" ? "Yr heol o flaen fy nhŷ" : "The road in front of my house",
                From = at,
                Place = neighbour.Home.Street,
            };
            var language = neighbour.Language is "cy" ? Language.Welsh : Language.English;
            var from = $"{neighbour.Forename} {neighbour.Surname}, {neighbour.Phone}";
            var origin = new Origin(OriginKind.Public, from, found.Appeal.Value, ClaimedSha256: null, PublicDoor.Consent.In(language));
            await TakeAsync(
                new(Named(seed, $"clip {i}")),
                name,
                path => isPhoto ? scene.Picture(path) : scene.Film(film.at, film.place, film.device, path, isForwarded),
                origin,
                said,
                found.Of,
                Viewer.Public(force.Code).Holding(found.Of.Id.Value),
                ct
            );
        }
    }

    /// <summary>Draws a file and takes it in; what is there already is left.</summary>
    private async Task TakeAsync(
        Id<Exhibit> exhibit,
        string name,
        Func<string, string[]> draw,
        Origin origin,
        Circumstances said,
        RecordRef of,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (await exhibits.FindAsync(exhibit, Viewer.System(force.Code), ct) is not null)
            return;
        var path = Path.Combine(store.Incoming, $"demo-{exhibit}{Path.GetExtension(name)}");
        if (!(await sandbox.RunAsync("ffmpeg", draw(path), store.Incoming, SandboxLimits.Look, ct)).Well)
            throw new InvalidOperationException($"ffmpeg did not draw {name}.");
        ContentHash hash;
        long bytes;
        await using (var drawn = File.OpenRead(path))
            (hash, bytes) = (ContentHash.Of(await SHA256.HashDataAsync(drawn, ct)), drawn.Length);
        (await intake.TakeAsync(exhibit, new(path, hash, bytes, name, ClaimedType: null), origin, said, of, viewer, ct)).OrThrow();
    }

    private static Guid Named(int seed, string what) =>
        new(
            SHA256
                .HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"bluelamp demo evidence {seed} {what}")))
                .AsSpan(0, 16)
        );

    private sealed record Case(RecordRef Of, Id<Door> Appeal, CrimeFacts Facts);
}
