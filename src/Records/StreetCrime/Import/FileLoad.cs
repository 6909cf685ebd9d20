using System.Globalization;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>
/// One file into its table, in one transaction with its ledger entry: killed at any moment, the file is in whole or not at all. Months that are new for
/// their force go straight in; others by way of <see cref="Staging"/>. First the rows, then the commit, which waits for that of the file before.
/// </summary>
internal sealed class FileLoad : IAsyncDisposable
{
    private readonly Bulk.Load _load;
    private readonly Reading _reading;
    private readonly Staging _staging;

    private FileLoad(Bulk.Load load, Viewer system, Reading reading) =>
        (_load, _reading, _staging) = (load, reading, new Staging(load, reading.Layout, system.Force, reading.Batch));

    /// <summary>Hands the rows of a file to the database; nothing when it was read in vain.</summary>
    /// <param name="before">Rows of the files before this one.</param>
    public static async Task<FileLoad?> CopyAsync(
        Bulk bulk,
        Viewer system,
        Reading reading,
        long before,
        IWorkProgress progress,
        CancellationToken ct
    )
    {
        var load = new FileLoad(await bulk.BeginAsync(system, ct), system, reading);
        var holds = false;
        try
        {
            await load.CopyAsync(before, progress, ct);
            holds = !reading.IsAbandoned;
        }
        finally
        {
            if (!holds)
                await load.DisposeAsync();
        }

        return holds ? load : null;
    }

    /// <summary>Makes the file true, and ends the load.</summary>
    /// <param name="before">The commit of the file before: a revision must find the rows that it revises.</param>
    public async Task<Loaded> CommitAsync(Task before, CancellationToken ct)
    {
        await using var end = this;
        await before;
        var loaded = _reading.Careful
            ? await _staging.SettleAsync(_reading.Rows, _reading.Rejects.Count, _reading.Groups, _reading.Root, ct)
            : new(_reading.Rows, _reading.Rows - _reading.Rejects.Count, 0, 0, _reading.Rejects.Count);
        await SealAsync(loaded, ct);
        return loaded;
    }

    public ValueTask DisposeAsync() => _load.DisposeAsync();

    private async Task CopyAsync(long before, IWorkProgress progress, CancellationToken ct)
    {
        if (_reading.Careful)
            await _staging.MakeAsync(ct);
        await using var target = new CopyTarget(_load, _reading.Layout, _reading.Careful);
        await foreach (var chunk in _reading.ChunksAsync(ct))
        {
            await target.WriteAsync(chunk, ct);
            before += chunk.Rows;
            chunk.Return();
            progress.Report("Rows", before, null);
        }
    }

    private async Task SealAsync(Loaded loaded, CancellationToken ct)
    {
        if (loaded.Rows == loaded.Rejected)
            return;
        var id = Id<StreetBatch>.New();
        var months = _reading
            .Groups.Select(static g => g.Month)
            .Distinct()
            .Order()
            .Select(static m => m.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        await _load.OpenAsync(
            id.Value,
            new StreetBatchLoaded(
                id,
                _reading.Batch,
                _reading.Layout.Kind,
                _reading.File.Name,
                Convert.ToHexStringLower(_reading.Content),
                [.. months],
                loaded.Rows,
                loaded.Added,
                loaded.Updated,
                loaded.Unchanged,
                loaded.Rejected,
                _reading.Root.Root().ToString()
            ),
            ct
        );
        await _load.CommitAsync(ct);
    }
}
