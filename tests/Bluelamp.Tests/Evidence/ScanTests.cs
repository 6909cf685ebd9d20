using System.Net;
using System.Net.Sockets;
using System.Text;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Scanning;
using Bluelamp.Evidence.Shares;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Harmful files: noticed by a scanner that speaks as clamd does, kept in quarantine, released by a person.</summary>
public sealed class ScanTests
{
    private static readonly Id<Exhibit> One = new(new("0190a000-0000-7000-8000-0000000000b1"));
    private static readonly By Somebody = new(Given.Somebody, new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private static readonly ExhibitScanned Found = new(One, default, "Scanner 1", "Test.Harm", Unable: null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void What_is_in_quarantine_is_neither_copied_nor_shared_nor_exported_until_it_is_released()
    {
        var held = new Exhibit(Known: true, new(default, 1, "a.doc", "application/msword"), Reference: null, Gone: false).Apply(Found);
        var order = new ShareOrder(new("Nia Rees", null, RecipientKind.Defence), "Disclosure", ShareMode.Download, Somebody.At.AddDays(1));
        new CopyExhibit(One).Decide(held, Somebody).ThenRefused<InQuarantine>();
        new ShareExhibit(One, Id<Share>.New(), order).Decide(held, Somebody).ThenRefused<InQuarantine>();
        new Bluelamp.Evidence.Bundles.ExportExhibit(One, Guid.CreateVersion7(), "Court").Decide(held, Somebody).ThenRefused<InQuarantine>();
        var released = held.Apply(new ExhibitReleased(One, "It is the evidence"));
        new CopyExhibit(One).Decide(released, Somebody).Refusal.ShouldBeNull();
        new ShareExhibit(One, Id<Share>.New(), order).Decide(released, Somebody).Refusal.ShouldBeNull();

        var scan = new Scan(held.Content, Scanned: false, Finding: null, Gone: false);
        new SayScanned(Found).Decide(scan, Somebody).Then(Found);
        new SayScanned(Found).Decide(scan.Apply(Found), Somebody).Events.ShouldBeEmpty("once");
        new ReleaseExhibit(One, "x").Decide(scan, Somebody).ThenRefused<NotInQuarantine>();
        new ReleaseExhibit(One, " ").Decide(scan.Apply(Found), Somebody).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_harmful_file_is_found_and_stays_where_it_is_until_somebody_releases_it()
    {
        await using var scanner = new ScannerOfTests();
        await using var host = await TestHost.StartAsync(
            settings: $$"""{ "Scanner": { "Address": "tcp://127.0.0.1:{{scanner.Port}}" } }"""
        );
        var (harmful, harmless) = (
            await host.TakeInAsync([.. new byte[300_000], .. "HARM"u8], "invoice.doc"),
            await host.TakeInAsync("nothing"u8.ToArray(), "note.txt")
        );
        await ScannedAsync(host, harmful);
        await ScannedAsync(host, harmless);
        var officer = await host.SignInAsync("officer");
        (await officer.StatusAsync($"/records/exhibits/{harmless}/original")).ShouldBe(HttpStatusCode.OK);
        (await officer.StatusAsync($"/records/exhibits/{harmful}/original")).ShouldBe(HttpStatusCode.Conflict);
        (await officer.OpenAsync("/evidence")).Body!.TextContent.ShouldContain("Quarantine");
        var page = await officer.OpenAsync($"/records/exhibits/{harmful}");
        page.Body!.TextContent.ShouldContain("A scanner found Test.Harm in this file");
        page.Body!.TextContent.ShouldContain("Scanner of tests 1.0 found Test.Harm");
        page.QuerySelector("a[href$='/original']").ShouldBeNull("nothing is offered that is refused");
        (await officer.StatusAsync($"/records/exhibits/{harmless}/release")).ShouldBe(HttpStatusCode.NotFound);
        using var released = await officer.SubmitAsync(
            $"/records/exhibits/{harmful}/release",
            "action",
            ("Reason", "It is the evidence itself")
        );
        released.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await officer.StatusAsync($"/records/exhibits/{harmful}/original")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("stream: OK\0", null, null)]
    [InlineData("stream: Win.Test.EICAR_HDB-1 FOUND\0", "Win.Test.EICAR_HDB-1", null)]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", null, "INSTREAM size limit exceeded")]
    public async Task What_a_scanner_says_is_read(string says, string? finding, string? unable)
    {
        await using var scanner = new ScannerOfTests(says);
        var verdict = await new Clamd(new() { Address = $"tcp://127.0.0.1:{scanner.Port}" }).ScanAsync(new MemoryStream([1, 2, 3]), Ct);
        verdict.ShouldBe(new Verdict("Scanner of tests 1.0", finding, unable));
    }

    [Fact]
    public async Task A_scanner_that_has_seen_enough_answers_and_breaks_off_and_is_understood()
    {
        var ctl = Path.Combine(Path.GetTempPath(), $"clamd-{Guid.CreateVersion7():n}");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(ctl));
        listener.Listen();
        var asked = new Clamd(new() { Address = $"unix:{ctl}" }).ScanAsync(new MemoryStream(new byte[5_000_000]), Ct);
        foreach (var answer in new[] { "ClamAV 1.4.6\0", "INSTREAM size limit exceeded. ERROR\0" })
        {
            using var line = await listener.AcceptAsync(Ct);
            await line.ReceiveAsync(new byte[9], Ct); // the rest is never read: the line breaks as it closes
            await line.SendAsync(Encoding.ASCII.GetBytes(answer), Ct);
        }

        (await asked).ShouldBe(new Verdict("ClamAV 1.4.6", Finding: null, "INSTREAM size limit exceeded"));
        File.Delete(ctl);
    }

    [Fact]
    public async Task A_scanner_that_is_away_breaks_off_or_says_nothing_is_never_taken_for_a_clean_file()
    {
        await using var scanner = new ScannerOfTests("");
        var address = $"tcp://127.0.0.1:{scanner.Port}";
        await Should.ThrowAsync<IOException>(() => new Clamd(new() { Address = address }).ScanAsync(new MemoryStream([1]), Ct));
        await scanner.DisposeAsync();
        await Should.ThrowAsync<IOException>(() => new Clamd(new() { Address = address }).ScanAsync(new MemoryStream([1]), Ct));
        await Should.ThrowAsync<IOException>(() =>
            new Clamd(new() { Address = "unix:/nowhere/clamd.ctl" }).ScanAsync(new MemoryStream([1]), Ct)
        );
    }

    private static Task ScannedAsync(TestHost host, Id<Exhibit> exhibit) =>
        Eventually.TrueAsync(async () =>
            (await host.Get<ILedger>().ReadAsync(new Id<Scan>(exhibit.Value), Viewer.System(host.Get<ForceProfile>().Code), Ct)).Scanned
        );
}
