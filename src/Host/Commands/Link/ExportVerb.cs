using System.CommandLine;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link export</c>: a model as Splink 4 reads it, checked and with nothing left out.</summary>
internal static class ExportVerb
{
    private static readonly Option<string> Model = new("--model")
    {
        HelpName = "FILE.json",
        Description = "The model",
        Required = true,
    };

    private static readonly Option<string?> Input = new("--input")
    {
        HelpName = "FILE.csv",
        Description = "The records that the model is for: checks that they have its columns",
    };

    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "FILE.csv",
        Description =
            "Where to write the records of --input as the model needs them there: values made comparable by the steps beside the model, and a column for whatever DuckDB cannot work out (soundex). Without it, rules that need such a column are left out",
    };

    public static Command Make()
    {
        var verb = Given.Verb(
            "export",
            "Check a model and write it as settings that Splink 4 reads, with DuckDB's functions only; --data writes the records that go with it",
            Run,
            Model,
            Input,
            Data,
            Given.Output
        );
        verb.Validators.Add(static said =>
        {
            if (said.GetResult(Data) is not null && said.GetResult(Input) is null)
                said.AddError("--data writes the records of --input, so name these, too.");
        });
        return verb;
    }

    private static Answer Run(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        progress.Report("Reading", 0, null);
        var (path, output, data) = (said.GetValue(Model)!, said.GetValue(Given.Output)!, said.GetValue(Data));
        var records = said.GetValue(Input) is { } input ? CsvTable.Read(input) : null;
        var cleaned = records is not null && data is not null ? Comparable.Of(records, Given.CleaningBeside(path)) : null;
        var exported = DuckDbModel.Of(Given.ModelAt(path, records), cleaned);
        Written.Whole(output, file => file.Write(SplinkModel.Write(exported.Model)));
        if (exported.Data is { } table)
            Written.Table(data!, table);
        return new(
            _ => new
            {
                comparisons = exported.Model.Comparisons.Length,
                rules = exported.Model.BlockingRules.Length,
                left_out = exported.Notes.Length,
                records = exported.Data?.Rows,
            },
            exported.Data is null ? $"Wrote {output}" : $"Wrote {output}, and the records that it is for to {data}"
        )
        {
            Notes = exported.Notes.Select(static n => $"Note: {n}"),
        };
    }
}
