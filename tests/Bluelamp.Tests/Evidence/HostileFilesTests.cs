using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>
/// Files that mean harm, from their arrival to their download: each is kept as it came, is what it begins with, is looked through whole, is never unpacked, and
/// leaves as bytes that nothing runs.
/// </summary>
public sealed class HostileFilesTests(HostileFilesTests.Guarded guarded) : IClassFixture<HostileFilesTests.Guarded>
{
    private TestHost Host => guarded.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_two_things_at_once_is_what_it_begins_with_and_leaves_as_bytes()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var photo = await MediaWorks.PictureAsync(Ct);
        var zip = HostileMade.Zip(3);
        (string Name, byte[] Bytes, string Type)[] files =
        [
            ("page.jpg", [.. photo, .. "<script>alert(1)</script>"u8], "image/jpeg"),
            ("archive.jpg", [.. photo, .. zip], "image/jpeg"),
            ("script.gif", [.. "GIF89a/*"u8, 1, 0, 1, 0, 0, 0, 0, .. "*/=1;alert(1)//"u8], "image/gif"),
            ("program.pdf", [.. "%PDF-1.4\n"u8, .. Bytes("MZ\u0090\0"), .. zip], "application/pdf"),
            ("film.mp4", [.. "<!doctype html><script>alert(1)</script>ftypisom"u8], "text/html"),
            (
                "logo.png",
                [.. "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"u8],
                "image/svg+xml"
            ),
            (
                "laughs.svg",
                [
                    .. "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&b;&x;</svg>"u8,
                ],
                "image/svg+xml"
            ),
        ];
        foreach (var (name, bytes, type) in files)
        {
            var exhibit = await ArrivedAsync(bytes, name, type);
            foreach (var made in await MadeOfAsync(exhibit, type))
            {
                var kept = await File.ReadAllBytesAsync(Host.Get<ContentStore>().PathOf(made.Output), Ct);
                kept.AsSpan().IndexOf("alert"u8).ShouldBe(-1, $"{name}: coded anew");
                kept.AsSpan().IndexOf("PK\u0003\u0004"u8).ShouldBe(-1, name);
            }
        }
    }

    [Fact]
    public async Task What_unpacks_to_a_thousand_times_its_size_is_not_unpacked_or_within_its_limits()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        await ArrivedAsync(HostileMade.ZipBomb(), "photos.zip", "application/zip");
        await ArrivedAsync(HostileMade.Gzip(200_000_000), "backup.gz", "application/gzip");
        var tooLarge = await ArrivedAsync(HostileMade.Png(20_000, 6_000), "plan.png", "image/png");
        (await MadeOfAsync(tooLarge, "image/png")).ShouldBeEmpty("120 million dots");
        (await ExaminedAsync(tooLarge)).Readable.ShouldBeFalse();
        var large = await ArrivedAsync(HostileMade.Png(10_000, 4_000), "scan.png", "image/png");
        (await MadeOfAsync(large, "image/png")).ShouldAllBe(static made => made.Bytes < 1_000_000);
        await Host.RoomsAreGoneAsync();
    }

    [Fact]
    public async Task Crafted_headers_are_examined_and_come_to_nothing()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var dice = new Random(4);
        var noise = new byte[20_000];
        dice.NextBytes(noise);
        (string Name, byte[] Bytes, string Type)[] files =
        [
            ("deep.mp4", HostileMade.Boxes(100_000), "video/mp4"),
            ("tables.mp4", HostileMade.Tables(), "video/mp4"),
            ("endless.wav", [.. Bytes("RIFF\u00FF\u00FF\u00FF\u00FFWAVEfmt \u00FF\u00FF\u00FF\u007F"), .. noise], "audio/wav"),
            ("index.avi", [.. Bytes("RIFF\u00FF\u00FF\u00FF\u007FAVI LIST\u00FF\u00FF\u00FF\u007Fhdrl"), .. noise], "video/x-msvideo"),
            ("wide.jpg", [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1, 0x11, 0, .. noise], "image/jpeg"),
            (
                "noise.webm",
                [0x1A, 0x45, 0xDF, 0xA3, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, .. Bytes("B\u0082\u0084webm"), .. noise],
                "video/webm"
            ),
            ("noise.tif", [.. Bytes("II*\0\u0008\0\0\0\u00FF\u00FF"), .. noise], "image/tiff"),
            ("noise.flac", [.. Bytes("fLaC\0\u00FF\u00FF\u00FF"), .. noise], "audio/flac"),
            ("noise.ogg", [.. "OggS\0\u0002"u8, .. noise], "audio/ogg"),
            ("noise.ts", [.. Enumerable.Range(0, 50).SelectMany(i => (byte[])[0x47, .. noise[..187]])], "video/mp2t"),
            ("noise.heic", [0, 0, 0, 24, .. "ftypheic"u8, .. noise], "image/heic"),
            ("nothing.bin", [], "text/plain"),
        ];
        foreach (var (name, bytes, type) in files)
        {
            var exhibit = await ArrivedAsync(bytes, name, type);
            (await MadeOfAsync(exhibit, type)).ShouldBeEmpty(name);
        }

        var looped = await ArrivedAsync(HostileMade.Looped(await MediaWorks.PictureAsync(Ct)), "looped.jpg", "image/jpeg");
        (await MadeOfAsync(looped, "image/jpeg")).Count.ShouldBe(2, "the picture itself is sound");
    }

    [Fact]
    public async Task An_archive_of_a_million_files_is_one_exhibit()
    {
        var exhibit = await ArrivedAsync(HostileMade.Zip(1_000_000), "million.zip", "application/zip");
        using var bundle = await BundleAsync(exhibit);
        bundle.Entries.Count(static e => e.FullName.StartsWith("items/", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"..\..\Windows\System32\calc.exe", "calc.exe")]
    [InlineData("/dev/null", "null")]
    [InlineData("..", "unnamed")]
    [InlineData("a\r\nSet-Cookie: stolen=1.txt", "aSet-Cookie: stolen=1.txt")]
    [InlineData("film\"; filename=\"other.html", "film\"; filename=\"other.html")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("<img src=x onerror=alert(1)>.txt", "<img src=x onerror=alert(1)>.txt")]
    [InlineData("nul\0byte.txt", "nulbyte.txt")]
    public async Task A_name_leads_nowhere_and_says_nothing_but_itself(string name, string kept)
    {
        var exhibit = await ArrivedAsync("words"u8.ToArray(), name, "text/plain", kept);
        var officer = guarded.Officer;
        var page = await officer.OpenAsync($"/records/exhibits/{exhibit}");
        page.QuerySelector("h1")!.TextContent.ShouldBe(kept);
        page.QuerySelectorAll("[onerror]").ShouldBeEmpty();
        using var bundle = await BundleAsync(exhibit);
        bundle.Entries.ShouldAllBe(static e => !e.FullName.Contains("..") && !e.FullName.Contains('\\') && !e.FullName.StartsWith('/'));
    }

    /// <summary>Sends a file by tus; it is an exhibit of the same bytes, of this type, looked through whole, and leaves as a download.</summary>
    private async Task<Id<Exhibit>> ArrivedAsync(byte[] bytes, string name, string type, string? kept = null)
    {
        var officer = guarded.Officer;
        var sender = new TusSender(officer.Http, await officer.OpenAsync("/evidence/add"), "/evidence/uploads");
        var place = await sender.BeginAsync(bytes.Length, ("filename", name), ("filetype", "image/jpeg"));
        using (var sent = await sender.PatchAsync(place, 0, bytes))
            sent.StatusCode.ShouldBe(HttpStatusCode.NoContent, $"{name}: {await sent.Content.ReadAsStringAsync(Ct)}");
        var exhibit = new Id<Exhibit>(Guid.Parse(place[(place.LastIndexOf('/') + 1)..]));
        var line = (await Host.Get<ExhibitList>().FindAsync(exhibit, Police, Ct)).ShouldNotBeNull(name);
        line.Type.ShouldBe(type, name);
        line.Name.ShouldBe(kept ?? name);
        line.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        await Eventually.TrueAsync(() => Task.FromResult(guarded.Scanner.Seen.Contains(bytes.Length)));
        using var download = await officer.Http.GetAsync(
            $"/records/exhibits/{exhibit}/original",
            HttpCompletionOption.ResponseHeadersRead,
            Ct
        );
        download.StatusCode.ShouldBe(HttpStatusCode.OK);
        download.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream", name);
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment", name);
        download.Content.Headers.ContentDisposition.FileNameStar.ShouldBe(line.Name);
        download.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        download.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self'");
        download.Headers.Contains("Set-Cookie").ShouldBeFalse();
        download.Content.Headers.ContentLength.ShouldBe(bytes.Length);
        return exhibit;
    }

    /// <summary>What was made of it, once all that can be was tried.</summary>
    private async Task<List<DerivativeMade>> MadeOfAsync(Id<Exhibit> exhibit, string type)
    {
        if (Recipes.Demuxer(type) is null)
            return [];
        if (!(await ExaminedAsync(exhibit)).Readable)
            return [];
        var kinds = type.StartsWith("image/", StringComparison.Ordinal) ? 2 : 1;
        IReadOnlyList<IEvent> events = [];
        await Eventually.TrueAsync(async () =>
            (events = await EventsAsync(exhibit)).Count(static e => e is DerivativeMade or DerivativeFailed) >= kinds
        );
        return [.. events.OfType<DerivativeMade>()];
    }

    private async Task<ExhibitExamined> ExaminedAsync(Id<Exhibit> exhibit)
    {
        IReadOnlyList<IEvent> events = [];
        await Eventually.TrueAsync(async () => (events = await EventsAsync(exhibit)).Any(static e => e is ExhibitExamined));
        return events.OfType<ExhibitExamined>().Single();
    }

    private async Task<IReadOnlyList<IEvent>> EventsAsync(Id<Exhibit> exhibit) =>
        [.. (await Host.Get<ILedger>().StreamAsync(exhibit.Value, Police, Ct)).Select(static e => e.Event)];

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private async Task<ZipArchive> BundleAsync(Id<Exhibit> exhibit)
    {
        using var answer = await guarded.Officer.SubmitAsync($"/evidence/bundle?exhibit={exhibit}", "evidence/bundle", ("Reason", "Court"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct)));
    }

    /// <summary>One Bluelamp with a scanner, for all of these tests.</summary>
    public sealed class Guarded : IAsyncLifetime
    {
        internal ScannerOfTests Scanner { get; } = new();

        internal TestHost Host { get; private set; } = null!; // set before the first test

        internal StaffClient Officer { get; private set; } = null!; // likewise

        public async ValueTask InitializeAsync()
        {
            Host = await TestHost.StartAsync(settings: $$"""{ "Scanner": { "Address": "tcp://127.0.0.1:{{Scanner.Port}}" } }""");
            Officer = await Host.SignInAsync("officer");
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await Scanner.DisposeAsync();
        }
    }
}
