namespace Bluelamp.Bench;

/// <summary>
/// Processor time that one page takes, of the web process and of the database together: pages are opened one after the other. It decides how many a second
/// two cores can give, and hardly depends on what else runs on the machine. Baseline: the health page, which asks nothing.
/// </summary>
internal static class EffortBench
{
    private const int Rounds = 5;
    private const int Warm = 400;

    public static async Task RunAsync(BenchOptions options, Figures figures, CancellationToken ct)
    {
        await using var town = await FilledTown.OpenAsync(options, figures, 1_000_000, ct);
        await using var site = await Site.OpenAsync(town.Data, ct);
        using var anybody = site.Anybody();
        var database = new DatabaseProcessor(town.Data);
        IReadOnlyList<StaffPage> pages =
        [
            new("health, the baseline", anybody, static _ => "/health/live"),
            .. await StaffPages.OfAsync(town, site, anybody, ct),
        ];
        for (var i = 0; i < Warm; i++)
        {
            foreach (var page in pages)
                await OpenAsync(page, i);
        }
        foreach (var page in pages)
            await MeasureAsync(figures, page, site, database, options.CountOr(100));
    }

    /// <summary>The middle of some rounds: what works in the background falls into one or the other.</summary>
    private static async Task MeasureAsync(Figures figures, StaffPage page, Site site, DatabaseProcessor database, int count)
    {
        var taken = new List<(double Web, double Database)>();
        for (var round = 0; round < Rounds; round++)
        {
            var (web, rows) = (site.Processor, database.Taken);
            for (var i = 0; i < count; i++)
                await OpenAsync(page, i);
            taken.Add(((site.Processor - web).TotalMilliseconds / count, (database.Taken - rows).TotalMilliseconds / count));
        }
        var middle = taken.OrderBy(static t => t.Web + t.Database).ElementAt(Rounds / 2);
        figures.AtMost($"{page.What}: processor time a page", middle.Web + middle.Database, "ms");
        figures.AtMost($"{page.What}: of it the web process", middle.Web, "ms");
        figures.AtMost($"{page.What}: of it the database", middle.Database, "ms");
    }

    private static async Task OpenAsync(StaffPage page, int i)
    {
        if (!await page.OpenAsync(i))
            throw new InvalidOperationException($"{page.Path(i)} failed.");
    }
}
