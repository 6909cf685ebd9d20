using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Bluelamp.Bench;

/// <summary>
/// Pages of staff over a million crimes and as many people at fifty requests a second, pages of the public at a hundred, each kind by itself and then
/// all mixed; and what a first load weighs. Baseline: the health page, which asks nothing.
/// </summary>
internal static partial class PagesBench
{
    private const int StaffRate = 50;
    private const int PublicRate = 100;

    /// <summary>In which a site that has just started compiles what its pages need. What they take meanwhile is told, but has no target.</summary>
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(20);
    private static int _failed;

    public static async Task RunAsync(BenchOptions options, Figures figures, CancellationToken ct)
    {
        var time = options.SecondsOr(10);
        await using var town = await FilledTown.OpenAsync(options, figures, 1_000_000, ct);
        await using var site = await Site.OpenAsync(town.Data, ct);
        using var anybody = site.Anybody();
        var staff = await StaffPages.OfAsync(town, site, anybody, ct);

        var started = await Pace.RunAsync(StaffRate, Start, i => OpenAsync(staff, i));
        figures.Times($"the first {Start.TotalSeconds} s after the start, all mixed", started);
        await MeasureAsync(figures, "health, the baseline", anybody, StaffRate, time, static _ => "/health/live", null);
        foreach (var (what, who, path) in staff)
            await MeasureAsync(figures, what, who, StaffRate, time, path, 100);
        var before = (site.Processor, Stopwatch.GetTimestamp());
        await MixAsync(figures, staff, time * 2);
        figures.AtMost(
            "processors in use by the web process meanwhile",
            (site.Processor - before.Processor) / Stopwatch.GetElapsedTime(before.Item2),
            ""
        );
        figures.AtMost("memory of the web process", site.Megabytes, "MB", 400);

        var form = await Reporting.BeginAsync(anybody, ct);
        await MeasureAsync(figures, "the public's front page", anybody, PublicRate, time, static _ => "/", 30);
        await MeasureAsync(figures, "start of a form", anybody, PublicRate, time, static _ => "/report-crime", 30);
        await MeasureAsync(figures, "question of a form", anybody, PublicRate, time, _ => form, 30);
        foreach (
            var (who, path) in ((HttpClient, string)[])[(anybody, "/"), (anybody, form), .. staff.Select(static s => (s.Who, s.Path(0)))]
        )
            await WeighAsync(figures, who, path, ct);
        figures.AtMost("requests that failed", _failed, "", 0);
        figures.AtMost("memory of the web process at the end", site.Megabytes, "MB", 400);
    }

    private static async Task MeasureAsync(
        Figures figures,
        string what,
        HttpClient who,
        int rate,
        TimeSpan time,
        Func<int, string> path,
        double? p95
    )
    {
        await Pace.RunAsync(rate / 2, TimeSpan.FromSeconds(2), i => GetAsync(who, path(i)));
        figures.Times(what, await Pace.RunAsync(rate, time, i => GetAsync(who, path(i))), p95);
    }

    private static async Task MixAsync(Figures figures, IReadOnlyList<StaffPage> pages, TimeSpan time)
    {
        var times = await Pace.RunAsync(StaffRate, time, i => OpenAsync(pages, i));
        figures.Times("all of these mixed", times, 100);
        for (var p = 0; p < pages.Count; p++)
            figures.Times($"{pages[p].What}, among the others", [.. times.Where((_, i) => i % pages.Count == p)], 100);
    }

    private static Task OpenAsync(IReadOnlyList<StaffPage> pages, int i) =>
        GetAsync(pages[i % pages.Count].Who, pages[i % pages.Count].Path(i));

    private static async Task GetAsync(HttpClient who, string path)
    {
        if (!await StaffPage.OpenAsync(who, path))
            Interlocked.Increment(ref _failed);
    }

    /// <summary>The page and every style, script, font and picture that it names, as they come over the line.</summary>
    private static async Task WeighAsync(Figures figures, HttpClient who, string path, CancellationToken ct)
    {
        var (bytes, html) = await WeightAsync(who, path, ct);
        foreach (var asset in Asset().Matches(html).Select(static m => m.Groups["file"].Value).Distinct(StringComparer.Ordinal))
            bytes += (await WeightAsync(who, asset, ct)).Bytes;
        figures.AtMost($"first load of {path.Split('?')[0]}", bytes / 1024d, "kB", 150);
    }

    private static async Task<(long Bytes, string Text)> WeightAsync(HttpClient who, string path, CancellationToken ct)
    {
        using var answer = await who.GetAsync(path, ct);
        answer.EnsureSuccessStatusCode();
        var packed = await answer.Content.ReadAsByteArrayAsync(ct);
        await using Stream text = answer.Content.Headers.ContentEncoding.FirstOrDefault() switch
        {
            "br" => new System.IO.Compression.BrotliStream(new MemoryStream(packed), System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(new MemoryStream(packed), System.IO.Compression.CompressionMode.Decompress),
            _ => new MemoryStream(packed),
        };
        using var reader = new StreamReader(text);
        return (packed.Length, await reader.ReadToEndAsync(ct));
    }

    [GeneratedRegex(
        """(?:src|href)="(?<file>[^"]+\.(?:css|js|woff2|svg|png)(?:\?[^"]*)?)["]""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Asset();
}
