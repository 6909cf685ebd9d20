using System.CommandLine;
using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

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

    public static Command Make() =>
        Given.Linking("explain", "Say what speaks for and against two records being of one person", Run, Given.Input, Pair);

    private static Answer Run(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        var table = Given.Table(said, progress);
        var linker = Given.Over(table, said, progress, ct);
        var ids = table[said.GetValue(Given.Id)!].Ids;
        var rows = said.GetValue(Pair)!.Select(Row).ToArray();
        var explanation = linker.Explain(rows[0], rows[1]);
        return new(
            _ => new
            {
                weight = explanation.Weight,
                probability = explanation.Probability,
                prior = explanation.Prior,
                parts = explanation.Parts,
            },
            Lines(explanation)
        );

        int Row(string id)
        {
            var value = table.Pool.Add(id);
            return Array.IndexOf(ids, value) is var row and >= 0 ? row : throw new CannotRunException($"There is no record {id}.");
        }
    }

    /// <summary>The parts of an explanation, one a line.</summary>
    public static IEnumerable<string> Lines(Explanation explanation)
    {
        yield return Line("before anything is compared", explanation.Prior);
        foreach (var part in explanation.Parts)
        {
            yield return Line(part.Said, part.Plain);
            if (part.Frequency != 0)
                yield return Line(part.Frequency > 0 ? "   a rare value" : "   a common value", part.Frequency);
        }
        yield return Line(
            string.Create(CultureInfo.InvariantCulture, $"together: probability {explanation.Probability:0.######}"),
            explanation.Weight
        );
    }

    private static string Line(string words, double bits)
    {
        var bar = new string(bits >= 0 ? '+' : '-', (int)Math.Min(30, Math.Abs(bits)));
        return string.Create(CultureInfo.InvariantCulture, $"{bits, 8:+0.00;-0.00} bits  {bar, -30}  {words}");
    }
}
