using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp rebuild [TABLE…]</c>: views anew from the ledger.</summary>
internal static class RebuildVerb
{
    private static readonly Argument<string[]> Tables = new("TABLE")
    {
        Description = "Only these views, such as records.crime; all when none is named",
    };

    public static Command Make()
    {
        var rebuild = new Command("rebuild", "Make the views anew from the ledger. Readers see the old ones until it is done")
        {
            Tables,
            Options.Data,
            Options.Db,
            Options.Json,
        };
        rebuild.SetAction(RunAsync);
        return rebuild;
    }

    private static async Task<int> RunAsync(ParseResult said, CancellationToken ct)
    {
        await using var store = await Store.FindAsync(said.GetValue(Options.Data)!, said.GetValue(Options.Db), Terminal.Say, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        var rebuild = workshop.Get<Rebuild>();
        var chosen = Known(said.GetValue(Tables) ?? [], rebuild.Tables);
        var views = chosen?.Length ?? rebuild.Tables.Count;
        var clock = Stopwatch.StartNew();
        var entries = await Terminal.WatchAsync(progress =>
            rebuild.RunAsync(chosen, (done, total) => progress.Report("Replaying the ledger", done, total), ct)
        );
        if (said.GetValue(Options.Json))
            Terminal.Figures(
                new
                {
                    entries,
                    views,
                    seconds = Math.Round(clock.Elapsed.TotalSeconds, 3),
                }
            );
        else
            Terminal.Answer(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{entries:N0} entries replayed into {views} views in {clock.Elapsed.TotalSeconds:N1} s"
                )
            );
        return CommandLine.Ok;
    }

    private static string[]? Known(string[] asked, IReadOnlyList<string> all) =>
        asked.FirstOrDefault(table => !all.Contains(table, StringComparer.Ordinal)) is { } unknown
            ? throw new CannotRunException($"There is no view {unknown}. There is: {string.Join(", ", all)}.")
        : asked.Length == 0 ? null
        : asked;
}
