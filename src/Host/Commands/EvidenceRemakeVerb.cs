using System.CommandLine;
using System.Globalization;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Remaking;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp evidence remake</c>: whether what was made of originals can be made again, byte for byte.</summary>
internal static class EvidenceRemakeVerb
{
    private static readonly Option<bool> All = new("--all") { Description = "All that was ever made of exhibits and is still there" };
    private static readonly Option<string?> One = new("--exhibit")
    {
        HelpName = "ID|REFERENCE",
        Description = "What was made of this exhibit, its clips and redacted copies with it",
    };

    public static Command Make()
    {
        var remake = new Command(
            "remake",
            "Make posters, playable copies, clips and redacted copies again, by the tool and arguments that the ledger recorded, and compare. Nothing stored is replaced. Ends with 1 when the same tool made other bytes"
        )
        {
            One,
            All,
            Options.Data,
            Options.Db,
            Options.Json,
        };
        remake.SetAction(RunAsync);
        return remake;
    }

    private static async Task<int> RunAsync(ParseResult said, CancellationToken ct)
    {
        if (said.GetValue(All) == (said.GetValue(One) is not null))
            throw new CannotRunException("Say what to make again: --exhibit ID|REFERENCE for one exhibit, or --all for every one.");
        await using var store = await Store.FindAsync(said.GetValue(Options.Data)!, said.GetValue(Options.Db), Terminal.Say, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        var viewer = Viewer.System(workshop.Get<ForceProfile>().Code, "media");
        List<Id<Exhibit>>? of = said.GetValue(One) is { } word
            ? [.. (await NamedExhibits.FindAsync(workshop, word, viewer, ct)).Select(static e => e.Exhibit)]
            : null;
        var (lines, counts) = (new List<RemakeLine>(), new int[3]);
        await foreach (var line in workshop.Get<RemakeCheck>().RunAsync(of, viewer, ct))
        {
            Terminal.Say(Words(line));
            counts[(int)line.Result]++;
            if (line.Result is not Comparison.Same)
                lines.Add(line);
        }

        var ok = !lines.Exists(static l => l.IsWrong);
        if (said.GetValue(Options.Json))
            Terminal.Figures(Figures(ok, counts, lines));
        else
            Terminal.Answer(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(ok ? "Nothing differs by the same tool" : "THE SAME TOOL MADE OTHER BYTES")}: {counts[0]:N0} the same, {counts[1]:N0} others, {counts[2]:N0} could not be made"
                )
            );
        return ok ? CommandLine.Ok : CommandLine.Finding;
    }

    private static string Words(RemakeLine line)
    {
        var what = $"{line.Title}, {line.What}";
        return line.Result switch
        {
            Comparison.Same => $"SAME     {what}: {line.Recorded}",
            Comparison.Cannot => $"CANNOT   {what}: {line.Why}",
            _ when line.IsWrong => $"OTHER    {what}: {line.Made}, recorded as {line.Recorded}, by the same {line.Tool} {line.Version}",
            _ => $"OTHER    {what}: {line.Made} by {line.Tool} {line.VersionNow}, recorded as {line.Recorded} by {line.Version}",
        };
    }

    private static object Figures(bool ok, int[] counts, List<RemakeLine> lines) =>
        new
        {
            ok,
            same = counts[(int)Comparison.Same],
            other = counts[(int)Comparison.Other],
            cannot = counts[(int)Comparison.Cannot],
            lines = lines.Select(static l => new
            {
                l.Exhibit,
                l.What,
                Result = l.Result.ToString().ToLowerInvariant(),
                l.Tool,
                l.Version,
                l.VersionNow,
                l.Recorded,
                l.Made,
                l.Why,
            }),
        };
}
