using System.Globalization;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bluelamp.Evidence.Media;

/// <summary>Shows what was made of an exhibit, whole or by ranges, to whoever may see the exhibit. Playing it is a part of its chain of custody.</summary>
internal static class DerivativeEndpoint
{
    public static void MapDerivatives(this IEndpointRouteBuilder routes) =>
        routes
            .MapMethods("/records/exhibits/{exhibit}/derivatives/{kind}", CustodyOfParts.Methods, GetAsync)
            .RequireAuthorization("evidence.read");

    private static async Task<IResult> GetAsync(
        Id<Exhibit> exhibit,
        string kind,
        HttpRequest request,
        Viewer viewer,
        DerivativeList derivatives,
        CustodyOfParts custody,
        Contents contents,
        CancellationToken ct
    )
    {
        var made = (await derivatives.OfAsync(exhibit, viewer, ct)).Find(d =>
            kind.Equals(d.Kind.ToString(), StringComparison.OrdinalIgnoreCase)
        );
        if (made is not { Sha256: { } sha256, Type: { } type })
            return new NoSuchRecord().ToProblem();
        if (
            (await contents.UseAsync(ContentHash.Parse(sha256, CultureInfo.InvariantCulture), "this file", ct)).Refused(
                out var missing,
                out var bytes
            )
        )
            return missing.ToProblem();
        if (
            made.Kind is DerivativeKind.Proxy
            && await custody.SayAsync<ExhibitPlayed>(exhibit, new PlayExhibit(exhibit), request, viewer, ct) is { } refusal
        )
        {
            await bytes.DisposeAsync();
            return refusal.ToProblem();
        }

        return TypedResults.Stream(bytes, type, entityTag: new($"\"{sha256}\""), enableRangeProcessing: true);
    }
}
