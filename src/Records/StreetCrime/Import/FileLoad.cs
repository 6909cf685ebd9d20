using System.Globalization;
using Bluelamp.Kernel.Running;
using Npgsql;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>
/// One file into its table, in one transaction with its ledger entry: killed at any moment, the file is in whole or not at all. Months that are new for
/// their force go straight in; others by way of <see cref="Staging"/>.
/// </summary>
internal sealed class FileLoad(Bulk bulk, Viewer system, Reading reading)
{
    private Layout Layout => reading.Layout;

    /// <summary>Loads the file; nothing when it was read in vain.</summary>
    /// <param name="before">Rows of the files before this one.</param>
    public async Task<Loaded?> RunAsync(long before, IWorkProgress progress, CancellationToken ct)
    {
        await using var load = await bulk.BeginAsync(system, ct);
        var staging = new Staging(load, Layout, system.Force, reading.Batch);
        if (reading.Careful)
            await staging.MakeAsync(ct);
        await CopyAsync(load, before, progress, ct);
        if (reading.IsAbandoned)
            return null;

        var loaded = reading.Careful
            ? await staging.SettleAsync(reading.Rows, reading.Rejects.Count, reading.Groups, reading.Root, ct)
            : new(reading.Rows, reading.Rows - reading.Rejects.Count, 0, 0, reading.Rejects.Count);
        await SealAsync(load, loaded, ct);
        return loaded;
    }

    private async Task CopyAsync(Bulk.Load load, long before, IWorkProgress progress, CancellationToken ct)
    {
        await using var target = new CopyTarget(load, Layout, reading.Careful);
        await foreach (var chunk in reading.ChunksAsync(ct))
        {
            await target.WriteAsync(chunk, ct);
            before += chunk.Rows;
            chunk.Return();
            progress.Report("Rows", before, null);
        }
    }

    private async Task SealAsync(Bulk.Load load, Loaded loaded, CancellationToken ct)
    {
        if (loaded.Rows == loaded.Rejected)
            return;
        var id = Id<StreetBatch>.New();
        var months = reading
            .Groups.Select(static g => g.Month)
            .Distinct()
            .Order()
            .Select(static m => m.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        await load.OpenAsync(
            id.Value,
            new StreetBatchLoaded(
                id,
                reading.Batch,
                Layout.Kind,
                reading.File.Name,
                Convert.ToHexStringLower(reading.Content),
                [.. months],
                loaded.Rows,
                loaded.Added,
                loaded.Updated,
                loaded.Unchanged,
                loaded.Rejected,
                reading.Root.Root().ToString()
            ),
            ct
        );
        await load.CommitAsync(ct);
    }
}

/// <summary>Where the rows of a file go. A copy sees only the partitions that were there when it began, so it begins again with each new year.</summary>
internal sealed class CopyTarget(Bulk.Load load, Layout layout, bool careful) : IAsyncDisposable
{
    private readonly HashSet<int> _years = [];
    private NpgsqlRawCopyStream? _copy;

    public async Task WriteAsync(Chunk chunk, CancellationToken ct)
    {
        if (_years.Add(chunk.Year))
            await BeginAsync(chunk.Year, ct);
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

    private async Task BeginAsync(int year, CancellationToken ct)
    {
        await DisposeAsync();
        await load.RunAsync($"select records.street_year({year})", ct);
        var columns = string.Join(", ", layout.FixedColumns.Concat(layout.WordColumns).Concat(careful ? ["leaf"] : []));
        var table = careful ? Staging.Table : layout.Table;
        _copy = await load.Connection.BeginRawBinaryCopyAsync($"copy {table} ({columns}) from stdin (format binary)", ct);
        await _copy.WriteAsync(RowBytes.Head, ct);
    }
}
