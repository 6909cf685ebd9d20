using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Bluelamp.Host.Running;

namespace Bluelamp.Host.Commands;

/// <summary>
/// The verbs of <c>bluelamp</c>. They end with 0 when all is well, 1 when they found something wrong, 2 when they could not run: then one line on the error
/// output says what to do. 130 is Ctrl-C.
/// </summary>
public static class CommandLine
{
    public const int Ok = 0;
    public const int Finding = 1;
    public const int CannotRun = 2;
    public const int Interrupted = 130;

    public static Command Verbs() =>
        new("bluelamp", "Bluelamp: one open policing platform, in which nothing happens off the record.")
        {
            new HelpOption(),
            DemoVerb.Make(),
            UpVerb.Make(),
            UserVerb.Make(),
            ImportVerb.Make(),
            ExportVerb.Make(),
            VerifyVerb.Make(),
            RebuildVerb.Make(),
            KeysVerb.Make(),
            EvidenceVerb.Make(),
            DefinitionsVerb.Make(),
            Link.LinkVerb.Make(),
        };

    public static async Task<int> RunAsync(string[] args)
    {
        using var signals = new StopSignals();
        try
        {
            var said = Verbs().Parse(Link.LinkVerb.Understood(args));
            if (said.Errors is [var first, ..])
                return Fail($"{first.Message} See: bluelamp {VerbOf(said)}--help");
            return await said.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (Exception e) when (Trouble.Explain(e) is { } line)
        {
            return Fail(line);
        }
    }

    private static int Fail(string line)
    {
        Console.Error.WriteLine($"bluelamp: {line}");
        return CannotRun;
    }

    /// <summary>The words that lead to the verb that was meant, such as <c>evidence add </c>.</summary>
    private static string VerbOf(ParseResult said)
    {
        var words = "";
        for (var at = said.CommandResult; at?.Parent is CommandResult parent; at = parent)
            words = $"{at.Command.Name} {words}";
        return words;
    }
}
