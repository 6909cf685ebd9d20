using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>How a file came out, in rows.</summary>
internal sealed record Loaded(int Rows, int Added, int Updated, int Unchanged, int Rejected);

/// <summary>
/// One file into its table, in one transaction with its ledger entry: killed at any moment, the file is in whole or not at all. Months that are new for
/// their force go straight in; when one is known, the file begins again by way of <see cref="Staging"/>.
/// </summary>
internal sealed class FileLoad(Bulk bulk, Viewer system, Words words, PlaceKeeper places, SourceFile file, byte[] content, long before)
{
    private const int RowsAReport = 10_000;
    private readonly HashSet<(DateOnly Month, short Reporter)> _groups = [];
    private readonly List<Reject> _rejects = [];
    private readonly CompactRange _root = new();
    private int _rows;

    /// <summary>Loads the file; nothing when a month of it is known and <paramref name="careful"/> is not set.</summary>
    public async Task<Loaded?> RunAsync(bool careful, RejectList rejects, IWorkProgress progress, CancellationToken ct)
    {
        using var source = RowSource.Open(file);
        await using var load = await bulk.BeginAsync(system, ct);
        var batch = (await load.ListAsync<int>($"select nextval('records.street_batch_number')::int", ct))[0];
        var staging = new Staging(load, source.Layout, system.Force, batch);
        if (careful)
            await staging.MakeAsync(ct);
        if (!await CopyAsync(source, load, batch, careful, progress, ct))
            return null;

        var loaded = careful
            ? await staging.SettleAsync(_rows, _rejects.Count, _groups, _root, ct)
            : new(_rows, _rows - _rejects.Count, 0, 0, _rejects.Count);
        await SealAsync(source.Layout, load, batch, loaded, ct);
        foreach (var reject in _rejects)
            rejects.Add(reject.File, reject.Line, reject.Reason);
        return loaded;
    }

    private async Task<bool> CopyAsync(
        RowSource source,
        Bulk.Load load,
        int batch,
        bool careful,
        IWorkProgress progress,
        CancellationToken ct
    )
    {
        var encoder = new RowEncoder(source.Layout, words, places, source.Layout.ReporterInName ? ForceNames.Of(file.Force!) : null);
        await using var target = new CopyTarget(load, source.Layout, system.Force, batch, careful);
        while (source.Next(out var fault))
        {
            if (++_rows % RowsAReport == 0)
                progress.Report("Rows", before + _rows, null);
            fault ??= await LearnAsync(encoder, source.Row, ct);
            if (fault is not null)
            {
                _rejects.Add(new(file.Name, source.Line, fault));
                continue;
            }

            if (_groups.Add((source.Row.Month, encoder.Reporter)))
            {
                if (!careful && await IsKnownAsync(source, encoder, ct))
                    return false;
                await target.ReadyAsync(source.Row.Month.Year, ct);
            }

            target.Writer.Write(source.Row, encoder, (int)source.Line);
            if (!careful)
                _root.Append(encoder.Leaf);
            if (places.IsFull)
                await places.KeepAsync(ct);
        }

        await target.CompleteAsync(ct);
        await places.KeepAsync(ct);
        return true;
    }

    /// <summary>Encodes the row, giving numbers to texts that have none.</summary>
    private async ValueTask<string?> LearnAsync(RowEncoder encoder, Row row, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        while (encoder.Encode(row) is { } unknown)
        {
            if (!await words.LearnAsync(unknown, ct))
                return "more different texts than these files ever have: categories, outcomes and the like";
        }

        return null;
    }

    /// <summary>Whether the force has rows of this month already. Asked over another connection: of what is committed.</summary>
    private async Task<bool> IsKnownAsync(RowSource source, RowEncoder encoder, CancellationToken ct) =>
        await bulk.ReadAsync<bool>(
            $"""
            select true from {source.Layout.Rows} t
             where t.force = {system.Force} and t.month = {source.Row.Month} and t.reported_by = {encoder.Reporter}
             limit 1
            """,
            ct
        )
            is [true];

    private async Task SealAsync(Layout layout, Bulk.Load load, int batch, Loaded loaded, CancellationToken ct)
    {
        if (loaded.Rows == loaded.Rejected)
            return;
        var id = Id<StreetBatch>.New();
        var months = _groups
            .Select(static g => g.Month)
            .Distinct()
            .Order()
            .Select(static m => m.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        await load.OpenAsync(
            id.Value,
            new StreetBatchLoaded(
                id,
                batch,
                layout.Kind,
                file.Name,
                Convert.ToHexStringLower(content),
                [.. months],
                loaded.Rows,
                loaded.Added,
                loaded.Updated,
                loaded.Unchanged,
                loaded.Rejected,
                _root.Root().ToString()
            ),
            ct
        );
        await load.CommitAsync(ct);
    }
}
