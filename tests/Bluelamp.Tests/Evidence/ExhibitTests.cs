using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>An exhibit from its arrival to the copy that leaves, as staff meet it.</summary>
public sealed class ExhibitTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly Id<Exhibit> Clip = new(new("0190a000-0000-7000-8000-0000000000e1"));
    private static readonly FileContent Bytes = new(ContentHash.Of(SHA256.HashData("clip"u8)), 4, "clip.mp4", "video/mp4");
    private static readonly ExhibitReceived Received = new(Clip, Bytes, new(OriginKind.Staff), new());

    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void What_is_received_twice_is_received_once() =>
        new Given<Exhibit>(Received).When(new ReceiveExhibit(Clip, Bytes, Received.Origin, Received.Said)).Then();

    [Fact]
    public void An_object_must_be_described() =>
        new Given<Exhibit>().When(new ReceiveExhibit(Clip, Content: null, new(OriginKind.Seized), new())).ThenRefused<NothingDescribed>();

    [Theory]
    [InlineData("JAS/1")]
    [InlineData("ABCD/9999-A1")]
    public void A_reference_is_initials_and_a_number(string reference) =>
        new Given<Exhibit>(Received)
            .When(new ProduceExhibit(Clip, reference, "Jane Smith", Taken: false))
            .Then(new ExhibitProduced(Clip, reference, "Jane Smith"));

    [Theory]
    [InlineData("J/1")]
    [InlineData("JAS1")]
    [InlineData("JAS/1\n")]
    public void Nothing_else_is_a_reference(string reference) =>
        new Given<Exhibit>(Received).When(new ProduceExhibit(Clip, reference, "Jane Smith", Taken: false)).ThenRefused<NotAReference>();

    [Fact]
    public void A_reference_never_changes() =>
        new Given<Exhibit>(Received, new ExhibitProduced(Clip, "JAS/1", "Jane Smith"))
            .When(new ProduceExhibit(Clip, "JAS/2", "Jane Smith", Taken: false))
            .ThenRefused<HasReference>();

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\discs\\clip.avi", "clip.avi")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("\u0000\u0007", "unnamed")]
    [InlineData("..", "unnamed")]
    public void Of_a_name_only_its_last_part_is_kept(string name, string kept) => EvidenceIntake.Bare(name).ShouldBe(kept);

    [Fact]
    public async Task A_file_is_found_by_those_who_may_and_copied_byte_for_byte()
    {
        byte[] bytes = [.. "%PDF-1.7 a statement"u8];
        var exhibit = await TakeAsync(bytes, "statement.exe");
        var officer = await Host.SignInAsync("officer");
        (await officer.OpenAsync("/evidence")).Body!.TextContent.ShouldContain("statement.exe");
        var page = await officer.OpenAsync($"/records/exhibits/{exhibit}");
        page.Body!.TextContent.ShouldContain(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        page.Body!.TextContent.ShouldContain("application/pdf");

        using var copy = await officer.Http.GetAsync($"/records/exhibits/{exhibit}/original", Ct);
        (await copy.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(bytes);
        copy.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        copy.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        var custody = (await officer.OpenAsync($"/records/exhibits/{exhibit}")).QuerySelector(".bl-record__timeline")!.TextContent;
        custody.ShouldContain("Evidence received");
        custody.ShouldContain("Looked at");
        custody.ShouldContain("Copied");
    }

    [Fact]
    public async Task A_copy_that_broke_off_goes_on_and_counts_once()
    {
        var exhibit = await TakeAsync([.. "0123456789"u8], "digits.txt");
        var officer = await Host.SignInAsync("officer");
        (await officer.Http.GetStringAsync($"/records/exhibits/{exhibit}/original", Ct)).ShouldBe("0123456789");
        (await PartAsync(officer, exhibit, new(4, null))).ShouldBe("456789");
        (await PartAsync(officer, exhibit, new(null, 2))).ShouldBe("89");
        (await CopiedByAsync(exhibit)).ShouldBe([officer.Staff.Value]);
    }

    [Fact]
    public async Task A_part_from_the_middle_is_a_copy_too()
    {
        var exhibit = await TakeAsync([.. "0123456789"u8], "digits.txt");
        var (first, second) = (await Host.SignInAsync("officer"), await Host.SignInAsync("officer"));
        (await PartAsync(first, exhibit, new(1, null))).ShouldBe("123456789");
        (await PartAsync(second, exhibit, new(null, 9))).ShouldBe("123456789");
        (await CopiedByAsync(exhibit)).ShouldBe([first.Staff.Value, second.Staff.Value]);
    }

    [Fact]
    public async Task Who_looks_meanwhile_takes_nothing_from_who_decides()
    {
        var exhibit = await TakeAsync([.. "a note"u8], "note.txt");
        var (ledger, police) = (Host.Get<ILedger>(), Viewer.System(Force));
        var seen = (await ledger.StreamAsync(exhibit.Value, police, Ct))[^1].Version;
        (await ledger.DecideAsync(exhibit, new ViewExhibit(exhibit), police, Ct)).OrThrow();
        (await ledger.DecideAsync(exhibit, new ProduceExhibit(exhibit, "JAS/7", "Jane Smith", Taken: false), police, Ct, seen)).OrThrow();
        var late = await ledger.DecideAsync(exhibit, new CopyExhibit(exhibit), police, Ct, seen);
        late.Refused(out var refusal, out _).ShouldBeTrue();
        refusal.ShouldBeOfType<ChangedMeanwhile>();
    }

    [Fact]
    public async Task Who_may_not_see_evidence_sees_none()
    {
        var exhibit = await TakeAsync([.. "secret"u8], "secret.txt");
        var dispatcher = await Host.SignInAsync("dispatcher");
        (await dispatcher.StatusAsync("/evidence")).ShouldBe(HttpStatusCode.Forbidden);
        (await dispatcher.StatusAsync($"/records/exhibits/{exhibit}")).ShouldBe(HttpStatusCode.Forbidden);
        var handler = await Host.SignInAsync("contact-handler");
        (await handler.StatusAsync($"/records/exhibits/{exhibit}/original")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Lawful_disposal_takes_the_bytes_with_the_last_exhibit_that_has_them()
    {
        byte[] bytes = [.. "seen twice"u8];
        var (first, second) = (await TakeAsync(bytes, "first.txt"), await TakeAsync(bytes, "second.txt"));
        var (store, hash) = (Host.Get<ContentStore>(), ContentHash.Of(SHA256.HashData(bytes)));
        await DisposeAsync(first);
        await SweepAsync();
        await SweepAsync();
        store.Has(hash).ShouldBeTrue("the other exhibit still has them");
        await DisposeAsync(second);
        await SweepAsync();
        (await TakeAsync(bytes, "third.txt")).ShouldNotBe(first);
        await SweepAsync();
        store.Has(hash).ShouldBeTrue("they came again in between");
    }

    [Fact]
    public async Task Nothing_of_disposed_bytes_is_left_in_the_store()
    {
        byte[] bytes = [.. "seen once"u8];
        await DisposeAsync(await TakeAsync(bytes, "once.txt"));
        await SweepAsync();
        await SweepAsync();
        var folder = Path.GetDirectoryName(Host.Get<ContentStore>().Incoming)!;
        var hash = ContentHash.Of(SHA256.HashData(bytes)).ToString();
        Directory.GetFiles(folder, hash, SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static async Task<string> PartAsync(StaffClient officer, Id<Exhibit> exhibit, RangeHeaderValue range)
    {
        using var part = new HttpRequestMessage(HttpMethod.Get, $"/records/exhibits/{exhibit}/original") { Headers = { Range = range } };
        using var answer = await officer.Http.SendAsync(part, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    /// <summary>Who copied it, by the chain of custody.</summary>
    private async Task<IEnumerable<Guid>> CopiedByAsync(Id<Exhibit> exhibit) =>
        (await Host.Get<ILedger>().StreamAsync(exhibit.Value, Viewer.System(Force), Ct))
            .Where(static e => e.Event is ExhibitCopied)
            .Select(static e => e.Actor);

    private async Task SweepAsync()
    {
        foreach (var sweep in Host.GetAll<ISweep>())
            await sweep.SweepAsync(Ct);
    }

    private async Task DisposeAsync(Id<Exhibit> exhibit) =>
        (
            await Host.Get<Disposer>()
                .DisposeAsync(
                    exhibit.Value,
                    versions: null,
                    new("Information manager", "MoPI group 3", "Period ended"),
                    Viewer.System(Force),
                    Ct
                )
        ).OrThrow();

    private short Force => Host.Get<ForceProfile>().Code;

    private async Task<Id<Exhibit>> TakeAsync(byte[] bytes, string name)
    {
        var path = Path.Combine(Host.Get<ContentStore>().Incoming, Guid.CreateVersion7().ToString());
        await File.WriteAllBytesAsync(path, bytes, Ct);
        var exhibit = Id<Exhibit>.New();
        var taken = await Host.Get<EvidenceIntake>()
            .TakeAsync(
                exhibit,
                new(path, ContentHash.Of(SHA256.HashData(bytes)), bytes.Length, name, ClaimedType: null),
                new(OriginKind.Staff),
                new(),
                of: null,
                Viewer.System(Force),
                Ct
            );
        taken.OrThrow();
        return exhibit;
    }
}
