using System.Diagnostics;
using System.Text.RegularExpressions;
using Bluelamp.Host.Running;
using Bluelamp.Records;
using Npgsql;

namespace Bluelamp.Bench;

/// <summary>
/// Pages of staff over a million crimes and as many people at fifty requests a second, pages of the public at a hundred, each kind by itself and then
/// all mixed; and what a first load weighs. Baseline: the health page, which asks nothing.
/// </summary>
internal static partial class PagesBench
{
    private const int StaffRate = 50;
    private const int PublicRate = 100;
    private static int _failed;

    private static readonly string[] Typed =
    [
        "Siân Jones",
        "jones sian",
        "Jones",
        "Shan Jonse",
        "Rhys Hywel",
        "Surnaabson",
        "Mair Zzyzx",
        "98/2025/0000123-0",
        "AB12",
        "07700 900123",
        "900123",
        "12 Heol Jones",
        "LL10 1AB",
        "Hoel Llewelin",
        "laptop stolen",
        "quad bike quarry",
        "stolen",
        "ffenestr gefn",
    ];

    private static readonly string[] Described =
    [
        "Siân Jones, about 40, Heol Jones",
        "Shan Jonse born 1985",
        "Rhys Hywel, tua 30 oed, o Llwynlamp",
        "Gareth Surnaabson, about 55",
        "a woman called Mair Evans, about 25, of LL10",
        "Huw Roberts born 1971 of Heol Roberts",
    ];

    public static async Task RunAsync(BenchOptions options, Figures figures, CancellationToken ct)
    {
        var time = options.SecondsOr(10);
        await using var town = await FilledTown.OpenAsync(options, figures, 1_000_000, ct);
        await using var site = await Site.OpenAsync(town.Data, ct);
        using var anybody = site.Anybody();
        using var officer = await site.SignInAsync(town.Investigator, ct);
        using var handler = await site.SignInAsync(town.Handler, ct);
        var reports = await ReportsAsync(town.Data, anybody, ct);

        await MeasureAsync(figures, "health, the baseline", anybody, StaffRate, time, static _ => "/health/live", null);
        var staff = new (string What, HttpClient Who, Func<int, string> Path)[]
        {
            ("inbox", handler, static _ => "/inbox"),
            ("report", handler, i => $"/inbox/{reports[i % reports.Length]}"),
            ("crimes", officer, static _ => "/records/crimes"),
            ("crime", officer, i => $"/records/crimes/{Town.Plan(i % Town.Told, town.Secret).Crime.Value}"),
            ("nominal", officer, i => $"/records/nominals/{Town.Plan(i % Town.Told, town.Secret).People[i % 2].Nominal.Value}"),
            ("place", officer, i => $"/records/places/{Place.At(new(Town.Force, town.Secret), Town.Scene(i % Town.Told), default).Value}"),
            ("search", officer, static i => $"/search?q={Uri.EscapeDataString(Typed[i % Typed.Length])}"),
            ("search by a description", officer, static i => $"/search?q={Uri.EscapeDataString(Described[i % Described.Length])}"),
        };
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

    /// <summary>Some reports of today, whose pages are to be opened.</summary>
    private static async Task<Guid[]> ReportsAsync(string data, HttpClient anybody, CancellationToken ct)
    {
        for (var i = 0; i < 40; i++)
            await Reporting.SendAsync(anybody, i, ct);
        await using var beside = await Store.ShareAsync(data, connectionString: null, Console.Error.WriteLine, ct);
        await using var source = NpgsqlDataSource.Create(beside.ConnectionString);
        await using var sent = source.CreateCommand(
            "select array_agg(report) from (select report from contact.report where channel = 'API' limit 40) r"
        );
        return (Guid[])(await sent.ExecuteScalarAsync(ct))!;
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

    private static async Task MixAsync(Figures figures, (string What, HttpClient Who, Func<int, string> Path)[] pages, TimeSpan time)
    {
        var times = await Pace.RunAsync(StaffRate, time, i => GetAsync(pages[i % pages.Length].Who, pages[i % pages.Length].Path(i)));
        figures.Times("all of these mixed", times, 100);
        for (var p = 0; p < pages.Length; p++)
            figures.Times($"{pages[p].What}, among the others", [.. times.Where((_, i) => i % pages.Length == p)], 100);
    }

    private static async Task GetAsync(HttpClient who, string path)
    {
        using var answer = await who.GetAsync(path);
        await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
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
