using Bluelamp.Contact.Reports;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Contact.Following;

/// <summary>
/// Lets somebody who gave reference and code read that one report for an hour, without asking again on every page. A sealed cookie, nothing in
/// the database.
/// </summary>
public sealed class FollowSession(IDataProtectionProvider protection)
{
    public const string Cookie = "bl-follow";

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);
    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("contact.follow").ToTimeLimitedDataProtector();

    public static CookieNote Note { get; } =
        new(
            Cookie,
            new(
                "Lets you read your report after you gave its reference and code.",
                "Mae'n gadael i chi ddarllen eich adroddiad ar ôl i chi roi ei gyfeirnod a'i god."
            ),
            new("1 hour", "1 awr")
        );

    public void Begin(Id<Report> report, HttpContext http) =>
        http.Response.Cookies.Append(Cookie, _seal.Protect(report.ToString(), Lasts), OwnCookie.Options(http, Lasts));

    public static void End(HttpContext http) => http.Response.Cookies.Delete(Cookie, OwnCookie.Options(http, Lasts));

    /// <summary>The report that this browser may read; nothing when there is none, or when the hour is over.</summary>
    public Id<Report>? Of(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } sealedId)
            return null;
        try
        {
            return Id<Report>.Parse(_seal.Unprotect(sealedId), provider: null);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // too old, or not ours
        }
    }
}
