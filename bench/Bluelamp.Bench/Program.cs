using System.CommandLine;
using Bluelamp.Bench;
using Bluelamp.Bench.Evidence;
using Bluelamp.Bench.Linkage;

Argument<string> name = new("NAME") { Description = "What to measure" };
Option<int> count = new("--count")
{
    HelpName = "N",
    Description = "How many rows, entries or records; without it, as many as the bench's target speaks of",
};
Option<int> seconds = new("--seconds") { HelpName = "N", Description = "How long each load runs; without it, a short run" };
Option<string?> data = new("--data")
{
    HelpName = "DIR",
    Description = "A folder in which the filled database is kept and taken up again (effort, pages, reports)",
};
Option<int> seed = new("--seed")
{
    HelpName = "N",
    Description = "What decides the made-up people; the same seed gives the same ones",
    DefaultValueFactory = static _ => 1,
};
Option<string?> to = new("--to") { HelpName = "DIR", Description = "Where the made-up people are written; without it, to people" };
Option<bool> json = new("--json") { Description = "End with one line of JSON that holds the figures" };
var benches = new SortedDictionary<string, (Func<BenchOptions, Figures, CancellationToken, Task> Run, string About)>(StringComparer.Ordinal)
{
    ["effort"] = (
        EffortBench.RunAsync,
        "processor time that a page of staff takes over a million crimes and people; a busy machine hardly changes it"
    ),
    ["evidence"] = (
        EvidenceBench.RunAsync,
        "a file of 4 GB by tus against cp, sha256sum and @tus/server; 200 at once; parts; a bundle. --count is megabytes"
    ),
    ["gallery"] = (
        GalleryBench.RunAsync,
        "an appeal of 10,000 exhibits, scrolled through in a browser, against its first page; needs chromium and ffmpeg"
    ),
    ["import"] = (ImportBench.RunAsync, "published street crimes, end to end, against a bare COPY of the same files"),
    ["ledger"] = (LedgerBench.RunAsync, "durable commands by 32 writers, against the same rows by bare Npgsql; sealing meanwhile"),
    ["link"] = (LinkBench.RunAsync, "which records are of one person, how well and how fast, against connected components and a bare loop"),
    ["pages"] = (
        PagesBench.RunAsync,
        "pages of staff and public over a million crimes and people, at a steady pace; weight of a first load"
    ),
    ["people"] = (
        PeopleBench.RunAsync,
        "makes a table of UK-like people with the errors of life, and the truth about it, to measure linkage on"
    ),
    ["reports"] = (ReportsBench.RunAsync, "complete reports through the API, from sending to the inbox, while an inbox is open"),
    ["resolve"] = (ResolveBench.RunAsync, "one new person against a list of a million: found, weighed, how fast, how often the right one"),
    ["verify"] = (VerifyBench.RunAsync, "sealing, verification, inclusion proofs and export, against SHA-256 and a bare COPY"),
};
name.AcceptOnlyFromAmong([.. benches.Keys]);

var bench = new RootCommand(
    $"Measure one thing, against a baseline of the same run.\n\n{string.Join('\n', benches.Select(static b => $"  {b.Key, -8} {b.Value.About}"))}"
)
{
    name,
    count,
    seconds,
    data,
    seed,
    to,
    json,
};
bench.SetAction(
    async (said, ct) =>
    {
        var figures = new Figures();
        var options = new BenchOptions(
            said.GetValue(count),
            said.GetValue(seconds),
            said.GetValue(data),
            said.GetValue(seed),
            said.GetValue(to)
        );
        try
        {
            await benches[said.GetValue(name)!].Run(options, figures, ct);
        }
        catch (SharedDataAbsentException absent)
        {
            await Console.Error.WriteLineAsync(absent.Message);
            return 1;
        }

        if (said.GetValue(json))
            figures.Print();
        return 0;
    }
);
return await bench.Parse(args).InvokeAsync();
