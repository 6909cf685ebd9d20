using System.Security.Cryptography;
using System.Text;

namespace Bluelamp.Host.Site;

/// <summary>
/// The only script inside a page. It tells the styles that scripts run before anything is drawn, so that nothing jumps. The policy names it by
/// its hash.
/// </summary>
internal static class BodyScript
{
    private const string Code = "document.body.classList.add('js-enabled','govuk-frontend-supported')";

    public const string Element = $"<script>{Code}</script>";

    public static readonly string Hash = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Code)))}'";
}
