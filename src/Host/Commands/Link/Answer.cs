using System.Diagnostics;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary>What a verb of <c>link</c> found: figures for <c>--json</c>, given the seconds that it took, and lines for a person.</summary>
internal sealed record Answer(Func<double, object> Figures, params IEnumerable<string> Lines)
{
    /// <summary>For the person who waits: what the columns were taken for, warnings.</summary>
    public IEnumerable<string> Notes { get; init; } = [];

    /// <summary>Does the work while showing how far it has come, then tells what it found.</summary>
    public static async Task<int> TellAsync(System.CommandLine.ParseResult said, Func<IWorkProgress, Answer> work, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await Terminal.WatchAsync(progress => Task.Run(() => Mended(() => work(progress)), ct));
        foreach (var note in answer.Notes)
            Terminal.Say(note);
        if (said.GetValue(Options.Json))
            Terminal.Figures(answer.Figures(Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 3)));
        else
            foreach (var line in answer.Lines)
                Terminal.Answer(line);
        return CommandLine.Ok;
    }

    /// <summary>Runs what may find the input at fault, and says so as the command line does.</summary>
    public static T Mended<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InputFaultException e)
        {
            throw new CannotRunException(e.Message, e);
        }
    }
}
