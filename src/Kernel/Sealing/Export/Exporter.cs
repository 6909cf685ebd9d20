using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Bluelamp.Kernel.Running;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>Writes the sealed entries with their proof to a folder, as they were at one moment. It holds one bundle in memory, however long the log.</summary>
public sealed class Exporter(NpgsqlDataSource source)
{
    /// <summary>Exports every log, and answers the number of entries.</summary>
    /// <exception cref="CannotRunException">There is something in the folder already.</exception>
    public async Task<long> RunAsync(string folder, IWorkProgress progress, CancellationToken ct)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new CannotRunException($"{folder} is not empty. Choose another folder.");
        await using var snapshot = await Snapshot.TakeAsync(source, ct);
        var total = 0L;
        foreach (var log in await SealStore.LogsAsync(snapshot.Main, ct))
            total += await RunAsync(log, ExportFolder.Of(folder, log), snapshot.Main, progress, ct);
        return total;
    }

    private static async Task<long> RunAsync(
        SealedLog log,
        string folder,
        NpgsqlConnection connection,
        IWorkProgress progress,
        CancellationToken ct
    )
    {
        if (await SealStore.CheckpointAsync(log, connection, ct) is not { } checkpoint)
            return 0;
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(ExportFolder.Checkpoint(folder), checkpoint, ct);
        var keys = await SealKeys.ListAsync(log, connection, ct);
        var lines = keys.Select(static k =>
            JsonSerializer.Serialize(new ExportedKey(k.FromSize, k.Key.ToString(), k.Endorsement), LedgerJson.Options)
        );
        await File.WriteAllLinesAsync(ExportFolder.Keys(folder), lines, ct);
        await WriteTilesAsync(log, folder, connection, ct);
        var end = await SealStore.EndAsync(log, connection, ct);
        return await WriteEntriesAsync(log, folder, end, connection, progress, ct);
    }

    private static async Task WriteTilesAsync(SealedLog log, string folder, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection
            .CreateCommand()
            .With($"select level, number, width, hashes from kernel.tile where force = {log.Force} and log = {log.Name}");
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var path = Path.Combine(folder, new TileId(rows.GetInt16(0), rows.GetInt64(1)).Path(rows.GetInt16(2)));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, rows.GetFieldValue<byte[]>(3), ct);
        }
    }

    private static async Task<long> WriteEntriesAsync(
        SealedLog log,
        string folder,
        SealEnd end,
        NpgsqlConnection connection,
        IWorkProgress progress,
        CancellationToken ct
    )
    {
        await using var aside = new StreamWriter(ExportFolder.Aside(folder), append: false, new UTF8Encoding(false));
        await using var command = connection.CreateCommand().With(Entries(log, end.Upto));
        await using var rows = await command.ExecuteReaderAsync(ct);
        using var bundle = new MemoryStream();
        var index = 0L;
        while (await rows.ReadAsync(ct))
        {
            await AddAsync(EntryRow.Export(rows, log.Force), index++, bundle, aside);
            if (index % TileId.Width != 0)
                continue;
            await WriteBundleAsync(folder, index, bundle, ct);
            progress.Report($"Exporting {log}", index, end.Size);
        }
        if (bundle.Length > 0)
            await WriteBundleAsync(folder, index, bundle, ct);
        return index;
    }

    /// <summary>Sealed entries stand in the tree in the order of their places, so one pass over the index gives them all.</summary>
    private static Sql Entries(SealedLog log, LedgerPlace upto) =>
        $"""
            select {EntryRow.Columns(log)}
              from {log.Table} l
             where l.force = {log.Force} and (l.xid, l.position) < ({SealBatch.Xid(upto)}::text::xid8, {upto.Position})
             order by l.xid, l.position
            """;

    private static async Task WriteBundleAsync(string folder, long end, MemoryStream bundle, CancellationToken ct)
    {
        var width = (int)(((end - 1) % TileId.Width) + 1);
        var path = Path.Combine(folder, TileId.EntriesPath((end - 1) / TileId.Width, width));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, bundle.ToArray(), ct);
        bundle.SetLength(0);
    }

    private static async Task AddAsync(ExportEntry entry, long index, MemoryStream bundle, StreamWriter aside)
    {
        var bundled = !entry.IsErased && entry.Bytes.Length <= ExportFolder.MaxBundled;
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, bundled ? (ushort)entry.Bytes.Length : (ushort)0);
        bundle.Write(length);
        if (bundled)
        {
            bundle.Write(entry.Bytes);
            return;
        }
        var line = entry.IsErased
            ? new AsideEntry(index, Entry: null, JsonElement.Parse(entry.Bytes))
            : new AsideEntry(index, Convert.ToBase64String(entry.Bytes), Remains: null);
        await aside.WriteLineAsync(JsonSerializer.Serialize(line, LedgerJson.Options));
    }
}
