using System.Diagnostics;
using System.Text;
using Bluelamp.Kernel.Running;
using Npgsql;

namespace Bluelamp.Kernel.Sealing;

/// <summary>Proves that nothing in a database was changed, removed, re-ordered or back-dated since it was sealed; or names what was.</summary>
public sealed class Verifier(NpgsqlDataSource source, EventTypes types, IEnumerable<IBatchProof> batches, TimeProvider time)
{
    private readonly Dictionary<string, IBatchProof> _batches = batches.ToDictionary(b => types.NameOf(b.Event), StringComparer.Ordinal);

    /// <summary>Checks every log of every force, as it is at this moment.</summary>
    /// <param name="keptCheckpoints">Signed notes that somebody kept, so that a log that was cut back or replaced is found.</param>
    public async Task<VerifyReport> RunAsync(IReadOnlyCollection<string> keptCheckpoints, IWorkProgress progress, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        await using var snapshot = await Snapshot.TakeAsync(source, ct);
        var (reports, wrong) = (new List<LogReport>(), new List<Wrong>());
        foreach (var log in await SealStore.LogsAsync(snapshot.Main, ct))
            reports.Add(await RunAsync(log, snapshot, keptCheckpoints, wrong, progress, ct));
        return VerifyReport.Of(reports, wrong, keptCheckpoints, clock.Elapsed);
    }

    private async Task<LogReport> RunAsync(
        SealedLog log,
        Snapshot snapshot,
        IReadOnlyCollection<string> keptCheckpoints,
        List<Wrong> wrong,
        IWorkProgress progress,
        CancellationToken ct
    )
    {
        var keeps = _batches.Keys.Append(EntriesDisposed.Name).ToHashSet(StringComparer.Ordinal);
        var verifier = new LogVerifier(new LiveLog(log, snapshot, keeps), time.GetUtcNow(), keptCheckpoints);
        var found = new List<(CheckedEntry Entry, long? Index)>();
        var total = (await SealStore.EndAsync(log, snapshot.Main, ct)).Size;
        var report = await verifier.RunAsync(
            (entry, index) =>
            {
                if (_batches.ContainsKey(entry.Type))
                    found.Add((entry, index));
            },
            done => progress.Report($"Checking {log}", done, total),
            ct
        );
        wrong.AddRange(verifier.Wrong);
        for (var i = 0; i < found.Count; i++)
        {
            await CheckBatchAsync(log, found[i].Entry, found[i].Index, snapshot.Main, wrong, ct);
            progress.Report($"Checking the batches of {log}", i + 1, found.Count);
        }
        return report;
    }

    private async Task CheckBatchAsync(
        SealedLog log,
        CheckedEntry found,
        long? index,
        NpgsqlConnection connection,
        List<Wrong> wrong,
        CancellationToken ct
    )
    {
        var e = types.Read(found.Type, Encoding.UTF8.GetString(found.Data.Span));
        var entry = new Entry(log.Force, found.Stream, found.Version, found.At, Actors.System, "verification", [found.Stream], e);
        if (await _batches[found.Type].ProblemAsync(entry, connection, ct) is { } problem)
            wrong.Add(found.Wrong(log, problem, index));
    }
}
