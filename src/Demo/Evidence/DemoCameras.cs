using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bluelamp.Demo.World;
using Bluelamp.Evidence.Cameras;
using Bluelamp.Evidence.Doors;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Grids;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;

namespace Bluelamp.Demo.Evidence;

/// <summary>
/// Invented cameras round one burglary and in the rest of the county, two that wait to be looked at, and requests to the nearest owners, of whom one answers.
/// What is there already stays.
/// </summary>
public sealed class DemoCameras(
    CameraList cameras,
    CamerasInArea search,
    FootageList requests,
    FootageDesk desk,
    CameraDesk register,
    ILedger ledger,
    ForceProfile force,
    TimeProvider time
)
{
    private const int Near = 28;
    private const int Several = 3;
    private const int Elsewhere = 12;
    private const int Offers = 2;
    private const int Asked = 4;
    private static readonly string[] Kinds = ["doorbell", "doorbell", "home", "home", "business", "vehicle"];
    private static readonly int[] Keeps = [3, 7, 14, 30, 30, 60];
    private static readonly string[] Clocks =
    [
        "Right on the day it was checked",
        "Four minutes slow",
        "An hour ahead: it keeps summer time all year",
    ];

    private Viewer Officer => Cast.Of(force.Code).Investigator with { Permissions = ["evidence.cameras"] };

    /// <summary>Brings what is missing. Answers the link by which an owner has yet to send what was asked for, if there is one.</summary>
    public async Task<Id<Door>?> BringAsync(RecordRef of, CrimeFacts facts, int seed, CancellationToken ct)
    {
        if (facts.Where?.Point is not { } scene)
            return null;
        var (people, _) = Lampshire.Settle(seed);
        var streets = Lampshire.Streets(seed).ToDictionary(static s => (s.Name, s.Town));
        var homes = people.DistinctBy(static p => p.Home.Address, StringComparer.Ordinal).OrderBy(p => Away(p, scene)).ToList();
        var dice = new Random(seed);
        Resident[] owners = [.. homes.Take(Near), .. homes.Skip(Near).OrderBy(_ => dice.Next()).Take(Elsewhere + Offers)];
        for (var i = 0; i < owners.Length; i++)
            await TakeInAsync(
                i,
                owners[i],
                streets.GetValueOrDefault((owners[i].Home.Street ?? "", owners[i].Home.Town ?? "")),
                seed,
                dice,
                ct
            );
        return await AskAsync(of, facts, scene, seed, ct);
    }

    private async Task TakeInAsync(int i, Resident owner, Street? street, int seed, Random dice, CancellationToken ct)
    {
        var camera = new Id<Camera>(Named(seed, string.Create(CultureInfo.InvariantCulture, $"camera {i}")));
        var kind = Kinds[dice.Next(Kinds.Length)];
        var (field, reach) =
            kind is "doorbell" ? (150, 12)
            : kind is "business" ? (90, 40)
            : (100, 25);
        var details = new CameraDetails(
            kind,
            owner.Home.Address,
            owner.Home.Easting,
            owner.Home.Northing,
            street is null || dice.Next(8) == 0 ? null : Towards(street, owner.Home),
            field,
            reach,
            Keeps[dice.Next(Keeps.Length)],
            dice.Next(3) == 0 ? Clocks[dice.Next(Clocks.Length)] : null
        );
        var name = $"{owner.Forename} {owner.Surname}";
        var isOffer = i >= Near + Elsewhere;
        var agreed = new CameraConsent(
            DateOnly.FromDateTime(time.GetUtcNow().InLondon().DateTime).AddDays(isOffer ? 0 : -30 - i),
            name,
            isOffer ? "On the public page" : "At the door, to PC Jones"
        );
        var whom = new CameraOwner(name, owner.Phone, owner.Email, owner.Language, agreed);
        if (await cameras.FindAsync(camera, Viewer.System(force.Code), ct) is not null)
            return;
        var decided = isOffer
            ? await ledger.DecideAsync(camera, new OfferCamera(camera, details, whom), Viewer.Public(force.Code), ct)
            : await register.KeepAsync(camera, details, Whose(i, whom, seed), Officer, ct);
        decided.OrThrow();
    }

    /// <summary>Each has one camera, but the first, who looks after those of the houses beside theirs as well.</summary>
    private static CameraWhose Whose(int i, CameraOwner whom, int seed)
    {
        var owner = new Id<Owner>(Named(seed, string.Create(CultureInfo.InvariantCulture, $"owner {(i < Several ? 0 : i)}")));
        return new(owner, i is > 0 and < Several ? null : whom);
    }

    /// <summary>Asks those whose footage runs out first; one opens the link, one has nothing.</summary>
    private async Task<Id<Door>?> AskAsync(RecordRef of, CrimeFacts facts, GridRef scene, int seed, CancellationToken ct)
    {
        if ((await requests.NewestAsync(new(Record: of.Id.Value), after: null, Officer, ct)).Count > 0)
            return await AnsweredAsync(of, ct);
        var margin = TimeSpan.FromMinutes(30);
        var when = new FootageTime(facts.Committed.From - margin, facts.Committed.Latest + margin);
        var area = FootageArea.Round(scene, 150);
        var found = await search.FindAsync(area, when, time.GetUtcNow(), Officer, ct);
        var chosen = found.Where(static f => f.Left is not FootageLeft.Gone).Take(Asked).Select(static f => f.Camera.Camera).ToList();
        if (chosen.Count == 0)
            return null;
        var code = string.Create(CultureInfo.InvariantCulture, $"demo {seed}");
        var sent = (await desk.AskAsync(new(of, area, when), code, chosen, Officer, ct)).OrThrow();
        if (sent.Count > 1)
        {
            var nothing = new AnswerFootage(sent[1].Request, FootageAnswer.NothingThere, Words: null, ByOwner: true);
            (await ledger.DecideAsync(sent[1].Request, nothing, Viewer.Public(force.Code), ct)).OrThrow();
        }

        var doors = await requests.DoorsOfAsync(sent[0].Request, Officer, ct);
        var visitor = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
        (await ledger.DecideAsync(doors[0], new EnterDoor(doors[0], visitor), Viewer.Public(force.Code), ct)).OrThrow();
        return doors[0];
    }

    /// <summary>The link that was opened: what comes by it may be missing yet.</summary>
    private async Task<Id<Door>?> AnsweredAsync(RecordRef of, CancellationToken ct)
    {
        var all = await requests.NewestAsync(new(Record: of.Id.Value), after: null, Officer, ct);
        return all.Find(static r => r.OpenedAt is not null) is { } opened
            ? (await requests.DoorsOfAsync(opened.Request, Officer, ct))[0]
            : null;
    }

    private static double Away(Resident owner, GridRef scene) => owner.Home.Point is { } home ? home.MetresTo(scene) : double.MaxValue;

    /// <summary>Degrees from a house to the nearest point of the middle of its street.</summary>
    private static int Towards(Street street, PlaceDetails home)
    {
        var here = new Spot(home.Easting ?? 0, home.Northing ?? 0);
        var to = street.Line.Zip(street.Line.Skip(1), (a, b) => Nearest(a, b, here)).MinBy(here.MetresTo) - here;
        return ((int)Math.Round(double.RadiansToDegrees(Math.Atan2(to.Easting, to.Northing))) + 360) % 360;
    }

    private static Spot Nearest(Spot from, Spot to, Spot point)
    {
        var (way, off) = (to - from, point - from);
        var share = ((way.Easting * off.Easting) + (way.Northing * off.Northing)) / Math.Max(1, way.Length * way.Length);
        return from + (way * Math.Clamp(share, 0, 1));
    }

    private static Guid Named(int seed, string what) =>
        new(
            SHA256
                .HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"bluelamp demo {seed} {what}")))
                .AsSpan(0, 16)
        );
}
