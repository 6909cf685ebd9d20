using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Likeness;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Running;
using Bluelamp.Records;
using Microsoft.Playwright;

namespace Bluelamp.Bench.Evidence;

/// <summary>
/// The gallery of an appeal with 10,000 exhibits, each with its picture, scrolled through from the first to the last in Chromium, which has no graphics card
/// here. Baseline: the first page of it, scrolled up and down, with nothing to load.
/// </summary>
internal static class GalleryBench
{
    private const int Posters = 200;
    private const int Together = 100;

    /// <summary>Dots a second: more than five screens go by, as when somebody looks for one picture among many.</summary>
    private const int Speed = 5_000;

    /// <summary>The moments of a film that are compared.</summary>
    private static readonly int[] Moments = [2, 5, 7];
    private static readonly string[] Browsers = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task RunAsync(BenchOptions options, Figures figures, CancellationToken ct)
    {
        var data = Directory.CreateTempSubdirectory("bluelamp-bench-").FullName;
        try
        {
            var count = options.CountOr(10_000);
            var (door, officer) = await PlantAsync(data, count, ct);
            await using var site = await Site.OpenAsync(data, ct);
            await QuietAsync(site, ct);
            using var playwright = await Playwright.CreateAsync();
            await using var chromium = await playwright.Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath =
                        Environment.GetEnvironmentVariable("BLUELAMP_CHROMIUM")
                        ?? Browsers.FirstOrDefault(File.Exists)
                        ?? throw new CannotRunException(
                            "No browser. Install Debian’s chromium-headless-shell or chromium, or set BLUELAMP_CHROMIUM."
                        ),
                    Args = ["--no-sandbox", "--disable-gpu"],
                    ChromiumSandbox = false,
                }
            );
            var page = await DeskAsync(chromium, site, officer);
            var address = $"/evidence/doors/{door}";
            var baseline = await ScrollAsync(page, address, isWhole: false, (int)options.SecondsOr(20).TotalSeconds);
            Tell(figures, "the first page alone, the baseline", baseline, than: null);
            foreach (var order in (string[])["", "?order=Time"])
            {
                var whole = await ScrollAsync(page, address + order, isWhole: true, seconds: 900);
                if (whole.Cards != count)
                    throw new InvalidOperationException($"Of {count} exhibits {whole.Cards} were shown.");
                Tell(figures, order.Length == 0 ? $"all {count:N0}, newest first" : $"all {count:N0}, by time", whole, baseline);
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static void Tell(Figures figures, string what, Scrolled scrolled, Scrolled? than)
    {
        var sorted = scrolled.Frames.Order().ToArray();
        var rate = scrolled.Frames.Length / (scrolled.Frames.Sum() / 1_000);
        figures.AtLeast(
            $"{what}: frames a second",
            rate,
            than is null ? 0 : 30,
            than is null ? null : than.Frames.Length / (than.Frames.Sum() / 1_000)
        );
        figures.AtMost($"{what}: 99 of 100 frames within", Figures.At(sorted, 0.99), "ms");
        figures.AtMost($"{what}: longest frame", sorted[^1], "ms", than is null ? null : 200);
        figures.AtMost($"{what}: tasks over 50 ms, a minute", scrolled.Long.Length / (scrolled.Frames.Sum() / 60_000), "");
        figures.AtMost($"{what}: longest task", scrolled.Long.Append(0).Max(), "ms");
        figures.AtMost(
            $"{what}: frames at the end, waiting for more",
            scrolled.Waiting * 100d / scrolled.Frames.Length,
            "%",
            than is null ? null : 1
        );
        figures.AtMost($"{what}: sum of layout shifts", scrolled.Shift, "", than is null ? null : 0.1);
    }

    /// <summary>Signs in by the page, as people do.</summary>
    private static async Task<IPage> DeskAsync(IBrowser chromium, Site site, Somebody officer)
    {
        var context = await chromium.NewContextAsync(
            new()
            {
                BaseURL = site.Address.AbsoluteUri,
                ViewportSize = new() { Width = 1440, Height = 900 },
            }
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.Locator("[name=Username]").FillAsync(officer.Username);
        await page.Locator("[name=Password]").FillAsync(Site.Password);
        await page.Locator("[name=Code]").FillAsync(Totp.Code(officer.Secret, Totp.StepAt(TimeProvider.System.GetUtcNow())));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).WaitForAsync();
        return page;
    }

    private static async Task<Scrolled> ScrollAsync(IPage page, string address, bool isWhole, int seconds)
    {
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var asked = new
        {
            isWhole,
            seconds,
            speed = Speed,
        };
        return JsonSerializer.Deserialize<Scrolled>(await page.EvaluateAsync<string>(Scroll, asked), Json)
            ?? throw new InvalidOperationException("Nothing was measured.");
    }

    private static async Task<(Id<Door> Door, Somebody Officer)> PlantAsync(string data, int count, CancellationToken ct)
    {
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "settings.json"), $$"""{ "Force": { "Code": {{Town.Force}} } }""", ct);
        await using var store = await Store.OwnAsync(data, connectionString: null, Console.Error.WriteLine, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        var (ledger, viewer, door) = (workshop.Get<ILedger>(), Viewer.System(Town.Force, "bench"), Id<Door>.New());
        var plan = Town.Plan(1, workshop.Get<IdSecret>());
        (await ledger.DecideAsync(plan.Steps(), viewer, ct)).OrThrow();
        var until = TimeProvider.System.GetUtcNow().AddDays(7);
        var open = new OpenDoor(door, DoorKind.Appeal, RecordRef.Of(plan.Crime), new("Film", "Ffilm"), DoorCode.New(), until, For: null);
        (await ledger.DecideAsync(door, open, viewer, ct)).OrThrow();
        var posters = await DrawAsync(workshop.Get<ContentStore>(), workshop.Get<Sandbox>(), ct);
        var dice = new Random(1);
        foreach (var some in Enumerable.Range(0, count).Chunk(Together))
        {
            Id<Exhibit>[] exhibits = [.. some.Select(static _ => Id<Exhibit>.New())];
            await TellAsync((exhibit, i) => Step.For(exhibit, Received(exhibit, some[i], door, dice)));
            await TellAsync((exhibit, i) => Step.For(new Id<Made>(exhibit.Value), Pictured(exhibit, posters[some[i] % Posters])));
            await TellAsync(
                (exhibit, i) => Step.For(new Id<Hashed>(exhibit.Value), Likened(exhibit, posters[some[i] % Posters].Hash, dice))
            );

            async Task TellAsync(Func<Id<Exhibit>, int, Step> step) =>
                (await ledger.DecideAsync([.. exhibits.Select(step)], viewer, ct)).OrThrow();
        }

        return (door, await Site.EnrolAsync(workshop, ct, "investigator"));
    }

