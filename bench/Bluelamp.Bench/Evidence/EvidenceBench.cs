using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Bench.Evidence;

/// <summary>
/// Evidence in and out over HTTP: one large file, many small ones at once, parts of an original, a bundle. Baselines: <c>cp</c> and <c>sha256sum</c> of the
/// same file on the same disk, and the open source server of tus with the same client, file and disk.
/// </summary>
internal static class EvidenceBench
{
    private const int Rounds = 3;
    private const int AtOnce = 200;
    private const int Bundled = 100;
    private const long Megabyte = 1_000_000;

    public static async Task RunAsync(BenchOptions options, Figures figures, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("bluelamp-bench-").FullName;
        try
        {
            var data = Path.Combine(folder, "data");
            var (crime, officer) = await FoundAsync(data, ct);
            await using var site = await Site.OpenAsync(data, ct);
            using var http = await site.SignInAsync(officer, ct, TimeSpan.FromMinutes(30));
            var tus = new TusClient(http, "/evidence/uploads", await TokenAsync(http, "/evidence/add", ct));
            var large = Path.Combine(folder, "large");
            await WriteAsync(large, options.CountOr(4_000) * Megabyte, ct);
            var place = await LargeAsync(figures, folder, large, tus, site, ct);
            await PartsAsync(figures, http, place, new FileInfo(large).Length, ct);
            await ManyAsync(figures, folder, tus, crime, ct);
            await BundleAsync(figures, http, crime, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> LargeAsync(
        Figures figures,
        string folder,
        string large,
        TusClient tus,
        Site site,
        CancellationToken ct
    )
    {
        var (theirs, length) = (Path.Combine(folder, "rival"), new FileInfo(large).Length / Megabyte);
        Directory.CreateDirectory(theirs);
        await using var rival = await TusRival.OpenAsync(theirs, ct);
        var (copies, ours, others, place) = (new List<double>(), new List<double>(), new List<double>(), "");
        using var memory = new MemoryWatch(site);
        for (var round = 0; round < Rounds; round++)
        {
            await ChangeAsync(large, ct); // never bytes that are stored already
            copies.Add(await SecondsAsync(() => CopyAsync(large, Path.Combine(folder, "copy"), ct)));
            memory.Begin();
            ours.Add(await SecondsAsync(async () => place = await tus.SendAsync(large, Said("large.bin"), ct)));
            memory.End();
            if (rival is null)
                continue;
            others.Add(await SecondsAsync(() => new TusClient(rival.Http, "/files", token: null).SendAsync(large, Said("large.bin"), ct)));
            foreach (var file in Directory.GetFiles(theirs))
                File.Delete(file);
        }

        var baseline = length / Middle(copies);
        figures.AtLeast("cp and sha256sum, one after the other, MB/s", baseline, 0);
        figures.AtLeast("one file by tus until it is an exhibit, MB/s", length / Middle(ours), 0, baseline);
        figures.Ratio("one file by tus, against cp and sha256sum", Middle(copies) / Middle(ours), 0.7);
        if (rival is null)
            await Console.Error.WriteLineAsync("@tus/server is not compared: it needs Node and its packages.");
        else
            figures.Ratio("one file by tus, against @tus/server", Middle(others) / Middle(ours), 1.5);
        figures.AtMost("memory of the web process while it came, at most", memory.Most, "MB");
        figures.AtMost("of it its own, not files of .NET, at most", memory.Own, "MB", 150);
        figures.AtMost("of it more than before", memory.Grown, "MB", 150);
        return place;
    }

    private static async Task PartsAsync(Figures figures, HttpClient http, string place, long length, CancellationToken ct)
    {
        var original = $"/records/exhibits/{place[(place.LastIndexOf('/') + 1)..]}/original";
        var (dice, taken) = (new Random(1), new List<double>());
        for (var i = -20; i < 200; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, original);
            request.Headers.Range = new RangeHeaderValue(i == -20 ? 0 : dice.NextInt64(length - 65_536), null);
            var from = Stopwatch.GetTimestamp();
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            await using var bytes = await answer.Content.ReadAsStreamAsync(ct);
            await bytes.ReadExactlyAsync(new byte[1], ct);
            if (answer.StatusCode is not HttpStatusCode.PartialContent)
                throw new InvalidOperationException($"{original}: {answer.StatusCode}");
            if (i >= 0)
                taken.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        figures.Times("first byte of a part of the original", taken, p95AtMost: 20);
    }

    private static async Task ManyAsync(Figures figures, string folder, TusClient tus, Guid crime, CancellationToken ct)
    {
        var files = new List<string>();
        for (var i = 0; i < AtOnce; i++)
        {
            files.Add(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"clip-{i}")));
            await WriteAsync(files[i], Megabyte, ct);
        }

        var failed = 0;
        await figures.RateAsync(
            $"{AtOnce} files of 1 MB at once",
            AtOnce,
            () =>
                Task.WhenAll(
                    files.Select(
                        async (file, i) =>
                        {
                            try
                            {
                                var said = Said($"clip {i}.bin");
                                if (i < Bundled)
                                    (said["kind"], said["record"]) = ("Crime", crime.ToString());
                                await tus.SendAsync(file, said, ct);
                            }
                            catch (InvalidOperationException e)
                            {
                                Interlocked.Increment(ref failed);
                                await Console.Error.WriteLineAsync(e.Message);
                            }
                        }
                    )
                )
        );
        figures.AtMost("of them failed", failed, "", 0);
    }

    /// <summary>All the evidence of a crime, by the button of its page, as a zip with its proofs.</summary>
    private static async Task BundleAsync(Figures figures, HttpClient http, Guid crime, CancellationToken ct)
    {
        var hidden = await HiddenAsync(http, $"/evidence/bundle?record={crime}", ct);
        using var form = new FormUrlEncodedContent([
            .. hidden.DistinctBy(static f => f.Key, StringComparer.Ordinal),
            new("Reason", "bench"),
        ]);
        var from = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsync("/evidence/bundle", form, ct);
        answer.EnsureSuccessStatusCode();
        var zip = await answer.Content.ReadAsByteArrayAsync(ct);
        var took = Stopwatch.GetElapsedTime(from).TotalSeconds;
        using var read = new ZipArchive(new MemoryStream(zip));
        if (read.Entries.Count(static e => e.FullName.StartsWith("items/", StringComparison.Ordinal)) != Bundled)
            throw new InvalidOperationException("The bundle has not all items.");
        figures.AtMost($"a bundle of {Bundled} exhibits, from the button to the last byte", took, "s", 30);
    }

    private static async Task<(Guid Crime, Somebody Officer)> FoundAsync(string data, CancellationToken ct)
    {
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "settings.json"), $$"""{ "Force": { "Code": {{Town.Force}} } }""", ct);
        await using var store = await Store.OwnAsync(data, connectionString: null, Console.Error.WriteLine, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        var plan = Town.Plan(1, workshop.Get<IdSecret>());
        (await workshop.Get<ILedger>().DecideAsync(plan.Steps(), Viewer.System(Town.Force, "bench"), ct)).OrThrow();
        return (plan.Crime.Value, await Site.EnrolAsync(workshop, ct, "investigator"));
    }

