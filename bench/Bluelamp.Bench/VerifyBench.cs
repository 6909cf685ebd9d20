using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Npgsql;
using NpgsqlTypes;

namespace Bluelamp.Bench;

/// <summary>
/// Seals, proves, verifies, exports: entries of about 700 bytes over a private PostgreSQL. Baselines: SHA-256 of the same bytes, and a bare binary
/// <c>COPY</c> out of the same table.
/// </summary>
internal static class VerifyBench
{
    private const short Force = 98;

    public static async Task RunAsync(BenchOptions options, Figures figures, CancellationToken ct)
    {
        var count = options.CountOr(300_000);
        var folder = Directory.CreateTempSubdirectory("bluelamp-bench-").FullName;
        try
        {
            await using var store = await Store.OwnAsync(Path.Combine(folder, "data"), connectionString: null, Console.Error.WriteLine, ct);
            await using var workshop = await Workshop.OpenAsync(store, ct);
            var source = workshop.Get<NpgsqlDataSource>();
            await FillAsync(source, count, ct);
            await MeasureAsync(figures, workshop, source, Path.Combine(folder, "export"), count, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(
        Figures figures,
        Workshop workshop,
        NpgsqlDataSource source,
        string export,
        int count,
        CancellationToken ct
    )
    {
        var bytes = RandomNumberGenerator.GetBytes(900);
        await figures.RateAsync("SHA-256 of 900 bytes, one thread", count, () => Task.Run(() => Digest(bytes, count), ct));
        var copied = await figures.RateAsync("bare COPY of the ledger out", count, () => CopyOutAsync(source, ct));
        await figures.RateAsync("seal", count, () => workshop.Get<Sealer>().SealAllAsync(ct), copied);
        VerifyReport? report = null;
        var verifier = workshop.Get<Verifier>();
        await figures.RateAsync("verify", count, async () => report = await verifier.RunAsync([], SilentProgress.Instance, ct), copied);
        Check(report!.Ok && report.Entries == count, "the ledger does not verify");
        await figures.RateAsync("inclusion proofs, one after the other", 1_000, () => ProveAsync(workshop, source, ct));
        await figures.RateAsync("export", count, () => workshop.Get<Exporter>().RunAsync(export, SilentProgress.Instance, ct), copied);
        await figures.RateAsync("verify the export", count, async () => report = await OfflineAsync(export, ct), copied);
        Check(report!.Ok && report.Entries == count, "the export does not verify");
    }

    private static Task<VerifyReport> OfflineAsync(string export, CancellationToken ct) =>
        ExportVerifier.RunAsync(export, [], TimeProvider.System, SilentProgress.Instance, ct);

    private static void Digest(byte[] bytes, int count)
    {
        Span<byte> hash = stackalloc byte[32];
        for (var i = 0; i < count; i++)
            SHA256.HashData(bytes, hash);
    }

    private static async Task CopyOutAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var copy = await connection.BeginRawBinaryCopyAsync("copy (select * from kernel.ledger) to stdout (format binary)", ct);
        await copy.CopyToAsync(Stream.Null, ct);
    }

    private static async Task ProveAsync(Workshop workshop, NpgsqlDataSource source, CancellationToken ct)
    {
        await using var pick = source.CreateCommand(
            "select array_agg(stream) from (select stream from kernel.ledger order by stream limit 1000) s"
        );
        var streams = (Guid[])(await pick.ExecuteScalarAsync(ct))!;
        foreach (var stream in streams)
            Check(await workshop.Get<Inclusion>().OfAsync(stream, 1, Viewer.System(Force), ct) is not null, "an entry has no proof");
    }

    private static void Check(bool holds, string problem)
    {
        if (!holds)
            throw new InvalidOperationException(problem);
    }

    private static async Task FillAsync(NpgsqlDataSource source, int count, CancellationToken ct)
    {
        await using var found = source.CreateCommand("select kernel.found_force(98::smallint)");
        await found.ExecuteNonQueryAsync(ct);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy kernel.ledger (force, stream, version, type, at, actor, purpose, subjects, data, salt, leaf) from stdin (format binary)",
            ct
        );
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var words = string.Join(' ', Enumerable.Repeat("Gwelwyd drws cefn ar agor", 16));
        for (var i = 0; i < count; i++)
            await WriteAsync(copy, at.AddSeconds(i), string.Create(CultureInfo.InvariantCulture, $"{i} {words}"), ct);
        await copy.CompleteAsync(ct);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, DateTimeOffset at, string words, CancellationToken ct)
    {
        const string Type = "bench.seen.v1";
        var (stream, salt) = (Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(Leaf.SaltSize));
        Guid[] subjects = [stream, Actors.System];
        var data = $$"""{"words":"{{words}}","where":{"easting":262345.5,"northing":212345.25},"flags":["a","b"],"count":3,"seen":true}""";
        var leaf = Leaf.Of(new(Force, stream, 1, Type, at, Actors.System, "bench", subjects, Encoding.UTF8.GetBytes(data)), salt);
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(Force, NpgsqlDbType.Smallint, ct);
        await copy.WriteAsync(stream, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(1, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(Type, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(at.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
        await copy.WriteAsync(Actors.System, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync("bench", NpgsqlDbType.Text, ct);
        await copy.WriteAsync(subjects, NpgsqlDbType.Array | NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(data, NpgsqlDbType.Jsonb, ct);
        await copy.WriteAsync(salt, NpgsqlDbType.Bytea, ct);
        await copy.WriteAsync(leaf, NpgsqlDbType.Bytea, ct);
    }
}
