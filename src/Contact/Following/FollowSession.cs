using System.Globalization;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Contact.Following;

/// <summary>
/// Lets somebody who gave reference and code read that one report for an hour, without asking again on every page. A sealed cookie, nothing in
/// the database. What they send begins the hour anew; the page that looks for news by itself does not, or it would stay open on a device that was left.
/// </summary>
public sealed class FollowSession(IDataProtectionProvider protection, TimeProvider time)
{
    public const string Cookie = "bl-follow";

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);
    private readonly IDataProtector _seal = protection.CreateProtector("contact.follow.since");

    public static CookieNote Note { get; } =
        new(
            Cookie,
            new(
                "Lets you read your report after you gave its reference and code.",
                "Mae'n gadael i chi ddarllen eich adroddiad ar ôl i chi roi ei gyfeirnod a'i god."
            ),
            new("1 hour after you last sent us something", "1 awr ar ôl i chi anfon rhywbeth atom ddiwethaf")
        );

    public void Begin(Id<Report> report, HttpContext http) =>
        http.Response.Cookies.Append(
            Cookie,
            _seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{report} {Now}")),
            OwnCookie.Options(http, Lasts)
        );

    public static void End(HttpContext http) => http.Response.Cookies.Delete(Cookie, OwnCookie.Options(http, Lasts));

    /// <summary>
    /// The report that this browser may read; nothing when there is none, or when the hour is over. An hour that began later than now is over: the clock
    /// was set back.
    /// </summary>
    public Id<Report>? Of(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } sealedId)
            return null;
        try
        {
            var parts = _seal.Unprotect(sealedId).Split(' ');
            var since = TimeSpan.FromSeconds(Now - long.Parse(parts[1], CultureInfo.InvariantCulture));
            return since > -LedgerClock.Tolerance && since < Lasts ? Id<Report>.Parse(parts[0], provider: null) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // not ours
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();
}
