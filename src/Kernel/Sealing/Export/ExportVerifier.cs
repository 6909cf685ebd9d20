using System.Diagnostics;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Kernel.Sealing;

/// <summary>Checks an exported folder as <see cref="Verifier"/> checks a database, with nothing but its files.</summary>
public static class ExportVerifier
{
    public static async Task<VerifyReport> RunAsync(
        string folder,
        IReadOnlyCollection<string> keptCheckpoints,
        TimeProvider time,
        IWorkProgress progress,
        CancellationToken ct
    )
    {
        var from = Stopwatch.GetTimestamp();
        var (reports, wrong) = (new List<LogReport>(), new List<Wrong>());
        foreach (var log in ExportFolder.Logs(folder))
        {
            var source = new ExportedLog(log, ExportFolder.Of(folder, log));
            var verifier = new LogVerifier(source, time.GetUtcNow(), keptCheckpoints);
            reports.Add(await verifier.RunAsync(found: null, done => progress.Report($"Checking {log}", done, total: null), ct));
            wrong.AddRange(verifier.Wrong);
        }
        if (reports.Count == 0)
            wrong.Add(new(folder, "there is no exported log in this folder"));
        return VerifyReport.Of(reports, wrong, keptCheckpoints, Stopwatch.GetElapsedTime(from));
    }
}
