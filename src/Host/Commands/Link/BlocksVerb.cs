using System.CommandLine;
using System.Globalization;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link blocks</c>: how many pairs each rule finds, before anything runs.</summary>
internal static class BlocksVerb
{
    public static Command Make()
    {
        var verb = new Command("blocks", "Count the pairs of each blocking rule before anything runs")
        {
            Given.Input,
            Given.Id,
            Given.Model,
            Given.Ignore,
            Given.Budget,
            Given.Seed,
            Options.Json,
        };
        verb.SetAction((said, ct) => Task.FromResult(Run(said, ct)));
        return verb;
    }

    private static int Run(ParseResult said, CancellationToken ct)
    {
        var linker = Given.Over(Given.Table(said.GetValue(Given.Input)!), said, ct);
        var counts = Given.Mended(() => linker.Blocks());
        if (said.GetValue(Options.Json))
            Terminal.Figures(
                new
                {
                    records = linker.Table.Rows,
                    rules = counts.Select(static c => new
                    {
                        rule = c.Rule,
                        pairs = c.Pairs,
                        largest = c.Largest,
                        split = c.Split,
                    }),
                }
            );
        else
            foreach (var count in counts)
                Terminal.Answer(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{count.Pairs, 14:N0} pairs, largest block {count.Largest:N0}{(count.Split > 0 ? $", {count.Split} blocks split" : "")}: {count.Rule}"
                    )
                );
        return CommandLine.Ok;
    }
}
