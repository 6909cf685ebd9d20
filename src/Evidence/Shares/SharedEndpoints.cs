using System.Globalization;
using Bluelamp.Evidence.Captions;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bluelamp.Evidence.Shares;

/// <summary>Hands out what a link shows, whole or by ranges. Whatever is not to be had answers alike.</summary>
internal static class SharedEndpoints
{
    /// <summary>Before the language of captions, in an address.</summary>
    internal const string CaptionsIn = "captions-";

    /// <summary>Before the number of a page of a document, in an address.</summary>
    internal const string PageOf = "page-";

    public static void MapShared(this IEndpointRouteBuilder routes) =>
        routes
            .MapMethods("/shared/{code}/exhibits/{exhibit}/{what}", CustodyOfParts.Methods, GetAsync)
            .AllowAnonymous()
            .RequireRateLimiting(Limits.Links);

    /// <summary>Nothing of a link is kept, found by a search engine, or told to another site.</summary>
    public static void Hide(this HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
    }

    private static async Task<IResult> GetAsync(
        string code,
        string exhibit,
        string what,
        HttpContext http,
        PublicShare links,
        ShareList shares,
        Contents contents,
        CaptionList captions,
        CaptionKeeper keeper,
        SharedPages pages,
        CancellationToken ct
    )
    {
        http.Response.Hide();
        if (
            !Id<Exhibit>.TryParse(exhibit, CultureInfo.InvariantCulture, out var id)
            || await links.FindAsync(code, ct) is not { } open
            || await shares.FindShownAsync(open.Share.Share, id, open.Viewer, ct) is not { } line
        )
            return new NoSuchRecord().ToProblem();
        return what switch
        {
            "original" when open.Share.Mode.MayCopy() => await OriginalAsync(open, line, http, links, contents, ct),
            "shown" => await ShownAsync(open, line, http, links, contents, ct),
            _ when what.StartsWith(CaptionsIn, StringComparison.Ordinal) => await CaptionsAsync(
                open,
                line,
                what[CaptionsIn.Length..],
                captions,
                keeper,
                ct
            ),
            _ when what.StartsWith(PageOf, StringComparison.Ordinal) => await PageAsync(
                open,
                line,
                what[PageOf.Length..],
                http,
                links,
                pages,
                ct
            ),
            _ => new NoSuchRecord().ToProblem(),
        };
    }

    /// <summary>A page of a document: a part of the look that began with the opening of its page.</summary>
    private static async Task<IResult> PageAsync(
        OpenShare open,
        SharedLine line,
        string page,
        HttpContext http,
        PublicShare links,
        SharedPages pages,
        CancellationToken ct
    )
    {
        if (await pages.DrawAsync(line, page, links.Mark(open), ct) is not var (picture, type))
            return new NoSuchRecord().ToProblem();
        var hash = ContentHash.Parse(line.Sha256, CultureInfo.InvariantCulture);
        await links.SayUsedAsync(open, line, ShareAct.Viewed, hash, begins: false, http, ct);
        return TypedResults.Bytes(picture, type);
    }

    private static async Task<IResult> OriginalAsync(
        OpenShare open,
        SharedLine line,
        HttpContext http,
        PublicShare links,
        Contents contents,
        CancellationToken ct
    )
    {
        var hash = ContentHash.Parse(line.Sha256, CultureInfo.InvariantCulture);
        if ((await contents.UseAsync(hash, "this file", ct)).Refused(out var missing, out var bytes))
            return missing.ToProblem();
        http.Response.RegisterForDisposeAsync(bytes);
        await links.SayUsedAsync(open, line, ShareAct.Copied, hash, !CustodyOfParts.IsLaterPart(http.Request), http, ct);
        return Shown(bytes, hash, "application/octet-stream", line.Name ?? line.Sha256);
    }

    private static async Task<IResult> ShownAsync(
        OpenShare open,
        SharedLine line,
        HttpContext http,
        PublicShare links,
        Contents contents,
        CancellationToken ct
    )
    {
        if (await links.ShownAsync(open, line, ct) is not { Sha256: { } sha256, Type: { } type })
            return new NoSuchRecord().ToProblem();
        var hash = ContentHash.Parse(sha256, CultureInfo.InvariantCulture);
        if ((await contents.UseAsync(hash, "this file", ct)).Refused(out var missing, out var bytes))
            return missing.ToProblem();
        http.Response.RegisterForDisposeAsync(bytes);
        if (line.Media is MediaKind.Image)
            await links.SayUsedAsync(open, line, ShareAct.Viewed, hash, begins: false, http, ct); // its page was opened just before
        else
            await links.SayUsedAsync(open, line, ShareAct.Played, hash, !CustodyOfParts.IsLaterPart(http.Request), http, ct);
        return Shown(bytes, hash, type, name: null);
    }

    /// <summary>The captions of what is played; the playing is what is told.</summary>
    private static async Task<IResult> CaptionsAsync(
        OpenShare open,
        SharedLine line,
        string language,
        CaptionList captions,
        CaptionKeeper keeper,
        CancellationToken ct
    )
    {
        var found = (await captions.LatestAsync(line.Exhibit, open.Viewer, ct)).Find(c =>
            string.Equals(c.Language, language, StringComparison.Ordinal)
        );
        if (found is null)
            return new NoSuchRecord().ToProblem();
        return (await keeper.OpenAsync(found, open.Viewer, ct)).Refused(out var missing, out var text)
            ? missing.ToProblem()
            : TypedResults.Stream(text, CaptionEndpoint.Type);
    }

    private static FileStreamHttpResult Shown(Stream bytes, ContentHash hash, string type, string? name) =>
        TypedResults.Stream(bytes, type, name, entityTag: new($"\"{hash}\""), enableRangeProcessing: true);
}
