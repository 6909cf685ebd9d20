using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Bluelamp.Evidence.Bundles;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Scanning;
using Bluelamp.Evidence.Shares;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Evidence shared with a named person outside: what they see by their link, what they do not, and what is told of it.</summary>
public sealed class ShareTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly byte[] Words = [.. "The words of a witness, page after page."u8];
    private static readonly Recipient Prosecutor = new("Nia Rees", "Crown Prosecution Service", RecipientKind.Prosecutor);
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly By Somebody = new(Given.Somebody, Now);
    private static readonly Id<Share> One = new(new("0190a000-0000-7000-8000-0000000000f1"));

    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer System => Viewer.System(Host.Get<ForceProfile>().Code);

    private static ShareOrder Order(ShareMode mode, DateTimeOffset? until = null) =>
        new(Prosecutor, "Charging decision, Code for Crown Prosecutors", mode, until ?? TimeProvider.System.GetUtcNow().AddDays(14));

    [Fact]
    public void A_link_says_for_whom_and_why_and_works_for_ninety_days_at_most()
    {
        var good = Order(ShareMode.View, Now.AddDays(14));
        Make(good).Decide(Share.Empty, Somebody).Events.ShouldHaveSingleItem().ShouldBeOfType<ShareMade>().CodeHash.ShouldNotBe("code");
        Make(good with { To = Prosecutor with { Name = " " } }).Decide(Share.Empty, Somebody).ThenRefused<RecipientMissing>();
        Make(good with { Basis = "" }).Decide(Share.Empty, Somebody).ThenRefused<BasisMissing>();
        Make(good with { Until = Now }).Decide(Share.Empty, Somebody).ThenRefused<NoSuchShareTerm>();
        Make(good with { Until = Now.AddDays(91) }).Decide(Share.Empty, Somebody).ThenRefused<NoSuchShareTerm>();
        var made = Share.Empty.Apply(Make(good).Decide(Share.Empty, Somebody).Events[0]);
        Make(good).Decide(made, Somebody).ThenRefused<SharedAlready>();
        new ProlongShare(One, Now.AddDays(20)).Decide(made, Somebody).Then(new ShareProlonged(One, Now.AddDays(20)));
        new ProlongShare(One, Now.AddDays(10)).Decide(made, Somebody).ThenRefused<NoLongerTerm>();
        new ProlongShare(One, Now.AddDays(20)).Decide(made, Somebody with { At = Now.AddDays(15) }).ThenRefused<ShareIsOver>();
        new RevokeShare(One, "").Decide(made, Somebody).ThenRefused<RevokingReasonMissing>();
        var revoked = made.Apply(new ShareRevoked(One, "Case closed"));
        new ProlongShare(One, Now.AddDays(20)).Decide(revoked, Somebody).ThenRefused<ShareIsOver>();
    }

    [Fact]
    public void Codes_are_long_and_have_no_signs_that_look_alike()
    {
        var codes = Enumerable.Range(0, 200).Select(static _ => ShareCode.New()).ToHashSet();
        codes.Count.ShouldBe(200);
        codes.ShouldAllBe(static c => c.Length == 27 && !c.Any("01oil".Contains)); // 27 of 31 signs: 133 bits
        ShareCode.Is(" ABCD ", ShareCode.Hash("abcd")).ShouldBeTrue();
        ShareCode.Is("abce", ShareCode.Hash("abcd")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_that_is_wrong_run_out_ended_or_its_officers_no_more_says_the_same_and_shows_nothing()
    {
        var exhibit = await TakeAsync(Words, "words.txt");
        var officer = await OfficerAsync();
        var (ended, code) = await ShareAsync(exhibit, ShareMode.Download, officer);
        var (_, leaving) = await ShareAsync(exhibit, ShareMode.Download, officer);
        var over = ShareCode.New();
        await RanOutAsync(exhibit, over, officer);
        using var outsider = Host.NewClient();
        (await outsider.GetAsync($"/shared/{code}/exhibits/{exhibit}/original", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Host.Get<Sharing>().RevokeAsync(ended, "Sent to the wrong person", officer, Ct)).OrThrow();
        var wrong = await NothingAsync(outsider, ShareCode.New(), exhibit);
        wrong.ShouldContain("This link does not work");
        (await NothingAsync(outsider, over, exhibit)).ShouldBe(wrong);
        (await NothingAsync(outsider, code, exhibit)).ShouldBe(wrong);
        (await outsider.GetAsync($"/shared/{leaving}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Host.Get<StaffRegister>().SuspendAsync(new(officer.Person), "Left", System, Ct)).OrThrow();
        (await NothingAsync(outsider, leaving, exhibit)).ShouldBe(wrong);
        var chain = await EventsAsync(exhibit);
        chain.OfType<ShareRevoked>().ShouldHaveSingleItem().Reason.ShouldBe("Sent to the wrong person");
        chain.OfType<SharedExhibitUsed>().ShouldHaveSingleItem("nothing that was refused is an access");
        await DisposeAsync(exhibit);
        (await Host.Get<ILedger>().ReadAsync(ended, System, Ct)).Known.ShouldBeFalse("a link goes with the last exhibit that it showed");
    }

    [Fact]
    public async Task What_is_opened_and_copied_stands_in_the_log_of_the_officer_and_in_the_chain_of_custody()
    {
        var exhibit = await TakeAsync(Words, "statement.txt");
        var other = await TakeAsync([1, 2, 3], "other.txt");
        var desk = await Host.SignInAsync("investigator");
        var officer = (await Host.Get<StaffViewers>().FindAsync(desk.Username, Ct))!;
        var (share, code) = await ShareAsync(exhibit, ShareMode.Download, officer);
        using var outsider = Host.NewClient();
        using (var list = await outsider.GetAsync($"/shared/{code}", Ct))
        {
            list.Headers.CacheControl!.NoStore.ShouldBeTrue();
            list.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            list.Headers.GetValues("X-Robots-Tag").Single().ShouldContain("noindex");
            (await Documents.ReadAsync(list)).Body!.TextContent.ShouldContain("statement.txt");
        }
        (await outsider.GetStringAsync($"/cy/shared/{code}/exhibits/{exhibit}", Ct)).ShouldContain("Lawrlwytho");
        (await outsider.GetAsync($"/shared/{code}/exhibits/{other}/original", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await outsider.GetAsync($"/shared/{code}/exhibits/{other}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await PartAsync(outsider, code, exhibit, 4)).ShouldBe(Words[4..]); // alone, without a beginning
        (await PartAsync(outsider, code, exhibit, 10)).ShouldBe(Words[10..]); // goes on
        (await Acts(exhibit)).ShouldBe([ShareAct.Viewed, ShareAct.Copied]);
        (await outsider.GetByteArrayAsync($"/shared/{code}/exhibits/{exhibit}/original", Ct)).ShouldBe(Words);
        (await PartAsync(outsider, code, exhibit, 20)).ShouldBe(Words[20..]);
        (await Acts(exhibit)).ShouldBe([ShareAct.Viewed, ShareAct.Copied, ShareAct.Copied]);

        var log = (await desk.OpenAsync($"/evidence/shares/{share}")).QuerySelector("table")!.TextContent;
        log.ShouldContain("Opened");
        log.ShouldContain("Copied");
        log.ShouldContain("statement.txt");
        log.ShouldContain("this computer");
        var chain = (await desk.OpenAsync($"/records/exhibits/{exhibit}")).Body!.TextContent;
        chain.ShouldContain("Shared with Nia Rees, Crown Prosecution Service");
        chain.ShouldContain("Copied by its recipient outside");
    }

    [Fact]
    public async Task Who_only_asks_how_large_it_is_is_answered_and_nothing_stands_in_the_chain()
    {
        var exhibit = await TakeAsync(Words, "size.txt");
        var desk = await Host.SignInAsync("investigator");
        var (_, code) = await ShareAsync(exhibit, ShareMode.Download, (await Host.Get<StaffViewers>().FindAsync(desk.Username, Ct))!);
        using var outsider = Host.NewClient();
        var before = (await EventsAsync(exhibit)).Count;
        (HttpClient Who, string Where)[] asked =
        [
            (outsider, $"/shared/{code}/exhibits/{exhibit}/original"),
            (desk.Http, $"/records/exhibits/{exhibit}/original"),
        ];
        foreach (var (who, where) in asked)
        {
            using var answer = await who.SendAsync(new(HttpMethod.Head, where), Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, where);
            answer.Content.Headers.ContentLength.ShouldBe(Words.Length);
            (await answer.Content.ReadAsByteArrayAsync(Ct)).ShouldBeEmpty();
        }
        using var none = await desk.Http.SendAsync(new(HttpMethod.Head, $"/records/exhibits/{exhibit}/derivatives/proxy"), Ct);
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound, "there is none of a text");
        (await EventsAsync(exhibit)).Count.ShouldBe(before);
    }

    [Fact]
    public async Task What_a_holder_did_with_an_exhibit_that_is_closed_is_not_counted_either()
    {
        var (open, closed) = (await TakeAsync(Words, "open.txt"), await TakeAsync([1, 2, 3], "closed.txt"));
        var officer = await OfficerAsync();
        var (share, code) = (Id<Share>.New(), ShareCode.New());
        (await Host.Get<Sharing>().ShareAsync(share, code, Order(ShareMode.Download), [open, closed], of: null, officer, Ct)).OrThrow();
        using var outsider = Host.NewClient();
        foreach (var exhibit in new[] { open, closed })
            (await outsider.GetAsync($"/shared/{code}/exhibits/{exhibit}/original", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var list = Host.Get<ShareList>();
        (await list.FindAsync(share, officer, Ct))!.Acts.ShouldBe(2);
        var close = new RestrictRecord(Marking.OfficialSensitive, [Id<Staff>.New()], "A protected witness.");
        (await Host.Get<ILedger>().DecideAsync(new Id<Restriction>(closed.Value), close, System, Ct)).OrThrow();
        var line = (await list.FindAsync(share, officer, Ct))!;
        var shown = await list.LogAsync(share, after: null, officer, Ct);
        (line.Acts, line.LastAt).ShouldBe((shown.Count, shown.Max(static a => (DateTimeOffset?)a.At)));
        shown.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_may_take_all_with_proof_gets_the_bundle_of_what_the_link_shows_and_it_is_told()
    {
        var (one, two) = (await TakeAsync(Words, "first.txt"), await TakeAsync([1, 2, 3], "second.bin"));
        var harmful = await TakeAsync([4, 5, 6], "harm.txt");
        var officer = await OfficerAsync();
        var (share, code) = (Id<Share>.New(), ShareCode.New());
        (await Host.Get<Sharing>().ShareAsync(share, code, Order(ShareMode.Proof), [one, two, harmful], of: null, officer, Ct)).OrThrow();
        var found = new ExhibitScanned(
            harmful,
            ContentHash.Of(SHA256.HashData([4, 5, 6])),
            "Scanner of tests 1.0",
            "Test.Harm",
            Unable: null
        );
        (await Host.Get<ILedger>().DecideAsync(new Id<Told>(harmful.Value), new Tell(found), System, Ct)).OrThrow();
        using var outsider = Host.NewClient();
        (await outsider.GetStringAsync($"/shared/{code}", Ct)).ShouldContain("Download all, with proof");
        (await Documents.ReadAsync(await outsider.GetAsync($"/cy/shared/{code}", Ct))).Body!.TextContent.ShouldContain(
            "Lawrlwytho'r cyfan, gyda phrawf"
        );

        using (var answer = await outsider.PostAsync($"/shared/{code}/bundle", content: null, Ct))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            await using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct)));
            BundleVerifier.Run(new ZipSource(zip), expected: null, SilentProgress.Instance, Ct).Wrong.ShouldBeEmpty();
            zip.Entries.Select(static e => e.Name)
                .Where(static n => n.Contains("txt") || n.Contains("bin"))
                .Order()
                .ShouldBe(["1-second.bin", "2-first.txt"]);
            using var page = new StreamReader(await zip.GetEntry("index.html")!.OpenAsync(Ct));
            var read = await page.ReadToEndAsync(Ct);
            read.ShouldContain("exported by Nia Rees, Crown Prosecution Service");
            read.ShouldContain("Copied by its recipient outside", Case.Sensitive, "the chain that goes with it says who took it");
            read.Split("by Nia Rees, Crown Prosecution Service</p>").Length.ShouldBe(5, "a copy and an export of each of two");
            read.ShouldContain("Purpose: Somebody outside, by a link that was made for them");
            read.ShouldNotContain("member of the public");
        }
        foreach (var exhibit in new[] { one, two })
        {
            (await Acts(exhibit)).ShouldBe([ShareAct.Copied]);
            (await EventsAsync(exhibit))[^1].ShouldBeOfType<ExhibitExported>();
        }
        (await Acts(harmful)).ShouldBeEmpty();
        (await Host.Get<ShareList>().LogAsync(share, after: null, officer, Ct)).Count(static a => a.Act is ShareAct.Copied).ShouldBe(2);

        foreach (var mode in new[] { ShareMode.View, ShareMode.Download })
        {
            var (_, less) = await ShareAsync(one, mode, officer);
            (await outsider.GetStringAsync($"/shared/{less}", Ct)).ShouldNotContain("with proof");
            (await outsider.PostAsync($"/shared/{less}/bundle", content: null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        (await outsider.GetAsync($"/shared/{code}/exhibits/{one}/original", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Host.Get<Sharing>().RevokeAsync(share, "Case closed", officer, Ct)).OrThrow();
        (await outsider.PostAsync($"/shared/{code}/bundle", content: null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_may_only_be_looked_at_carries_its_recipients_name_and_goes_with_the_exhibit()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var film = await MediaWorks.FilmAsync(Ct);
        var exhibit = await TakeAsync(film, "clip.avi");
        var officer = await OfficerAsync();
        var (_, code) = await ShareAsync(exhibit, ShareMode.View, officer);
        var defence = Order(ShareMode.View) with { To = new("Tŷ & '%{pts}' Co\\:", null, RecipientKind.Defence) };
        (await Host.Get<Sharing>().ShareAsync(Id<Share>.New(), ShareCode.New(), defence, [exhibit], of: null, officer, Ct)).OrThrow();
        using var outsider = Host.NewClient();
        (await outsider.GetAsync($"/shared/{code}/exhibits/{exhibit}/original", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var made = await MarkedAsync(exhibit, copies: 2);
        made.Select(static m => m.Output).Distinct().Count().ShouldBe(2, "each names another recipient");
        made[0].Mark.ShouldContain("Nia Rees, Crown Prosecution Service");
        made[0].Arguments.ShouldContain(static a => a.Contains("drawtext"));
        made[0].Input.ShouldBe(ContentHash.Of(SHA256.HashData(film)));
        (await outsider.GetStringAsync($"/shared/{code}/exhibits/{exhibit}", Ct)).ShouldContain("<video");
        var shown = await outsider.GetByteArrayAsync($"/shared/{code}/exhibits/{exhibit}/shown", Ct);
        ContentHash.Of(SHA256.HashData(shown)).ShouldBe(made[0].Output);
        (await EventsAsync(exhibit))
            .OfType<SharedExhibitUsed>()
            .Last()
            .ShouldSatisfyAllConditions(static u => u.Act.ShouldBe(ShareAct.Played), u => u.Sha256.ShouldBe(made[0].Output));

        await DisposeAsync(exhibit);
        (await outsider.GetAsync($"/shared/{code}/exhibits/{exhibit}/shown", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        for (var i = 0; i < 2; i++)
            await Host.GetAll<ISweep>().OfType<ErasedContents>().Single().SweepAsync(Ct);
        made.ShouldAllBe(m => !Store.Has(m.Output));
    }

    [Fact]
    public async Task A_picture_however_small_and_a_sound_carry_the_name_too()
    {
        Assert.SkipWhen(MediaWorks.IsAbsent, MediaWorks.Absent);
        var officer = await OfficerAsync();
        var picture = await TakeAsync(await MediaWorks.PictureAsync(Ct), "photo.jpg");
        var sound = await TakeAsync(await MediaWorks.SoundAsync(Ct), "call.wav");
        await ShareAsync(picture, ShareMode.View, officer);
        await ShareAsync(sound, ShareMode.View, officer);
        (await MarkedAsync(picture, copies: 1))[0]
            .ShouldSatisfyAllConditions(
                static m => m.Type.ShouldBe("image/jpeg"),
                static m => m.Arguments.ShouldContain(static a => a.Contains("drawtext"))
            );
        var heard = await MarkedAsync(sound, copies: 1);
        var tags = await MediaWorks.SaidAsync("ffprobe", ["-v", "error", "-show_format", Store.PathOf(heard[0].Output)], Ct);
        tags.ShouldContain("Nia Rees, Crown Prosecution Service");
    }

    [Fact]
    public async Task Nobody_shares_what_they_do_not_see_and_no_link_shows_what_its_officer_sees_no_more()
    {
        var witness = Id<Nominal>.New();
        (await Host.Get<ILedger>().DecideAsync(new Id<Told>(witness.Value), new Tell(new NominalCreated(witness)), System, Ct)).OrThrow();
        var exhibit = await TakeAsync(Words, "closed.txt", RecordRef.Of(witness));
        var desk = await Host.SignInAsync("investigator");
        (await desk.OpenAsync($"/records/nominals/{witness}"))
            .QuerySelector($"a[href='evidence/share?record={witness}']")
            .ShouldNotBeNull();
        (await desk.OpenAsync($"/evidence/share?record={witness}")).Body!.TextContent.ShouldContain("closed.txt");
        var officer = await OfficerAsync();
        var (share, code) = await ShareAsync(exhibit, ShareMode.Download, officer, of: witness.Value);
        (await desk.OpenAsync($"/evidence/shares?record={witness}")).Body!.TextContent.ShouldContain("Nia Rees");
        var closed = new RestrictRecord(Marking.OfficialSensitive, [new(Given.Somebody)], "A protected witness.");
        (await Host.Get<ILedger>().DecideAsync(new Id<Restriction>(witness.Value), closed, System, Ct)).OrThrow();
        using var outsider = Host.NewClient();
        (await outsider.GetAsync($"/shared/{code}/exhibits/{exhibit}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await outsider.GetAsync($"/shared/{code}/exhibits/{exhibit}/original", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await outsider.GetStringAsync($"/shared/{code}", Ct)).ShouldNotContain("closed.txt");
        (await Host.Get<ShareList>().FindAsync(share, officer, Ct)).ShouldBeNull();

        var again = await Host.Get<Sharing>()
            .ShareAsync(Id<Share>.New(), ShareCode.New(), Order(ShareMode.View), [exhibit], of: null, officer, Ct);
        again.Refused(out var refusal, out _).ShouldBeTrue();
        refusal.ShouldBeOfType<NoSuchRecord>();
        (await desk.StatusAsync($"/evidence/share?exhibit={exhibit}")).ShouldBe(HttpStatusCode.NotFound);
        (await desk.StatusAsync($"/evidence/share?record={witness}")).ShouldBe(HttpStatusCode.NotFound);
        (await desk.StatusAsync($"/evidence/shares/{share}")).ShouldBe(HttpStatusCode.NotFound);
        (await desk.OpenAsync("/evidence/shares")).QuerySelector($"a[href$='{share}']").ShouldBeNull();
    }

    [Fact]
    public async Task An_investigator_shares_on_the_desk_sees_the_link_once_and_ends_it()
    {
        var exhibit = await TakeAsync(Words, "desk.txt");
        var path = $"/evidence/share?exhibit={exhibit}";
        (await (await Host.SignInAsync("officer")).StatusAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
        var desk = await Host.SignInAsync("investigator");
        (await desk.OpenAsync($"/records/exhibits/{exhibit}")).QuerySelector($"a[href='{path[1..]}']").ShouldNotBeNull();
        using (var bare = await desk.SubmitAsync(path, "share", ("Name", "Nia Rees")))
            (await Documents.ReadAsync(bare)).Body!.TextContent.ShouldContain("Look at what goes out, and say that it may.");
        var form = await desk.OpenAsync(path);
        (string, string)[] answers =
        [
            ("Name", "Nia Rees"),
            ("Kind", "Prosecutor"),
            ("Basis", "Charging decision"),
            ("Mode", "Download"),
            ("Checked", "yes"),
        ];
        using var made = await desk.Http.SubmitAsync(form, path, "share", answers);
        var link = (await Documents.ReadAsync(made)).QuerySelector(".bl-words")!.TextContent;
        link.ShouldContain("/shared/");
        using (var twice = await desk.Http.SubmitAsync(form, path, "share", answers))
            (await Documents.ReadAsync(twice)).QuerySelector(".bl-words")!.TextContent.ShouldBe(link);
        using (var other = await desk.Http.SubmitAsync(form, path, "share", [("Name", "Bethan Lloyd"), .. answers[1..]]))
            (await Documents.ReadAsync(other)).Body!.TextContent.ShouldContain("was made already");
        using var outsider = Host.NewClient();
        (await outsider.GetAsync(link, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var list = await desk.OpenAsync($"/evidence/shares?exhibit={exhibit}");
        var page = "/" + list.QuerySelector("table a")!.GetAttribute("href");
        (await desk.OpenAsync(page)).Body!.TextContent.ShouldNotContain(link.Split('/')[^1]);
        using (var late = await desk.SubmitAsync(page, "prolong", ("Until-day", "1"), ("Until-month", "1"), ("Until-year", "9999")))
            (await Documents.ReadAsync(late)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("within 90 days");
        var later = TimeProvider.System.GetUtcNow().AddDays(60);
        (string, string)[] day = [("Until-day", $"{later.Day}"), ("Until-month", $"{later.Month}"), ("Until-year", $"{later.Year}")];
        using (var prolonged = await desk.SubmitAsync(page, "prolong", day))
            prolonged.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await EventsAsync(exhibit)).OfType<ShareProlonged>().ShouldHaveSingleItem();
        using (var ended = await desk.SubmitAsync(page, "revoke", ("Reason", "Case closed")))
            ended.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await desk.OpenAsync(page)).Body!.TextContent.ShouldContain("Case closed");
        (await outsider.GetAsync(link, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private ContentStore Store => Host.Get<ContentStore>();

    private static MakeShare Make(ShareOrder order) => new(One, Of: null, order, "code", Exhibits: 1);

    /// <summary>An investigator, as they look when they act.</summary>
    private async Task<Viewer> OfficerAsync() =>
        (await Host.Get<StaffViewers>().FindAsync((await Host.EnrolAsync("investigator")).Client.Username, Ct))!;

    private async Task<(Id<Share>, string Code)> ShareAsync(Id<Exhibit> exhibit, ShareMode mode, Viewer officer, Guid? of = null)
    {
        var (share, code) = (Id<Share>.New(), ShareCode.New());
        (await Host.Get<Sharing>().ShareAsync(share, code, Order(mode), [exhibit], of, officer, Ct)).OrThrow();
        return (share, code);
    }

    /// <summary>A link whose time is over.</summary>
    private async Task RanOutAsync(Id<Exhibit> exhibit, string code, Viewer officer)
    {
        var (share, order) = (Id<Share>.New(), Order(ShareMode.Download, Now));
        var made = new ShareMade(share, Of: null, order.To, order.Basis, order.Mode, ShareCode.Hash(code), order.Until, Exhibits: 1);
        (await Host.Get<ILedger>().DecideAsync(new Id<Told>(share.Value), new Tell(made), officer, Ct)).OrThrow();
        (await Host.Get<ILedger>().DecideAsync(exhibit, new ShareExhibit(exhibit, share, order), officer, Ct)).OrThrow();
    }

    /// <summary>What the page of a link says that shows nothing; its files say as little.</summary>
    private static async Task<string> NothingAsync(HttpClient outsider, string code, Id<Exhibit> exhibit)
    {
        foreach (var what in (string[])["/original", "/shown", ""])
            (await outsider.GetAsync($"/shared/{code}/exhibits/{exhibit}{what}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var page = await outsider.GetAsync($"/shared/{code}", Ct);
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        return (await Documents.ReadAsync(page)).QuerySelector("main")!.InnerHtml;
    }

    private static async Task<byte[]> PartAsync(HttpClient outsider, string code, Id<Exhibit> exhibit, long from)
    {
        using var part = new HttpRequestMessage(HttpMethod.Get, $"/shared/{code}/exhibits/{exhibit}/original");
        part.Headers.Range = new RangeHeaderValue(from, null);
        using var answer = await outsider.SendAsync(part, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        return await answer.Content.ReadAsByteArrayAsync(Ct);
    }

    private async Task<WatermarkMade[]> MarkedAsync(Id<Exhibit> exhibit, int copies)
    {
        IReadOnlyList<IEvent> events = [];
        await Eventually.TrueAsync(async () =>
            (events = await EventsAsync(exhibit)).Count(static e => e is WatermarkMade or WatermarkFailed) == copies
        );
        events.OfType<WatermarkFailed>().ShouldBeEmpty();
        return [.. events.OfType<WatermarkMade>()];
    }

    private async Task DisposeAsync(Id<Exhibit> exhibit)
    {
        var order = new DisposalOrder("Information manager", "Retention period ended", "MoPI group 3");
        (await Host.Get<Disposer>().DisposeAsync(exhibit.Value, versions: null, order, System, Ct)).OrThrow();
    }

    private async Task<IReadOnlyList<ShareAct>> Acts(Id<Exhibit> exhibit) =>
        [.. (await EventsAsync(exhibit)).OfType<SharedExhibitUsed>().Select(static u => u.Act)];

    private async Task<IReadOnlyList<IEvent>> EventsAsync(Id<Exhibit> exhibit) =>
        [.. (await Host.Get<ILedger>().StreamAsync(exhibit.Value, System, Ct)).Select(static e => e.Event)];

    private async Task<Id<Exhibit>> TakeAsync(byte[] bytes, string name, RecordRef? of = null)
    {
        var path = Path.Combine(Store.Incoming, Guid.CreateVersion7().ToString());
        await File.WriteAllBytesAsync(path, bytes, Ct);
        var exhibit = Id<Exhibit>.New();
        var file = new ArrivedFile(path, ContentHash.Of(SHA256.HashData(bytes)), bytes.Length, name, ClaimedType: null);
        (await Host.Get<EvidenceIntake>().TakeAsync(exhibit, file, new(OriginKind.Staff), new(), of, System, Ct)).OrThrow();
        return exhibit;
    }
}
