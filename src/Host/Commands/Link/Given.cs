using System.CommandLine;
using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary>The options of the verbs of <c>link</c>, and what they come to: a table, and a linker over it.</summary>
internal static class Given
{
    public static readonly Option<string> Input = new("--input")
    {
        HelpName = "FILE.csv",
        Description = "The records: CSV (also .csv.gz), the first line names the columns",
        Required = true,
    };

    public static readonly Option<string> Id = new("--id")
    {
        HelpName = "COLUMN",
        Description = "The column with the number of the record",
        DefaultValueFactory = static _ => "unique_id",
    };

    public static readonly Option<string?> Model = new("--model")
    {
        HelpName = "FILE.json",
        Description = "A trained model (Splink's settings, or what `link train` wrote); without one, a model is proposed and trained",
    };

    public static readonly Option<string[]> Ignore = new("--ignore")
    {
        HelpName = "COLUMN",
        Description = "A column that is not compared; may be given again",
        AllowMultipleArgumentsPerToken = true,
    };

    public static readonly Option<double?> Threshold = new("--threshold")
    {
        HelpName = "P",
        Description = "How likely records must be of one person to be brought together, 0 to 1",
    };

    public static readonly Option<string> Output = new("--output")
    {
        HelpName = "FILE",
        Description = "Where to write the answer",
        Required = true,
    };

    public static readonly Option<long?> Budget = new("--budget")
    {
        HelpName = "PAIRS",
        Description = "How many pairs may be looked at, when rules are chosen",
    };

    public static readonly Option<int> Seed = new("--seed")
    {
        HelpName = "N",
        Description = "What is drawn at random follows from this number",
        DefaultValueFactory = static _ => 1,
    };

    static Given() =>
        Threshold.Validators.Add(static p =>
        {
            if (
                p.Tokens is [{ Value: var text }]
                && (!double.TryParse(text, CultureInfo.InvariantCulture, out var value) || value is <= 0 or >= 1)
            )
                p.AddError($"--threshold takes a probability between 0 and 1, not {text}.");
        });

    public static Table Table(string path) => Mended(() => CsvTable.Read(path));

    public static LinkageModel ModelAt(string path)
    {
        if (!File.Exists(path))
            throw new CannotRunException($"There is no model {path}.");
        return Mended(() => SplinkModel.Read(File.ReadAllText(path), path));
    }

    public static LinkageOptions Options(ParseResult said) =>
        new()
        {
            IdColumn = said.GetValue(Id)!,
            Ignored = [.. said.GetValue(Ignore) ?? []],
            Threshold = said.GetValue(Threshold) ?? new LinkageOptions().Threshold,
            Budget = said.GetValue(Budget),
            Training = new() { Seed = (ulong)said.GetValue(Seed) },
        };

    /// <summary>A linker over a table: by the model that is named, else by one that is trained now.</summary>
    public static Linker Over(Table table, ParseResult said, CancellationToken ct, int[]? sources = null) =>
        Mended(() =>
        {
            var options = Options(said);
            _ = table[options.IdColumn];
            var linker = said.GetValue(Model) is { } path
                ? Linker.With(table, ModelAt(path), options, sources)
                : Linker.Train(table, options, ct, sources);
            foreach (var warning in linker.Warnings)
                Terminal.Say($"Note: {warning}");
            return linker;
        });

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
