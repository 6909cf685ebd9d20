using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bluelamp.Records;

/// <summary>What people said of pairs, as a file of labels for training and measuring a model.</summary>
internal static class ReviewEndpoints
{
    private const string Permission = "records.confirm-identity";

    public static void MapReview(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/records/review/labels.csv", LabelsAsync).RequireAuthorization(Permission);

    /// <summary>Splink's columns: the ids of both records, and 1 for one person, 0 for two; whoever could not tell says 0.5.</summary>
    private static async Task LabelsAsync(PairsToReview queue, Viewer viewer, HttpContext http, CancellationToken ct)
    {
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=labels.csv";
        await http.Response.WriteAsync("unique_id_l,unique_id_r,clerical_match_score,judged_at\r\n", ct);
        await foreach (var label in queue.LabelsAsync(viewer, ct))
            await http.Response.WriteAsync(
                string.Create(CultureInfo.InvariantCulture, $"{label.One},{label.Other},{label.Score},{label.JudgedAt:O}\r\n"),
                ct
            );
    }
}
