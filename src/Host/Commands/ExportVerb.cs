using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp export DIR</c>: the sealed entries with their proof, for whoever wants to check them elsewhere.</summary>
internal static class ExportVerb
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The folder to make; it must be empty or not there" };

    public static Command Make()
    {
        var export = new Command("export", "Write the ledger with its proof to a folder, which bluelamp verify DIR checks anywhere")
        {
            Folder,
            Options.Data,
            Options.Db,
            Options.Json,
        };
        export.SetAction(RunAsync);
        return export;
    }

    private static async Task<int> RunAsync(ParseResult said, CancellationToken ct)
    {
        var folder = Path.GetFullPath(said.GetValue(Folder)!);
        await using var store = await Store.FindAsync(said.GetValue(Options.Data)!, said.GetValue(Options.Db), Terminal.Say, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        var clock = Stopwatch.StartNew();
        var entries = await Terminal.WatchAsync(progress => workshop.Get<Exporter>().RunAsync(folder, progress, ct));
        var seconds = Math.Round(clock.Elapsed.TotalSeconds, 3);
        if (said.GetValue(Options.Json))
            Terminal.Figures(new { entries, seconds });
        else
            Terminal.Answer(string.Create(CultureInfo.InvariantCulture, $"{entries:N0} entries exported to {folder} in {seconds:N1} s"));
        return CommandLine.Ok;
    }
}
