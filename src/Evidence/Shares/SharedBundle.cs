using Bluelamp.Evidence.Bundles;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bluelamp.Evidence.Shares;

/// <summary>
/// Hands out all that a link shows as one bundle, when whoever made it said so. Nothing but the code in the address lets anybody in, so that no token of a
/// form has to.
/// </summary>
internal static class SharedBundle
{
    public static void MapSharedBundle(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/shared/{code}/bundle", PostAsync).AllowAnonymous().RequireRateLimiting(Limits.Links);

    private static async Task<IResult> PostAsync(
        string code,
        HttpContext http,
        PublicShare links,
        ShareList shares,
        Bundler bundler,
        CancellationToken ct
    )
    {
        http.Response.Hide();
        if (await links.FindAsync(code, ct) is not { Share.Mode: ShareMode.Proof } open)
            return new NoSuchRecord().ToProblem();
        var (share, to) = (open.Share.Share, open.Share.To);
        var viewer = open.Viewer with { Name = to.Full };
        var begun = await bundler.BeginAsync(
            [.. (await shares.AllShownAsync(share, viewer, ct)).Select(static line => line.Exhibit)],
            Guid.CreateVersion7(),
            $"Taken by {to.Full}, with whom it was shared by a link",
            export => new TakeInBundle(export, share, Caller.Of(http).Address),
            viewer,
            ct
        );
        return begun.Refused(out var refusal, out var contents) ? refusal.ToProblem() : BundleEndpoint.Zip(bundler, contents, viewer, http);
    }
}

/// <summary>Say that the holder of a link takes a copy in a bundle: before the export, so that it stands in the chain that goes with it.</summary>
internal sealed record TakeInBundle(ExportExhibit Export, Id<Share> Share, string Network) : ICommand<Exhibit>
{
    public Decision Decide(Exhibit state, By by) =>
        Export.Decide(state, by) is { Refusal: null } exported && state.Content is { } content
            ? [new SharedExhibitUsed(Export.Exhibit, Share, ShareAct.Copied, content.Sha256, Network), .. exported]
            : Export.Decide(state, by);
}
