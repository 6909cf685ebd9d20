using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;
using Bluelamp.Linkage.Cleaning;

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
        Description = "How likely records must be of one person to be brought together, 0 to 1; without it 0.2, for long lists up to 0.8",
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

    public static readonly Option<double?> Reach = new("--reach")
    {
        HelpName = "R",
        Description =
            "When rules are chosen: the share of the matches that any of them would find, which the chosen ones shall find, above 0 and up to 1; without it 0.995. Rules are chosen until it is reached, or the budget is spent",
    };

    public static readonly Option<string[]> OneValue = new("--one-value")
    {
        HelpName = "COLUMN",
        Description =
            "A person has one value of this column only: records that differ in it are never brought together; may be given again",
        AllowMultipleArgumentsPerToken = true,
    };

    public static readonly Option<string[]> OnePer = new("--one-per")
    {
        HelpName = "COLUMN",
        Description =
            "A person has at most one record of each value of this column, such as the system that it came from; may be given again",
        AllowMultipleArgumentsPerToken = true,
    };

    public static readonly Option<bool> OnePerFile = new("--one-per-file")
    {
        Description = "A person has at most one record in each file: two of one file are never brought together",
    };

    public static readonly Option<int> Seed = new("--seed")
    {
        HelpName = "N",
        Description = "What is drawn at random follows from this number",
        DefaultValueFactory = static _ => 1,
    };

    public static readonly Option<int?> InMemory = new("--in-memory")
    {
        HelpName = "PAIRS",
        Description =
            "How many pairs above the threshold are held in memory, 12 bytes each; without it, 8 million. The others wait in a file",
    };

    public static readonly Option<string?> Temp = new("--temp")
    {
        HelpName = "DIR",
        Description = "The folder of that file; without it, that of the answer. Nothing of it is left, however the run ends",
    };

    static Given()
    {
        Threshold.Validators.Add(static p =>
        {
            if (
                p.Tokens is [{ Value: var text }]
                && (!double.TryParse(text, CultureInfo.InvariantCulture, out var value) || value is not (> 0 and < 1))
            )
                p.AddError($"--threshold takes a probability between 0 and 1, not {text}.");
        });
        Budget.Validators.Add(AtLeastOne);
        Reach.Validators.Add(static p =>
        {
            if (
                p.Tokens is [{ Value: var text }]
                && (!double.TryParse(text, CultureInfo.InvariantCulture, out var value) || value is not (> 0 and <= 1))
            )
                p.AddError($"--reach takes a share above 0 and up to 1, not {text}.");
        });
        InMemory.Validators.Add(AtLeastOne);
        Temp.Validators.Add(static p =>
        {
            if (p.Tokens is [{ Value: var folder }] && !Directory.Exists(folder))
                p.AddError($"There is no folder {folder}.");
        });
    }

    /// <summary>Refuses a number of pairs that is less than one.</summary>
    public static void AtLeastOne(OptionResult option)
    {
        if (option.Tokens is [{ Value: var text }] && long.TryParse(text, CultureInfo.InvariantCulture, out var pairs) && pairs < 1)
            option.AddError($"{option.Option.Name} takes a number of pairs, 1 or more.");
    }

    /// <summary>A verb with these options, those by which a linker is made, and <c>--json</c>.</summary>
    public static Command Linking(
        string name,
        string description,
        Func<ParseResult, IWorkProgress, CancellationToken, Answer> work,
        params Option[] own
    ) => Verb(name, description, work, [.. own, Id, Model, Ignore, Budget, Reach, Seed]);

    /// <summary>A verb with these options and <c>--json</c>.</summary>
    public static Command Verb(
        string name,
        string description,
        Func<ParseResult, IWorkProgress, CancellationToken, Answer> work,
        params Option[] own
    )
    {
        var verb = new Command(name, description);
        foreach (var option in own.Append(Options.Json))
            verb.Add(option);
        NamedFiles.Guard(verb);
        verb.SetAction((said, ct) => Answer.TellAsync(said, progress => work(said, progress, ct), ct));
        return verb;
    }

    /// <summary>A model.</summary>
    /// <param name="over">The records that it is for, whose columns are then the only ones that it may ask for.</param>
    public static LinkageModel ModelAt(string path, Table? over = null) =>
        File.Exists(path)
            ? SplinkModel.Read(File.ReadAllText(path), path, over)
            : throw new CannotRunException($"There is no model {path}.");

    public static LinkageOptions OptionsOf(ParseResult said, IWorkProgress progress) =>
        new()
        {
            IdColumn = said.GetValue(Id)!,
            Ignored = [.. said.GetValue(Ignore) ?? []],
            Threshold = said.GetValue(Threshold),
            Budget = said.GetValue(Budget),
            Reach = said.GetValue(Reach) ?? new LinkageOptions().Reach,
            OneValue = [.. said.GetValue(OneValue) ?? []],
            OnePer = [.. said.GetValue(OnePer) ?? []],
            OneOfEachSource = said.GetValue(OnePerFile),
            Training = new() { Seed = (ulong)said.GetValue(Seed) },
            PairsInMemory = said.GetValue(InMemory) ?? new LinkageOptions().PairsInMemory,
            TemporaryFolder = said.GetValue(Temp) ?? Path.GetDirectoryName(Path.GetFullPath(said.GetValue(Output) ?? "."))!,
            Progress = progress.Report,
        };

    /// <summary>The records of the file that is named.</summary>
    public static Table Table(ParseResult said, IWorkProgress progress)
    {
        progress.Report("Reading", 0, null);
        return CsvTable.Read(said.GetValue(Input)!, unique: said.GetValue(Id));
    }

    /// <summary>A linker over a table: by the model that is named, else by one that is trained now.</summary>
    /// <param name="within">Records of one source are compared, too.</param>
    public static Linker Over(
        Table table,
        ParseResult said,
        IWorkProgress progress,
        CancellationToken ct,
        int[]? sources = null,
        bool within = false
    )
    {
        var options = OptionsOf(said, progress) with { WithinSources = within };
        foreach (var named in options.OneValue.Concat(options.OnePer).Prepend(options.IdColumn))
            _ = table[named];
        return said.GetValue(Model) is { } path
            ? Linker.With(
                table,
                ModelAt(path, table) with
                {
                    CommonAmongOthers = File.Exists(CleaningOf(path)),
                    Probabilities = ProbabilitiesBeside(path),
                },
                options,
                sources,
                CleaningBeside(path)
            )
            : Linker.Train(table, options, ct, sources);
    }

    /// <summary>The same, and whether it was trained now or before, it knows what its weights are worth.</summary>
    public static Linker Judging(Table table, ParseResult said, IWorkProgress progress, CancellationToken ct, int[]? sources = null)
    {
        var linker = Over(table, said, progress, ct, sources, within: sources is not null);
        if (said.GetValue(Model) is null)
            linker.LearnProbabilities(ct);
        return linker;
    }

    /// <summary>What the columns were taken for, and what whoever uses the model should know.</summary>
    public static IEnumerable<string> Notes(Linker linker) =>
        linker
            .Profiles.Select(static p => $"  {p.Name}: {p.Kind?.ToString().ToLowerInvariant() ?? $"not compared, {p.Why}"}")
            .Concat(linker.Warnings.Select(static w => $"Note: {w}"));

    /// <summary>
    /// Writes a model, and beside it the steps by which its values were made comparable, and what its weights are worth: Splink's settings have no place for
    /// them.
    /// </summary>
    public static void Keep(Linker linker, string path)
    {
        Written.Whole(path, file => file.Write(SplinkModel.Write(linker.Model)));
        Written.Whole(CleaningOf(path), file => file.Write(CleaningSteps.Write(linker.Cleaning)));
        Written.Whole(ProbabilitiesOf(path), file => file.Write(linker.Model.Probabilities.Write()));
    }

    /// <summary>The steps that a file declares.</summary>
    public static ImmutableArray<CleaningStep> CleaningAt(string path) => Read(path, static bytes => CleaningSteps.Parse(bytes));

    private static T Read<T>(string path, Func<byte[], T> parse)
    {
        if (!File.Exists(path))
            throw new CannotRunException($"There is no file {path}.");
        try
        {
            return parse(File.ReadAllBytes(path));
        }
        catch (InputFaultException e)
        {
            throw new CannotRunException($"{path}: {e.Message}", e);
        }
    }

    public static string CleaningOf(string model) => Path.ChangeExtension(model, ".cleaning.json");

    public static ImmutableArray<CleaningStep> CleaningBeside(string model) =>
        File.Exists(CleaningOf(model)) ? CleaningAt(CleaningOf(model)) : [];

    public static string ProbabilitiesOf(string model) => Path.ChangeExtension(model, ".probabilities.json");

    private static ProbabilityCurve ProbabilitiesBeside(string model) =>
        File.Exists(ProbabilitiesOf(model))
            ? Read(ProbabilitiesOf(model), static bytes => ProbabilityCurve.Parse(bytes))
            : ProbabilityCurve.Plain;
}
