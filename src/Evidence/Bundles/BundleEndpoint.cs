using System.IO.Compression;
using Bluelamp.Evidence.Choosing;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Bluelamp.Evidence.Bundles;

/// <summary>Hands out a bundle as a zip that is made while it is sent: of the exhibits that were chosen, or of all the evidence of a record.</summary>
internal static class BundleEndpoint
{
    public static void MapBundles(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/evidence/bundle", PostAsync).RequireAuthorization("evidence.copy");

    private static async Task<IResult> PostAsync(
        [FromForm] Guid? record,
        [FromForm] string? from,
        [FromForm(Name = "Goes")] string? goes,
        [FromForm(Name = "Reason")] string? reason,
        HttpRequest request,
        Viewer viewer,
        ExhibitList list,
        Bundler bundler,
        CancellationToken ct
    )
    {
        var exhibits = Chosen.Read(request.Form[Chosen.Name]);
        var chosen = new Chosen(exhibits, exhibits.Count == 0 ? record : null, string.IsNullOrEmpty(from) ? null : from);
        if (chosen.IsTooMany)
            return new TooManyChosen(exhibits.Count).ToProblem();
        var leaving = Sorted.Of(chosen, await list.ChosenAsync(chosen, viewer, ct), Sorted.Kept);
        if (string.IsNullOrWhiteSpace(reason) || !string.Equals(goes, leaving.Mark, StringComparison.Ordinal))
            return Results.LocalRedirect(
                $"{request.PathBase}/evidence/bundle?{chosen.Query}&refused={(string.IsNullOrWhiteSpace(reason) ? "unsaid" : "changed")}"
            );
        var begun = await bundler.BeginAsync([.. leaving.Taken.Select(static e => e.Exhibit)], Guid.CreateVersion7(), reason, viewer, ct);
        return begun.Refused(out var refusal, out var contents) ? refusal.ToProblem() : Zip(bundler, contents, viewer, request.HttpContext);
    }

    /// <summary>The answer that carries a bundle.</summary>
    internal static IResult Zip(Bundler bundler, BundleContents contents, Viewer viewer, HttpContext http)
    {
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body)
            body.AllowSynchronousIO = true; // a zip writes its few bytes between the files in no other way
        return Results.Stream(
            to => WriteAsync(bundler, contents, viewer, to, http.RequestAborted),
            "application/zip",
            $"evidence-{contents.Bundle}.zip"
        );
    }

    private static async Task WriteAsync(Bundler bundler, BundleContents contents, Viewer viewer, Stream to, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        await bundler.WriteAsync(contents, new ZipTarget(zip), viewer, SilentProgress.Instance, ct);
    }
}
