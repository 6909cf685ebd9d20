using System.Text.Json;
using Bluelamp.Kernel.Running;
using Spectre.Console;

namespace Bluelamp.Host.Commands;

/// <summary>What a verb says. Answers go to the output; words for the person who waits go to the error output, as bars on a terminal and as lines elsewhere.</summary>
internal static class Terminal
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web);
    private static readonly IAnsiConsole Screen = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }
    );

    /// <summary>A line for the person who waits.</summary>
    public static void Say(string line) => Console.Error.WriteLine(line);

    /// <summary>The answer of a verb.</summary>
    public static void Answer(string line) => Console.Out.WriteLine(line);

    /// <summary>The figures as the last line of the output.</summary>
    public static void Figures<T>(T figures) => Console.Out.WriteLine(JsonSerializer.Serialize(figures, Compact));

    /// <summary>Does long work while showing how far it has come.</summary>
    public static async Task<T> WatchAsync<T>(Func<IWorkProgress, Task<T>> work)
    {
        if (Console.IsErrorRedirected || !Screen.Profile.Capabilities.Ansi)
            return await work(new ProgressLines(Console.Error));
        return await Screen
            .Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn()
            )
            .StartAsync(context => work(new ProgressBars(context)));
    }
}
