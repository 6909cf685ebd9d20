using System.Globalization;
using Bluelamp.Kernel.Running;

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
