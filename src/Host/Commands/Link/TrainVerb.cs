using System.CommandLine;
using System.Globalization;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link train</c>: learns a model from records, and writes it as Splink's settings.</summary>
internal static class TrainVerb
{
    public static Command Make()
    {
        var verb = new Command(
            "train",
            "Propose a model for a file, train it, choose its blocking rules, and write it as JSON that Splink reads"
        )
        {
            Given.Input,
            Given.Id,
            Given.Ignore,
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
        var linker = Given.Mended(() => Linker.Train(table, Given.Options(said), ct));
        File.WriteAllText(said.GetValue(Given.Output)!, SplinkModel.Write(linker.Model));
        foreach (var warning in linker.Warnings)
            Terminal.Say($"Note: {warning}");
        foreach (var profile in linker.Profiles)
            Terminal.Say($"  {profile.Name}: {profile.Kind?.ToString().ToLowerInvariant() ?? $"not compared, {profile.Why}"}");
        foreach (var rule in linker.Chosen)
            Terminal.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {rule.Pairs, 14:N0} more pairs, {rule.Reach, 7:P1} of matches: {rule.Rule.Condition}"
                )
            );
        if (said.GetValue(Options.Json))
            Terminal.Figures(
                new
                {
                    records = table.Rows,
                    prior = linker.Model.Prior,
                    comparisons = linker.Model.Comparisons.Length,
                    rules = linker.Model.BlockingRules.Length,
                    warnings = linker.Warnings,
                    seconds = steps.Seconds,
                }
            );
        else
            Terminal.Answer($"Wrote the model to {said.GetValue(Given.Output)}");
        return CommandLine.Ok;
    }
}