    private static async Task<string> TokenAsync(HttpClient http, string page, CancellationToken ct) =>
        (await HiddenAsync(http, page, ct)).First(static f => f.Key is "__RequestVerificationToken").Value;

    /// <summary>What the forms of a page send unseen.</summary>
    private static async Task<List<KeyValuePair<string, string>>> HiddenAsync(HttpClient http, string page, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.AcceptEncoding.Add(new("identity"));
        using var answer = await http.SendAsync(request, ct);
        var html = await answer.Content.ReadAsStringAsync(ct);
        return
        [
            .. Reporting
                .HiddenInputs()
                .Matches(html)
                .Select(static m => KeyValuePair.Create(m.Groups["name"].Value, m.Groups["value"].Value)),
        ];
    }

    private static async Task WriteAsync(string path, long length, CancellationToken ct)
    {
        var bytes = new byte[1 << 20];
        await using var file = File.Create(path);
        for (var left = length; left > 0; left -= bytes.Length)
        {
            RandomNumberGenerator.Fill(bytes);
            await file.WriteAsync(bytes.AsMemory(0, (int)Math.Min(left, bytes.Length)), ct);
        }
    }

    private static async Task ChangeAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenWrite(path);
        await file.WriteAsync(RandomNumberGenerator.GetBytes(16), ct);
    }

    private static async Task CopyAsync(string from, string to, CancellationToken ct)
    {
        foreach (
            var words in (string[][])
                [
                    ["cp", from, to],
                    ["sha256sum", to],
                ]
        )
        {
            using var process = Process.Start(
                new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, UseShellExecute = false }
            )!; // a program
            await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{words[0]} failed.");
        }

        File.Delete(to);
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static Dictionary<string, string> Said(string name) => new(StringComparer.Ordinal) { ["filename"] = name };

    /// <summary>Looks at the memory of the web process twenty times a second while something comes in.</summary>
    private sealed class MemoryWatch(Site site) : IDisposable
    {
        private Timer? _timer;
        private double _before;

        public double Most { get; private set; }

        public double Own { get; private set; }

        public double Grown { get; private set; }

        public void Begin()
        {
            _before = site.Megabytes;
            _timer = new(_ => Look(), state: null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        }

        public void End()
        {
            Dispose();
            Look();
        }

        public void Dispose() => _timer?.Dispose();

        private void Look()
        {
            Most = Math.Max(Most, site.Megabytes);
            Own = Math.Max(Own, site.OwnMegabytes);
            Grown = Math.Max(Grown, site.Megabytes - _before);
        }
    }
}
