using System.Globalization;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bluelamp.Evidence.Reading;

/// <summary>Shows a page of a document as a picture, to whoever may see the exhibit. Seeing one is a part of its chain of custody.</summary>
internal static class DocumentPages
{
    /// <summary>Pages that are drawn at once: each takes a process.</summary>
    private static readonly SemaphoreSlim AtOnce = new(2);

    public static void MapDocumentPages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/records/exhibits/{exhibit}/pages/{page}", GetAsync).RequireAuthorization("evidence.read");

    private static async Task<IResult> GetAsync(
        Id<Exhibit> exhibit,
        string page,
        Viewer viewer,
        ExhibitList exhibits,
        CustodyOfParts custody,
        DocumentWorks works,
        CancellationToken ct
    )
    {
        var line = await exhibits.FindAsync(exhibit, viewer, ct);
        if (line is not { Sha256: { } sha256, Type: "application/pdf" } || !DocumentWorks.IsOpen)
            return new NoSuchRecord().ToProblem();
        if (
            !int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is 0 or > DocumentWorks.MostPages
        )
            return new NoSuchRecord().ToProblem();
        if (await custody.GoOnAsync<ExhibitViewed>(exhibit, new ViewExhibit(exhibit), viewer, ct) is { } refusal)
            return refusal.ToProblem();
        await AtOnce.WaitAsync(ct);
        try
        {
            var picture = await works.PictureAsync(ContentHash.Parse(sha256, CultureInfo.InvariantCulture), number, ct);
            return picture is null
                ? new NoSuchRecord().ToProblem()
                : TypedResults.Bytes(picture, "image/png", entityTag: new($"\"{sha256}-{number}\""));
        }
        finally
        {
            AtOnce.Release();
        }
    }
}
