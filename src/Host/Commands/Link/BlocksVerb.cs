using System.CommandLine;
using System.Globalization;
using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link blocks</c>: how many pairs each rule finds, before anything runs.</summary>
internal static class BlocksVerb
{
    public static Command Make() => Given.Linking("blocks", "Count the pairs of each blocking rule before anything runs", Run, Given.Input);

    private static Answer Run(ParseResult said, IWorkProgress progress, CancellationToken ct)
    {
        var linker = Given.Over(Given.Table(said, progress), said, progress, ct);
        var counts = linker.Blocks();
        return new(
            _ => new
            {
                records = linker.Table.Rows,
                rules = counts.Select(static c => new
                {
                    rule = c.Rule,
                    pairs = c.Pairs,
                    largest = c.Largest,
                    split = c.Split,
                }),
            },
            counts.Select(static c =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{c.Pairs, 14:N0} pairs, largest block {c.Largest:N0}{(c.Split > 0 ? $", {c.Split} blocks split" : "")}: {c.Rule}"
                )
            )
        )
        {
            Notes = Given.Notes(linker),
        };
    }
}
