using System.Globalization;
using Bluelamp.Evidence.Exhibits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bluelamp.Evidence.Captions;

/// <summary>Hands out captions as WebVTT to whoever may see the exhibit: the latest, or the version that is asked for, also of those that are withdrawn.</summary>
internal static class CaptionEndpoint
{
    /// <summary>The media type of WebVTT.</summary>
    public const string Type = "text/vtt; charset=utf-8";

    public static void MapCaptions(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/records/exhibits/{exhibit}/captions/{language}", GetAsync).RequireAuthorization("evidence.read");

    private static async Task<IResult> GetAsync(
        Id<Exhibit> exhibit,
        string language,
        string? version,
        Viewer viewer,
        CaptionList captions,
        CaptionKeeper keeper,
        CancellationToken ct
    )
    {
        var number = int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : (int?)null;
        var found = (await captions.OfAsync(exhibit, viewer, ct)).Find(c =>
            string.Equals(c.Language, language, StringComparison.OrdinalIgnoreCase)
            && (version is null ? !c.IsWithdrawn : c.Version == number)
        );
        if (found is null)
            return new NoSuchRecord().ToProblem();
        return (await keeper.OpenAsync(found, viewer, ct)).Refused(out var missing, out var text)
            ? missing.ToProblem()
            : TypedResults.Stream(text, Type, entityTag: new($"\"{found.Sha256}\""));
    }
}
