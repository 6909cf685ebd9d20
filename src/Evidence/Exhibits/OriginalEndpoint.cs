using Bluelamp.Evidence.Scanning;
using Bluelamp.Evidence.Storing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>Hands out the original bytes of an exhibit, whole or by ranges, always as a download: nothing of a stranger's file runs in a browser.</summary>
internal static class OriginalEndpoint
{
    public static void MapOriginals(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/records/exhibits/{exhibit}/original", CustodyOfParts.Methods, GetAsync).RequireAuthorization("evidence.copy");

    private static async Task<IResult> GetAsync(
        Id<Exhibit> exhibit,
        HttpRequest request,
        Viewer viewer,
        ExhibitList exhibits,
        CustodyOfParts custody,
        Contents contents,
        CancellationToken ct
    )
    {
        if (await exhibits.FindAsync(exhibit, viewer, ct) is not { Sha256: { } sha256 } line)
            return new NoSuchRecord().ToProblem();
        if (line.Quarantine is { } finding)
            return new InQuarantine(finding).ToProblem();
        var hash = ContentHash.Parse(sha256, provider: null);
        if ((await contents.UseAsync(hash, line.Title, ct)).Refused(out var missing, out var bytes))
            return missing.ToProblem();
        if (await custody.SayAsync<ExhibitCopied>(exhibit, new CopyExhibit(exhibit), request, viewer, ct) is { } refusal)
        {
            await bytes.DisposeAsync();
            return refusal.ToProblem();
        }

        return TypedResults.Stream(
            bytes,
            "application/octet-stream",
            line.Name ?? sha256,
            entityTag: new($"\"{sha256}\""),
            enableRangeProcessing: true
        );
    }
}
