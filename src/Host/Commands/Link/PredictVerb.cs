using System.CommandLine;
using System.Globalization;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link predict</c>: every candidate pair with its weight and probability.</summary>
internal static class PredictVerb
{
    public static Command Make()
    {
        var verb = new Command("predict", "Weigh every pair that a rule finds: id_l,id_r,match_weight,match_probability")
        {
            Given.Input,
            Given.Id,
            Given.Model,
            Given.Ignore,
            Given.Threshold,
            Given.Budget,
            Given.Seed,
            Given.Output,
            Options.Json,
        };
        verb.SetAction((said, ct) => Task.FromResult(Run(said, ct)));
        return verb;
    }

    private static int Run(ParseResult said, CancellationToken ct)
    {
        var steps = new Steps();
        var table = Given.Table(said.GetValue(Given.Input)!);
        var linker = Given.Over(table, said, ct);
        steps.Done("Made the model ready");
        var floor = said.GetValue(Given.Threshold) is { } p ? (float)Edge.WeightOf(p) : Linker.Floor;
        var edges = linker.Predict(floor, out var looked, ct);
        steps.Done(string.Create(CultureInfo.InvariantCulture, $"Looked at {looked:N0} pairs"));
        var ids = table[said.GetValue(Given.Id)!].Ids;
        Written.Lines(
            said.GetValue(Given.Output)!,
            "id_l,id_r,match_weight,match_probability",
            edges.Select(e =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Written.Field(table, ids[e.A])},{Written.Field(table, ids[e.B])},{e.Weight:0.####},{e.Probability:0.########}"
                )
            )
        );
        if (said.GetValue(Options.Json))
            Terminal.Figures(
                new
                {
                    records = table.Rows,
                    pairs = looked,
                    kept = edges.Count,
                    seconds = steps.Seconds,
                }
            );
        return CommandLine.Ok;
    }
}
