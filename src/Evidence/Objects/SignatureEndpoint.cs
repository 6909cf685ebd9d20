using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bluelamp.Evidence.Objects;

/// <summary>Shows a drawn signature to whoever may see the object that was signed for.</summary>
internal static class SignatureEndpoint
{
    public static void MapSignatures(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/records/exhibits/{exhibit}/signatures/{sha256}", GetAsync).RequireAuthorization("evidence.read");

    private static async Task<IResult> GetAsync(
        Id<Exhibit> exhibit,
        string sha256,
        Viewer viewer,
        SignatureKeeper signatures,
        CancellationToken ct
    )
    {
        if (!ContentHash.TryParse(sha256, provider: null, out var drawn))
            return new NoSuchRecord().ToProblem();
        return (await signatures.OpenAsync(exhibit, drawn, viewer, ct)).Refused(out var missing, out var svg)
            ? missing.ToProblem()
            : TypedResults.Stream(svg, Drawing.Type, entityTag: new($"\"{drawn}\""));
    }
}
