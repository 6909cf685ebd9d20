using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Uploads;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Doors;

/// <summary>What a door lets through, for whoever stands before it with its code.</summary>
public sealed class PublicDoor(DoorList doors, DoorSession sessions, ForceProfile force, TimeProvider time)
{
    /// <summary>The largest file that the public sends: 20 GB, some hours of video.</summary>
    public const long MostBytes = 20_000_000_000;

    /// <summary>How long a file that is not whole waits for the rest.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    /// <summary>What the sender agrees to. The words are kept with each exhibit.</summary>
    public static Bilingual Consent { get; } =
        new(
            "I give these files to the police as evidence. I will keep the originals. I know that they may be shown to a court and to the defence.",
            "Rwy'n rhoi'r ffeiliau hyn i'r heddlu fel tystiolaeth. Byddaf yn cadw'r rhai gwreiddiol. Gwn y gellir eu dangos i lys ac i'r amddiffyniad."
        );

    /// <summary>The open door of a code; nothing when there is none or it is shut.</summary>
    public async Task<DoorLine?> FindAsync(string code, HttpContext http)
    {
        var door = await doors.ByCodeAsync(code, Viewer.System(force.Code, Purpose.PublicContact.Code), http.RequestAborted);
        if (door is null)
            WrongGuess.Of(http);
        return door?.IsOpen(time.GetUtcNow()) is true ? door : null;
    }

    /// <summary>Who sends by this door from this browser; nothing before they agreed.</summary>
    public async Task<UploadBy?> SenderAsync(string code, HttpContext http)
    {
        if (await FindAsync(code, http) is not { } door || sessions.Of(code, http) is not { Agreed: { } agreed } visit)
            return null;
        var viewer = Viewer.Public(force.Code).Holding(door.Record);
        var origin = new Origin(OriginKind.Public, visit.Sender, door.Door.Value, ClaimedSha256: null, agreed);
        return new(viewer, origin, door.Of, MostBytes, Kept, visit.Key);
    }
}

internal static class PublicUploads
{
    /// <summary>Resumable uploads by whoever came in by a door.</summary>
    public static void MapPublicUploads(this IEndpointRouteBuilder routes) =>
        routes
            .MapTus(
                "/upload/{code}/tus",
                static async http =>
                    http.GetRouteValue("code") is string code
                        ? await SenderAsync(code, http, http.RequestServices.GetRequiredService<PublicDoor>())
                        : null
            )
            .AllowAnonymous()
            .RequireRateLimiting(Limits.Secrets);

    /// <summary>Each file that begins prolongs the visit, so that the visit lasts as long as the file waits.</summary>
    private static async Task<UploadBy?> SenderAsync(string code, HttpContext http, PublicDoor door)
    {
        var by = await door.SenderAsync(code, http);
        if (by is not null && HttpMethods.IsPost(http.Request.Method))
            http.RequestServices.GetRequiredService<DoorSession>().KeepOn(code, http);
        return by;
    }
}