    /// <summary>Of a type that nothing is made of, so that nothing else runs while the browser scrolls.</summary>
    private static ReceiveExhibit Received(Id<Exhibit> exhibit, int number, Id<Door> door, Random dice)
    {
        var content = new FileContent(
            ContentHash.Of(SHA256.HashData(exhibit.Value.ToByteArray())),
            dice.Next(100_000, 90_000_000),
            string.Create(CultureInfo.InvariantCulture, $"VID_{number:00000}.mp4"),
            "application/x-bench"
        );
        var said = new Circumstances
        {
            From = new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero).AddSeconds(dice.Next(12 * 3_600)),
            Place = $"Street {dice.Next(40)}",
        };
        return new(exhibit, content, new(OriginKind.Public, Door: door.Value), said);
    }

    private static SayMade Pictured(Id<Exhibit> exhibit, (ContentHash Hash, long Bytes) poster) =>
        new(
            DerivativeKind.Poster,
            new DerivativeMade(exhibit, DerivativeKind.Poster, "ffmpeg", "0", [], poster.Hash, poster.Hash, poster.Bytes, "image/jpeg")
        );

    /// <summary>A hash of chance; one in ten looks like one of a hundred others.</summary>
    private static SayHashed Likened(Id<Exhibit> exhibit, ContentHash input, Random dice)
    {
        var bits = dice.Next(10) == 0 ? (ulong)dice.Next(100) << 32 : unchecked((ulong)dice.NextInt64(long.MinValue, long.MaxValue));
        return new(new(exhibit, "bench", "bench", "0", [], input, [.. Moments.Select(m => FrameHash.Of(m, bits + (ulong)m))]));
    }

    private static async Task<List<(ContentHash Hash, long Bytes)>> DrawAsync(ContentStore store, Sandbox sandbox, CancellationToken ct)
    {
        var posters = new List<(ContentHash, long)>();
        var pattern = Path.Combine(store.Incoming, "bench-%03d.jpg");
        string[] draw = ["-v", "error", "-f", "lavfi", "-i", "mandelbrot=s=480x360:r=10", "-frames:v", $"{Posters}", "-q:v", "5", pattern];
        if (!(await sandbox.RunAsync("ffmpeg", draw, store.Incoming, SandboxLimits.Look, ct)).Well)
            throw new InvalidOperationException("ffmpeg drew no pictures.");
        foreach (var path in Directory.GetFiles(store.Incoming, "bench-*.jpg").Order(StringComparer.Ordinal))
        {
            var bytes = await File.ReadAllBytesAsync(path, ct);
            var hash = ContentHash.Of(SHA256.HashData(bytes));
            store.Keep(path, hash);
            posters.Add((hash, bytes.Length));
        }

        return posters;
    }

    /// <summary>Until what follows from so many entries is done.</summary>
    private static async Task QuietAsync(Site site, CancellationToken ct)
    {
        for (var quiet = 0; quiet < 5; )
        {
            var before = site.Processor;
            await Task.Delay(1_000, ct);
            quiet = (site.Processor - before).TotalSeconds < 0.1 ? quiet + 1 : 0;
        }
    }

    /// <summary>What a scroll was like, as the browser counts it.</summary>
    /// <param name="Frames">Milliseconds between frames.</param>
    /// <param name="Long">Milliseconds of each task of more than 50.</param>
    /// <param name="Waiting">Frames that could not go on, because the next page was not there.</param>
    private sealed record Scrolled(double[] Frames, double[] Long, int Waiting, double Shift, int Cards);

    private const string Scroll = """
        async ({ isWhole, seconds, speed }) => {
          const [frames, long] = [[], []];
          let [waiting, shift, way] = [0, 0, 1];
          const next = () => document.querySelector("bl-gallery > nav a[rel=next]");
          if (!isWhole) next()?.remove();
          new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => e.duration))).observe({ type: "longtask" });
          new PerformanceObserver((list) => list.getEntries().forEach((e) => (shift += e.value))).observe({ type: "layout-shift" });
          const began = performance.now();
          let last = began;
          await new Promise((done) => {
            const step = (now) => {
              const gap = now - last;
              last = now;
              if (gap > 0) frames.push(gap);
              const from = scrollY;
              scrollBy(0, (way * speed * gap) / 1000);
              const stuck = gap > 0 && Math.abs(scrollY - from) < 0.5 && speed * gap > 1000;
              if (stuck && isWhole && next()) waiting++;
              else if (stuck && isWhole) return done();
              else if (stuck) way = -way;
              if (now - began > seconds * 1000) return done();
              requestAnimationFrame(step);
            };
            requestAnimationFrame(step);
          });
          return JSON.stringify({ frames, long, waiting, shift, cards: document.querySelectorAll(".bl-exhibits__card").length });
        }
        """;
}
