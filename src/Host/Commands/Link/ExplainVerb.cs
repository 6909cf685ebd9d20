using System.CommandLine;
using System.Globalization;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link explain</c>: why two records are held to be of one person, or not.</summary>
internal static class ExplainVerb
{
    private static readonly Option<string[]> Pair = new("--pair")
    {
        HelpName = "ID",
        Description = "The numbers of two records",
        Arity = new(2, 2),
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };

    public static Command Make()
    {
        var verb = new Command("explain", "Say what speaks for and against two records being of one person")
        {
            Given.Input,
            Given.Id,
            Given.Model,
            Given.Ignore,
            Given.Seed,
            Pair,
            Options.Json,
        };
        verb.SetAction((said, ct) => Task.FromResult(Run(said, ct)));
        return verb;
    }

    private static int Run(ParseResult said, CancellationToken ct)
    {
        var table = Given.Table(said.GetValue(Given.Input)!);
        var linker = Given.Over(table, said, ct);
        var ids = table[said.GetValue(Given.Id)!].Ids;
        var rows = said.GetValue(Pair)!.Select(Row).ToArray();
        var explanation = linker.Explain(rows[0], rows[1]);
        if (said.GetValue(Options.Json))
        {
            Terminal.Figures(
                new
                {
                    weight = explanation.Weight,
                    probability = explanation.Probability,
                    prior = explanation.Prior,
                    parts = explanation.Parts,
                }
            );
            return CommandLine.Ok;
        }
        Line("before anything is compared", explanation.Prior);
        foreach (var part in explanation.Parts)
        {
            Line(part.Said, part.Plain);
            if (part.Frequency != 0)
                Line(part.Frequency > 0 ? "   a rare value" : "   a common value", part.Frequency);
        }
        Line(string.Create(CultureInfo.InvariantCulture, $"together: probability {explanation.Probability:0.######}"), explanation.Weight);
        return CommandLine.Ok;

        int Row(string id)
        {
            var value = table.Pool.Add(id);
            return Array.IndexOf(ids, value) is var row and >= 0 ? row : throw new CannotRunException($"There is no record {id}.");
        }
    }

    private static void Line(string words, double bits)
    {
        var bar = new string(bits >= 0 ? '+' : '-', (int)Math.Min(30, Math.Abs(bits)));
        Terminal.Answer(string.Create(CultureInfo.InvariantCulture, $"{bits, 8:+0.00;-0.00} bits  {bar, -30}  {words}"));
    }
}
