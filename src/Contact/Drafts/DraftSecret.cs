using System.Buffers.Text;
using System.Security.Cryptography;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Contact.Drafts;

/// <summary>256 random bits in a strictly necessary cookie: who has it has the draft. The database keeps its hash only.</summary>
internal sealed record DraftSecret(byte[] Bytes)
{
    public const string Cookie = "bl-draft";

    private const int Length = 32;

    public static CookieNote Note { get; } =
        new(
            Cookie,
            new(
                "Keeps your place in a report while you write it, and lets only you come back to it.",
                "Mae'n cadw'ch lle mewn adroddiad wrth i chi ei ysgrifennu, ac yn gadael i chi'n unig ddod yn ôl ato."
            ),
            new("7 days, or 1 hour after you send the report", "7 diwrnod, neu 1 awr ar ôl i chi anfon yr adroddiad")
        );

    public byte[] Hash => SHA256.HashData(Bytes);

    public static DraftSecret New() => new(RandomNumberGenerator.GetBytes(Length));

    public static DraftSecret? Of(HttpContext http)
    {
        var bytes = new byte[Length];
        return
            http.Request.Cookies[Cookie] is { Length: 43 } text && Base64Url.TryDecodeFromChars(text, bytes, out var read) && read == Length
            ? new(bytes)
            : null;
    }

    public void Give(HttpContext http, TimeSpan lasts) =>
        http.Response.Cookies.Append(Cookie, Base64Url.EncodeToString(Bytes), OwnCookie.Options(http, lasts));

    /// <summary>Takes it from this device.</summary>
    public static void End(HttpContext http) => http.Response.Cookies.Delete(Cookie, OwnCookie.Options(http, DraftStore.Kept));
}
