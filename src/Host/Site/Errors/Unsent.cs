using Microsoft.AspNetCore.Diagnostics;

namespace Bluelamp.Host.Site;

/// <summary>A form that was sent while the database was away: everything that was typed, so that one button sends it again.</summary>
/// <param name="Action">Where it goes, relative to the language.</param>
internal sealed record Unsent(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Nothing for a page that was only read; nothing where passwords are typed, which no page repeats, and none for files.</summary>
    public static async Task<Unsent?> OfAsync(HttpContext http)
    {
        if (
            http.Response.StatusCode != StatusCodes.Status503ServiceUnavailable
            || !http.Request.HasFormContentType
            || http.Features.Get<IExceptionHandlerPathFeature>() is not { Path: var path }
        )
            return null;
        var form = await http.Request.ReadFormAsync(http.RequestAborted); // read before, as a rule: then this is what was read
        return form.Files.Count > 0 || form.Keys.Any(static k => k.Contains("password", StringComparison.OrdinalIgnoreCase))
            ? null
            : new(
                path.TrimStart('/') + http.Request.QueryString,
                [.. form.SelectMany(static f => f.Value, static (f, value) => KeyValuePair.Create(f.Key, value ?? ""))]
            );
    }
}
