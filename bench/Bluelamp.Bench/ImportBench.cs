using System.IO.Compression;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel.Running;
using Npgsql;

namespace Bluelamp.Bench;

/// <summary>
/// Loads published street crimes end to end over a private PostgreSQL. Baseline: the same files, decompressed, by a bare <c>COPY … (format csv)</c> into a
/// table of texts without any index, in the same run.
/// </summary>
internal static class ImportBench
{
    public static async Task RunAsync(BenchOptions options, Figures figures, CancellationToken ct)
    {
        var count = options.CountOr(500_000);
        var folder = Directory.CreateTempSubdirectory("bluelamp-bench-").FullName;
        try
        {
            var files = Path.Combine(folder, "police-uk");
            PublishedFiles.Write(files, count);
            await using var store = await Store.OwnAsync(Path.Combine(folder, "data"), connectionString: null, Console.Error.WriteLine, ct);
            await using var workshop = await Workshop.OpenAsync(store, ct);
            await MeasureAsync(figures, workshop, files, folder, count, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(Figures figures, Workshop workshop, string files, string folder, int count, CancellationToken ct)
    {
        var source = workshop.Get<NpgsqlDataSource>();
        var bare = await figures.RateAsync("bare COPY of the same files, rows", count, () => CopyAsync(source, files, ct));
        var import = workshop.All<IImport>().Single(static i => i.Name is "police-uk");
        await figures.RateAsync("import police-uk, rows", count, () => ImportAsync(import, files, folder, ct), bare);
        await figures.RateAsync("the same files again, rows", count, () => ImportAsync(import, files, folder, ct), bare);
        PublishedFiles.Revise(files);
        await figures.RateAsync("every file revised, rows", count, () => ImportAsync(import, files, folder, ct), bare);
        figures.AtMost("memory of the process at the end", Environment.WorkingSet / 1024d / 1024d, "MB");
    }

    private static async Task ImportAsync(IImport import, string files, string folder, CancellationToken ct)
    {
        using var rejects = new RejectList(folder, "police-uk", TimeProvider.System);
        var figures = await import.RunAsync(files, SilentProgress.Instance, rejects, ct);
        Console.WriteLine(figures);
    }

    private static async Task CopyAsync(NpgsqlDataSource source, string files, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using (
            var make = new NpgsqlCommand(
                "create table bare (a text, b text, c text, d text, e text, f text, g text, h text, i text, j text, k text, l text)",
                connection
            )
        )
            await make.ExecuteNonQueryAsync(ct);
        foreach (var file in Directory.EnumerateFiles(files, "*.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            await using var copy = await connection.BeginTextImportAsync("copy bare from stdin (format csv, header)", ct);
            var some = new char[64 * 1024];
            for (int read; (read = await text.ReadAsync(some, ct)) > 0; )
                await copy.WriteAsync(some.AsMemory(0, read), ct);
        }
    }
}
