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
        Description =
            "The numbers of two records; with two files, one of the first and one of the second. FILE.csv:ID says of which file a number is",
        Arity = new(2, 2),
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };

    private static readonly Option<string[]> Inputs = new("--input")
    {
        HelpName = "FILE.csv",
        Description = "The records: CSV (also .csv.gz), the first line names the columns; given for each of several files",
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };

    public static Command Make() =>
        Given.Linking("explain", "Say what speaks for and against two records being of one person", Run, Inputs, Pair);

    private static Answer Run(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        progress.Report("Reading", 0, null);
        var paths = said.GetValue(Inputs)!;
        var pool = new TextPool();
        var tables = paths.Select(path => CsvTable.Read(path, pool, said.GetValue(Given.Id))).ToArray();
        var table = Table.Stack(tables);
        int[] sources = [.. tables.SelectMany(static (t, source) => Enumerable.Repeat(source, t.Rows))];
        var linker = Given.Judging(table, said, progress, ct, tables.Length > 1 ? sources : null);
        var ids = table[said.GetValue(Given.Id)!].Ids;
        var rows = said.GetValue(Pair)!.Select(Row).ToArray();
        if (rows[0] == rows[1])
            throw new CannotRunException($"--pair names the record {said.GetValue(Pair)![0]} twice. Name two records.");
        var explanation = linker.Explain(rows[0], rows[1]);
        return new(
            _ => new
            {
                weight = explanation.Weight,
                worth = explanation.Worth,
                probability = explanation.Probability,
                prior = explanation.Prior,
                parts = explanation.Parts,
            },
            Lines(explanation)
        );

        int Row(string id, int place)
        {
            var named = Array.FindIndex(paths, path => id.StartsWith(path + ":", StringComparison.Ordinal));
            var file =
                named >= 0 ? named
                : paths.Length == 2 ? place
                : -1;
            var value = pool.Add(named >= 0 ? id[(paths[named].Length + 1)..] : id);
            var row = Enumerable.Range(0, ids.Length).FirstOrDefault(r => ids[r] == value && (file < 0 || sources[r] == file), -1);
            return row >= 0
                ? row
                : throw new CannotRunException($"There is no record {id}{(file >= 0 && named < 0 ? $" in {paths[file]}" : "")}.");
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
        if (explanation.Worth != explanation.Weight)
        {
            yield return Line("together", explanation.Weight);
            yield return Line("   what such pairs turn out to be, by all that is known of both", explanation.Worth - explanation.Weight);
        }
        yield return Line(
            string.Create(CultureInfo.InvariantCulture, $"together: probability {explanation.Probability:0.######}"),
            explanation.Worth
        );
    }

    private static string Line(string words, double bits)
    {
        var bar = new string(bits >= 0 ? '+' : '-', (int)Math.Min(30, Math.Abs(bits)));
        return string.Create(CultureInfo.InvariantCulture, $"{bits, 8:+0.00;-0.00} bits  {bar, -30}  {words}");
    }
}
