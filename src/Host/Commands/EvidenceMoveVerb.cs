using System.CommandLine;
using System.Globalization;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Moving;
using Bluelamp.Evidence.Storing;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp evidence move</c>: everything to another place, while the service runs.</summary>
internal static class EvidenceMoveVerb
{
    private static readonly Option<string> To = new("--to")
    {
        HelpName = "ADDRESS",
        Description =
            "The folder, \"s3://bucket/prefix?endpoint=https://…\" (keys from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), or local for the data folder",
        Required = true,
    };
    private static readonly Option<bool> DeleteSource = new("--delete-source")
    {
        Description = "Take each file away where it lay, once the copy was read back and found to be right",
    };

    public static Command Make()
    {
        var move = new Command(
            "move",
            "Keep evidence in another place from now on, and move there what is stored. Nothing has to be stopped; what broke off goes on when it is said again. Ends with 1 when a file is damaged or a place of before is away"
        )
        {
            To,
            DeleteSource,
            Options.Data,
            Options.Db,
            Options.Json,
        };
        move.SetAction(RunAsync);
        return move;
    }

    private static async Task<int> RunAsync(ParseResult said, CancellationToken ct)
    {
        await using var store = await Store.FindAsync(said.GetValue(Options.Data)!, said.GetValue(Options.Db), Terminal.Say, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        var report = await Terminal.WatchAsync(progress => MoveAsync(workshop.Get<Mover>(), said, progress, ct));
        foreach (var damaged in report.Damaged)
            Terminal.Say($"DAMAGED  {damaged}  It was left where it lies. See: bluelamp evidence check");
        foreach (var away in report.Away)
            Terminal.Say($"AWAY  {away} Then run this again; if it is gone for good, see: bluelamp evidence places --help");
        if (said.GetValue(Options.Json))
            Terminal.Figures(report);
        else
            Terminal.Answer(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{report.Moved:N0} files ({report.Bytes.AsSize()}) moved, {report.Already:N0} there before, {report.Removed:N0} taken away where they lay, {report.Damaged.Count:N0} damaged"
                )
            );
        return report.Ok ? CommandLine.Ok : CommandLine.Finding;
    }

    private static async Task<MoveReport> MoveAsync(Mover mover, ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        try
        {
            return await mover.ToAsync(said.GetValue(To)!, said.GetValue(DeleteSource), progress, ct); // required
        }
        catch (PlaceAwayException e)
        {
            throw new CannotRunException($"{e.Message} What was moved is safe. Then run it again.", e);
        }
    }
}
