using System.Security.Cryptography;
using System.Text.Json;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Evidence.Doors;

/// <summary>Who came in by a door, and what they said of what they are going to send.</summary>
/// <param name="Key">Tells this browser from all others.</param>
/// <param name="Sender">Name and how to reach them, as they gave it.</param>
/// <param name="Said">Of everything that they send.</param>
/// <param name="Agreed">The words that they agreed to; nothing before they did.</param>
public sealed record Visit(Guid Door, Guid Key, string? Sender, Circumstances Said, string? Agreed)
{
    /// <summary>What the ledger keeps of the browser: nothing by which somebody else could be it.</summary>
    public string Visitor => Convert.ToHexStringLower(SHA256.HashData(Key.ToByteArray()));
}

/// <summary>Keeps a visit in a sealed cookie for a day, so that sending can go on after a break: nothing in the database, no account.</summary>
public sealed class DoorSession(IDataProtectionProvider protection)
{
    public const string Cookie = "bl-upload";

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(1);
    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("evidence.door.visit").ToTimeLimitedDataProtector();

    public static CookieNote Note { get; } =
        new(
            Cookie,
            new(
                "Lets you send photos, videos and other files to us, and go on after a break.",
                "Mae'n gadael i chi anfon lluniau, fideos a ffeiliau eraill atom, a pharhau ar ôl saib."
            ),
            new("1 day", "1 diwrnod")
        );

    public void Keep(Visit visit, HttpContext http) =>
        http.Response.Cookies.Append(
            Cookie,
            _seal.Protect(JsonSerializer.Serialize(visit, LedgerJson.Options), Lasts),
            OwnCookie.Options(http, Lasts)
        );

    /// <summary>The visit of this browser by this door; nothing when there is none, or when its day is over.</summary>
    public Visit? Of(Id<Door> door, HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } kept)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Visit>(_seal.Unprotect(kept), LedgerJson.Options) is { } visit && visit.Door == door.Value
                ? visit
                : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null; // not ours, or of another build
        }
    }
}
