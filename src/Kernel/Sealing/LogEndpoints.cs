using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// The logs for everyone: checkpoints and hash tiles (C2SP tlog-tiles), from which anybody can tell whether a log only ever grew. No entries:
/// what they say is not public. Proofs for single entries are for staff who may audit.
/// </summary>
public static class LogEndpoints
{
    private const string Immutable = "public, max-age=31536000, immutable";

    public static void MapLogs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/log/{force}/{log}/checkpoint", CheckpointAsync).AllowAnonymous();
        routes.MapGet("/log/{force}/{log}/tile/{**path}", TileAsync).AllowAnonymous();
        routes.MapGet("/log/proof/{stream:guid}/{version:int}", ProveAsync).RequireAuthorization("ledger.verify");
    }

    private static async Task<Results<ContentHttpResult, NotFound>> CheckpointAsync(
        short force,
        string log,
        NpgsqlDataSource source,
        HttpResponse response,
        CancellationToken ct
    )
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        if (await SealStore.CheckpointAsync(new(force, log), connection, ct) is not { } note)
            return TypedResults.NotFound();
        response.Headers.CacheControl = "public, max-age=1";
        return TypedResults.Text(note);
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> TileAsync(
        short force,
        string log,
        string path,
        NpgsqlDataSource source,
        HttpResponse response,
        CancellationToken ct
    )
    {
        if (!TileId.TryParse(path, out var id, out var width))
            return TypedResults.NotFound();
        await using var connection = await source.OpenConnectionAsync(ct);
        var tiles = await SealStore.TilesAsync(new(force, log), [id], connection, ct);
        if (!tiles.TryGetValue(id, out var tile) || tile.Hashes.Length < width)
            return TypedResults.NotFound();
        response.Headers.CacheControl = Immutable;
        return TypedResults.Bytes(SealStore.Bytes(tile with { Hashes = tile.Hashes[..width] }), "application/octet-stream");
    }

    private static async Task<Results<Ok<InclusionProof>, NotFound>> ProveAsync(
        Guid stream,
        int version,
        Viewer viewer,
        Inclusion inclusion,
        CancellationToken ct
    ) => await inclusion.OfAsync(stream, version, viewer, ct) is { } proof ? TypedResults.Ok(proof) : TypedResults.NotFound();
}
