using System.CommandLine;
using System.Globalization;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp verify</c>: proves that nothing was changed since it was sealed, and ends with 1 when something was.</summary>
internal static class VerifyVerb
{
    private static readonly Argument<string?> Folder = new("DIR")
    {
        Description = "A folder that bluelamp export made: it is checked without any database",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<string[]> Kept = new("--checkpoint")
    {
        HelpName = "FILE",
        Description = "A checkpoint that you kept, so that a log that was cut back or replaced is found too",
    };

    public static Command Make()
    {
        var verify = new Command("verify", "Prove that nothing in the ledger was changed, removed, re-ordered or back-dated")
        {
            Folder,
            Kept,
            Options.Data,
            Options.Db,
            Options.Json,
        };
        verify.SetAction(RunAsync);
        return verify;
    }

    private static async Task<int> RunAsync(ParseResult said, CancellationToken ct)
    {
        var kept = (said.GetValue(Kept) ?? []).Select(Read).ToList();
        var report = said.GetValue(Folder) is { } folder ? await ExportedAsync(folder, kept, ct) : await LivingAsync(said, kept, ct);
        foreach (var wrong in report.Wrong)
            Terminal.Say($"WRONG  {wrong}");
        if (said.GetValue(Options.Json))
            Terminal.Figures(report);
        else
            Terminal.Answer(Summary(report));
        return report.Ok ? CommandLine.Ok : CommandLine.Finding;
    }

    private static async Task<VerifyReport> LivingAsync(ParseResult said, IReadOnlyCollection<string> kept, CancellationToken ct)
    {
        await using var store = await Store.FindAsync(said.GetValue(Options.Data)!, said.GetValue(Options.Db), Terminal.Say, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        return await Terminal.WatchAsync(progress => workshop.Get<Verifier>().RunAsync(kept, progress, ct));
    }

    private static Task<VerifyReport> ExportedAsync(string folder, IReadOnlyCollection<string> kept, CancellationToken ct)
    {
        if (!Directory.Exists(folder))
            throw new CannotRunException($"There is no folder {folder}. Make one with bluelamp export {folder}.");
        return Terminal.WatchAsync(progress => ExportVerifier.RunAsync(folder, kept, TimeProvider.System, progress, ct));
    }

    private static string Read(string file) =>
        File.Exists(file) ? File.ReadAllText(file) : throw new CannotRunException($"There is no checkpoint file {file}.");

    private static string Summary(VerifyReport report)
    {
        var judged = report.Ok ? "Nothing was changed" : "SOMETHING WAS CHANGED";
        var counted = string.Create(CultureInfo.InvariantCulture, $"{report.Entries:N0} entries checked in {report.Seconds:N1} s");
        return report.Checkpoint is null ? $"{judged}: {counted}" : $"{judged}: {counted}\n\n{report.Checkpoint}";
    }
}
