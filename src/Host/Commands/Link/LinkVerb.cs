using System.CommandLine;

namespace Bluelamp.Host.Commands.Link;

/// <summary><c>bluelamp link</c>: finds which records of any CSV files are of the same person. Needs no database.</summary>
internal static class LinkVerb
{
    public const string BetweenName = "between";
    private const string Name = "link";

    /// <summary><c>link link</c> is the usual name of <c>link between</c>; the parser allows no verb the name of the one above it.</summary>
    public static string[] Understood(string[] args) => args is [Name, Name, .. var rest] ? [Name, BetweenName, .. rest] : args;

    public static Command Make() =>
        new(Name, "Find which records of CSV files are of the same person: train, predict, cluster, evaluate, explain, chart, label")
        {
            DedupeVerb.Dedupe(),
            DedupeVerb.Between(),
            TrainVerb.Make(),
            BlocksVerb.Make(),
            PredictVerb.Make(),
            ClusterVerb.Make(),
            EvaluateVerb.Make(),
            ChartsVerb.Make(),
            ExplainVerb.Make(),
            LabelVerb.Make(),
            ExportVerb.Make(),
        };
}
