using System.CommandLine;
using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link predict</c>: every candidate pair with its weight and probability, written down as it is found.</summary>
internal static class PredictVerb
{
    public static Command Make() =>
        Given.Linking(
            "predict",
            "Weigh every pair that a rule finds: id_l,id_r,match_weight,match_probability",
            Run,
            Given.Input,
            Given.Threshold,
            Given.Output
        );

    private static Answer Run(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        var table = Given.Table(said, progress);
        var linker = Given.Judging(table, said, progress, ct);
        var probabilities = linker.Model.Probabilities;
        var floor = said.GetValue(Given.Threshold) is { } p ? (float)probabilities.WeightOf(p) : Linker.Floor;
        var ids = table[said.GetValue(Given.Id)!].Ids;
        var output = said.GetValue(Given.Output)!;
        var (looked, kept) = (0L, 0L);
        Written.Whole(
            output,
            file =>
            {
                file.WriteLine("id_l,id_r,match_weight,match_probability");
                looked = linker.Predict(floor, Write, ct);

                void Write(ReadOnlySpan<Edge> pairs)
                {
                    kept += pairs.Length;
                    foreach (var e in pairs)
                        file.WriteLine(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{Written.Field(table, ids[e.A])},{Written.Field(table, ids[e.B])},{e.Weight:0.####},{probabilities.ProbabilityOf(e.Weight):0.########}"
                            )
                        );
                }
            }
        );
        return new(
            seconds => new
            {
                records = table.Rows,
                pairs = looked,
                kept,
                seconds,
            },
            string.Create(CultureInfo.InvariantCulture, $"Weighed {looked:N0} pairs and wrote {kept:N0} of them to {output}")
        )
        {
            Notes = Given.Notes(linker),
        };
    }
}
