using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Bluelamp.Kernel;

/// <summary>What Kernel measures, for operators.</summary>
internal static class Meters
{
    public static readonly ActivitySource Source = new("bluelamp.kernel");

    private static readonly Meter Meter = new("bluelamp.kernel");

    public static readonly Histogram<double> Commands = Meter.CreateHistogram<double>(
        "bluelamp.kernel.command.duration",
        "s",
        "Decide and write"
    );

    public static readonly Counter<long> Entries = Meter.CreateCounter<long>(
        "bluelamp.kernel.entries",
        "{entry}",
        "Ledger entries written"
    );

    public static readonly Counter<long> LostRaces = Meter.CreateCounter<long>(
        "bluelamp.kernel.lost_races",
        "{race}",
        "Commands decided again because another writer was first"
    );

    public static readonly Counter<long> Reactions = Meter.CreateCounter<long>(
        "bluelamp.kernel.reactions",
        "{reaction}",
        "Entries reacted to"
    );

    public static readonly Counter<long> ReactionFailures = Meter.CreateCounter<long>(
        "bluelamp.kernel.reaction_failures",
        "{failure}",
        "Reactions that failed and will be tried again"
    );

    public static readonly Counter<long> Sealed = Meter.CreateCounter<long>(
        "bluelamp.kernel.sealed",
        "{entry}",
        "Entries put under a signed checkpoint"
    );
}
