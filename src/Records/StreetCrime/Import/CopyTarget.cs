using Npgsql;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>Where the rows of a file go. A copy sees only the partitions that were there when it began, so it begins again with each new year.</summary>
internal sealed class CopyTarget(Bulk.Load load, Layout layout, bool careful) : IAsyncDisposable
{
    private readonly HashSet<int> _years = [];
    private NpgsqlRawCopyStream? _copy;

    public async Task WriteAsync(Chunk chunk, CancellationToken ct)
    {
        if (_years.Add(chunk.Year))
            await BeginAsync(ct);
        await _copy!.WriteAsync(chunk.Content, ct); // begun with the first year
    }

    /// <summary>Ends the copy; the transaction decides whether it holds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_copy is null)
            return;
        await _copy.WriteAsync(RowBytes.Tail);
        await _copy.DisposeAsync();
        _copy = null;
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        await DisposeAsync();
        var columns = string.Join(", ", layout.FixedColumns.Concat(layout.WordColumns).Concat(careful ? ["leaf"] : []));
        var table = careful ? Staging.Table : layout.Table;
        _copy = await load.Connection.BeginRawBinaryCopyAsync($"copy {table} ({columns}) from stdin (format binary)", ct);
        await _copy.WriteAsync(RowBytes.Head, ct);
    }
}
