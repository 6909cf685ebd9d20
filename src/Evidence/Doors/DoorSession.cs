using System.Buffers.Text;
using System.IO.Compression;
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
public sealed record Visit(Guid Key, string? Sender, Circumstances Said, string? Agreed)
{
    /// <summary>Of a browser that stands before a door and has said nothing yet.</summary>
    public static Visit New() => new(Guid.CreateVersion7(), Sender: null, new(), Agreed: null);

    /// <summary>What the ledger keeps of the browser: nothing by which somebody else could be it.</summary>
    public string Visitor => Convert.ToHexStringLower(SHA256.HashData(Key.ToByteArray()));
}

/// <summary>
/// Keeps a visit in a sealed cookie of its own door: nothing in the database, no account. A link stays with its holder's browser for as long as the door is
/// open; who came by an appeal can go on for as long as their files wait for the rest, counted from the last file or page.
/// </summary>
public sealed class DoorSession(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>One name for all doors: each cookie goes to the addresses of its own door only.</summary>
    public const string Cookie = "bl-door";

    /// <summary>More than the longest answers need.</summary>
    private const int MostBytes = 16 * 1024;

    public static CookieNote Note { get; } =
        new(
            Cookie,
            new(
                "Lets you send photos, videos and other files to us, and go on after a break. There is one for each link or appeal that you use.",
                "Mae'n gadael i chi anfon lluniau, fideos a ffeiliau eraill atom, a pharhau ar ôl saib. Mae un ar gyfer pob dolen neu apêl a ddefnyddiwch."
            ),
            new(
                "For a link that was sent to you: until the link runs out, at most one year. For an appeal: 2 days after you last used it",
                "Ar gyfer dolen a anfonwyd atoch: nes i'r ddolen ddod i ben, blwyddyn ar y mwyaf. Ar gyfer apêl: 2 ddiwrnod ar ôl i chi ei defnyddio ddiwethaf"
            )
        );

    public void Keep(Visit visit, DoorLine door, string code, HttpContext http) =>
        Write(
            door.Kind is DoorKind.Link ? new(visit, door.Until, Moves: false) : new(visit, time.GetUtcNow() + PublicDoor.Kept, Moves: true),
            code,
            http
        );

    /// <summary>Lets a visit last from now, where its end moves.</summary>
    public void KeepOn(string code, HttpContext http)
    {
        if (Read(code, http) is { Moves: true } kept)
            Write(kept with { Until = time.GetUtcNow() + PublicDoor.Kept }, code, http);
    }

    /// <summary>The visit of this browser by the door of a code; nothing when there is none, or when it is over.</summary>
    public Visit? Of(string code, HttpContext http) => Read(code, http)?.Visit;

    private Kept? Read(string code, HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } sealedVisit)
            return null;
        try
        {
            var packed = Seal(code).Unprotect(Base64Url.DecodeFromChars(sealedVisit));
            var text = new byte[MostBytes];
            return
                BrotliDecoder.TryDecompress(packed, text, out var length)
                && JsonSerializer.Deserialize<Kept>(text.AsSpan(0, length), LedgerJson.Options) is { } kept
                && kept.Until > time.GetUtcNow()
                ? kept
                : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null; // not ours, of another door, or of another build
        }
    }

    /// <summary>Browsers drop a cookie of more than 4096 bytes, so it is packed: five hundred signs of Chinese fit in.</summary>
    private void Write(Kept kept, string code, HttpContext http)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(kept, LedgerJson.Options);
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(text.Length)];
        if (!BrotliEncoder.TryCompress(text, packed, out var length))
            throw new InvalidOperationException("A visit could not be packed.");
        var cookie = Base64Url.EncodeToString(Seal(code).Protect(packed[..length]));
        var options = OwnCookie.Options(http, kept.Until - time.GetUtcNow());
        var root = http.Request.PathBase.Value ?? "";
        root = root.EndsWith(Languages.WelshPrefix, StringComparison.Ordinal) ? root[..^Languages.WelshPrefix.Length] : root;
        foreach (var language in (string[])["", Languages.WelshPrefix])
        {
            options.Path = $"{root}{language}/upload/{DoorCode.Canonical(code)}";
            http.Response.Cookies.Append(Cookie, cookie, options);
        }
    }

    private IDataProtector Seal(string code) => protection.CreateProtector("evidence.door.visit", DoorCode.Hash(code));

    /// <summary>What the cookie holds.</summary>
    /// <param name="Moves">Whether the end moves with each use.</param>
    private sealed record Kept(Visit Visit, DateTimeOffset Until, bool Moves);
}
