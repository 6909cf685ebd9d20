using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Bluelamp.Evidence.Captions;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Fixity;
using Bluelamp.Evidence.Moments;
using Bluelamp.Evidence.Shares;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Captions of recordings: derivatives made by people, kept in versions, seen by whoever sees the recording.</summary>
public sealed class CaptionTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Typed = "0:05 --> 0:07.5\n<v Mair>Who is there?\n";
    private const string Kept = "WEBVTT\n\n00:00:05.000 --> 00:00:07.500\n<v Mair>Who is there?\n";
    private static readonly Id<Exhibit> Film = new(new("0190a000-0000-7000-8000-0000000000d1"));
    private static readonly ContentHash One = ContentHash.Of(SHA256.HashData("one"u8));
    private static readonly ContentHash Two = ContentHash.Of(SHA256.HashData("two"u8));

    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Versions_follow_one_another_and_nobody_overwrites_what_they_had_not_before_them()
    {
        var film = Recordings.Known(Film);
        var first = new CaptionsWritten(Film, "cy", 1, 1, default, One, 9, File: null);
        new Given<Captioned>(film).When(Write("cy", 0, One)).Then(first);
        new Given<Captioned>([.. film, first]).When(Write("cy", 0, One)).Events.ShouldBeEmpty();
        new Given<Captioned>([.. film, first]).When(Write("cy", 0, Two)).ThenRefused<CaptionsChanged>();
        new Given<Captioned>([.. film, first]).When(Write("cy", 1, Two)).Then(first with { Version = 2, Output = Two });
        new Given<Captioned>([.. film, first]).When(Write("en", 0, Two)).Then(first with { Language = "en", Output = Two });
        new Given<Captioned>(film).When(Write(null, 0, One)).ThenRefused<NoSuchLanguage>();
        new Given<Captioned>(film[0]).When(Write("cy", 0, One)).ThenRefused<NothingPlays>();
        new Given<Captioned>([.. film, Disposed.Content]).When(Write("cy", 0, One)).ThenRefused<NoSuchRecord>();
    }

    [Fact]
    public void What_is_withdrawn_is_begun_anew_and_by_nobody_who_had_it_open_before()
    {
        CaptionsWritten first = new(Film, "cy", 1, 1, default, One, 9, File: null);
        CaptionsWithdrawn gone = new(Film, "cy", 1, WithdrawalReason.Wrong);
        IEvent[] written = [.. Recordings.Known(Film), first];
        new Given<Captioned>(written).When(Withdraw("cy", 1)).Then(gone);
        new Given<Captioned>(written).When(Withdraw("en", 1)).ThenRefused<NoSuchRecord>();
        new Given<Captioned>(written).When(Withdraw("cy", 2)).ThenRefused<CaptionsChanged>();
        new Given<Captioned>(written).When(Withdraw("cy", 1) with { Why = null }).ThenRefused<WithdrawalReasonMissing>();
        new Given<Captioned>([.. written, gone]).When(Withdraw("cy", 1)).ThenRefused<CaptionsAreWithdrawn>();
        new Given<Captioned>([.. written, gone]).When(Write("cy", 1, Two)).ThenRefused<CaptionsAreWithdrawn>();
        new Given<Captioned>([.. written, gone]).When(Write("cy", 0, One)).Then(first with { Version = 2 });
        new Given<Captioned>([.. written, gone, first with { Version = 2 }]).When(Withdraw("cy", 2)).Then(gone with { Version = 2 });
        new Given<Captioned>([.. written, Disposed.Content]).When(Withdraw("cy", 1)).ThenRefused<NoSuchRecord>();
    }

    [Fact]
    public async Task Withdrawn_captions_are_shown_to_nobody_and_stay_to_be_read_with_who_withdrew_them_and_why()
    {
        var exhibit = await Host.RecordingAsync("withdrawn.mp4");
        await KeepAsync(exhibit, "cy");
        var desk = await Host.SignInAsync("officer");
        var page = $"/records/exhibits/{exhibit}/captions";
        var form = await desk.OpenAsync($"{page}/cy/withdraw");
        (string, string)[] why = [("Why", nameof(WithdrawalReason.TellsOfSomebody))];
        using (var unsaid = await desk.SubmitAsync($"{page}/cy/withdraw", "action"))
            (await Documents.ReadAsync(unsaid)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose why");
        using (var withdrawn = await desk.Http.SubmitAsync(form, $"{page}/cy/withdraw", "action", why))
            withdrawn.StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        (await desk.StatusAsync($"{page}/cy")).ShouldBe(HttpStatusCode.NotFound);
        (await desk.StatusAsync($"{page}/cy?version=1")).ShouldBe(HttpStatusCode.OK);
        (await Host.Get<CaptionList>().LatestAsync(exhibit, Police, Ct)).ShouldBeEmpty();
        var told = (await desk.OpenAsync(page)).QuerySelector(".bl-captions__versions")!;
        told.TextContent.ShouldContain("they tell of somebody what must not be told");
        told.QuerySelector("a[href$=withdraw]").ShouldBeNull();
        using (var again = await desk.Http.SubmitAsync(form, $"{page}/cy/withdraw", "action", why))
            (await Documents.ReadAsync(again)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("withdrawn meanwhile");

        using (var anew = await SendAsync(desk, $"{page}?of=cy", [("Tag", "cy"), ("Text", Kept)]))
            anew.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await desk.StatusAsync($"{page}/cy")).ShouldBe(HttpStatusCode.OK);
        (await Host.Get<CaptionList>().OfAsync(exhibit, Police, Ct))
            .Select(static c => (c.Version, c.IsWithdrawn))
            .ShouldBe([(2, false), (1, true)]);
    }

    [Fact]
    public async Task Captions_are_written_beside_the_recording_and_a_wrong_line_loses_nothing()
    {
        var exhibit = await Host.RecordingAsync("call.mp4");
        var desk = await Host.SignInAsync("officer");
        var page = $"/records/exhibits/{exhibit}/captions";
        using (
            var wrong = await SendAsync(desk, page, [("Tag", "other"), ("Other", "Polish"), ("Text", $"{Typed}\n0:09 --> 0:08\n<b>Halo")])
        )
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var again = await Documents.ReadAsync(wrong);
            again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Line 4: A caption must end after it begins.");
            again.QuerySelector("#Text")!.TextContent.ShouldContain("<b>Halo");
            again.QuerySelector("#Other")!.GetAttribute("value").ShouldBe("Polish");
        }

        using (var nameless = await SendAsync(desk, page, [("Tag", "other"), ("Other", "Polish"), ("Text", Typed)]))
            (await Documents.ReadAsync(nameless)).QuerySelector("#Other-error")!.TextContent.ShouldContain("such as pl for Polish");
        using (var kept = await SendAsync(desk, page, [("Tag", "other"), ("Other", "PL"), ("Text", Typed)]))
            kept.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using (var text = await desk.Http.GetAsync($"{page}/pl", Ct))
        {
            text.Content.Headers.ContentType!.ToString().ShouldBe("text/vtt; charset=utf-8");
            text.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            (await text.Content.ReadAsStringAsync(Ct)).ShouldBe(Kept);
        }

        var change = await desk.OpenAsync($"{page}?of=pl");
        change.QuerySelector("#Text")!.TextContent.ShouldBe(Kept);
        using (
            var second = await SendAsync(desk, $"{page}?of=pl", [("Tag", "other"), ("Other", "pl"), ("Text", Kept.Replace("Who", "Kto"))])
        )
            second.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await desk.OpenAsync($"{page}/pl?version=1")).Body!.TextContent.ShouldContain("Who");
        (await desk.OpenAsync($"{page}/pl")).Body!.TextContent.ShouldContain("Kto");
        using (var old = await SendAsync(desk, page, [("Tag", "other"), ("Other", "pl"), ("Text", Kept.Replace("Who", "Cine"))]))
        {
            var told = await Documents.ReadAsync(old);
            told.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("version 2");
            told.QuerySelector("#Text")!.TextContent.ShouldContain("Cine");
        }

        foreach (var nothing in new[] { "cy", "pl?version=3", "pl?version=x", "..%2Fpl" })
            (await desk.StatusAsync($"{page}/{nothing}")).ShouldBe(HttpStatusCode.NotFound, nothing);
        var chain = (await Host.EventsOfAsync(exhibit.Value)).OfType<CaptionsWritten>().ToList();
        chain.Select(static c => (c.Language, c.Version)).ShouldBe([("pl", 1), ("pl", 2)]);
        chain[0].Output.ShouldBe(ContentHash.Of(SHA256.HashData(Encoding.UTF8.GetBytes(Kept))));
        (await desk.OpenAsync($"/records/exhibits/{exhibit}"))
            .QuerySelector(".bl-record__timeline")!
            .TextContent.ShouldContain("Captions written");
    }

    [Fact]
    public async Task A_file_is_taken_with_its_hash_or_shown_to_be_mended()
    {
        var exhibit = await Host.RecordingAsync("file.mp4");
        var desk = await Host.SignInAsync("officer");
        var page = $"/records/exhibits/{exhibit}/captions";
        var srt = Encoding.UTF8.GetBytes("1\r\n00:00:05,000 --> 00:00:07,500\r\n<v Mair>Who is there?\r\n");
        using (var both = await SendAsync(desk, page, [("Tag", "en"), ("Text", Typed)], srt))
        {
            var again = await Documents.ReadAsync(both);
            again.QuerySelector("#File-error, .govuk-error-message")!.TextContent.ShouldContain("Empty them first");
            again.QuerySelector("#Text")!.TextContent.ShouldBe(Typed);
        }

        using (var latin = await SendAsync(desk, page, [("Tag", "en"), ("Text", "")], [0x57, 0xE9]))
            (await Documents.ReadAsync(latin)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("UTF-8");
        using (var faulty = await SendAsync(desk, page, [("Tag", "en"), ("Text", "")], "0:09 --> 0:08\nMend me"u8.ToArray()))
            (await Documents.ReadAsync(faulty)).QuerySelector("#Text")!.TextContent.ShouldContain("Mend me");
        using (var kept = await SendAsync(desk, page, [("Tag", "en"), ("Text", "")], srt))
            kept.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var written = (await Host.EventsOfAsync(exhibit.Value)).OfType<CaptionsWritten>().ShouldHaveSingleItem();
        written.File.ShouldBe(ContentHash.Of(SHA256.HashData(srt)));
        (await desk.OpenAsync($"{page}/en")).Body!.TextContent.ShouldContain("Who is there?");
    }

    [Fact]
    public async Task Who_may_not_see_the_recording_has_no_captions_and_a_link_that_shares_it_has()
    {
        var witness = Id<Nominal>.New();
        await Host.TellAsync(witness.Value, new NominalCreated(witness));
        var exhibit = await Host.RecordingAsync("shared.mp4", of: RecordRef.Of(witness));
        await KeepAsync(exhibit, "cy");
        var desk = await Host.SignInAsync("investigator");
        var officer = (await Host.Get<StaffViewers>().FindAsync(desk.Username, Ct))!;
        var code = ShareCode.New();
        var order = new ShareOrder(
            new("Nia Rees", null, RecipientKind.Defence),
            "Disclosure",
            ShareMode.Download,
            TimeProvider.System.GetUtcNow().AddDays(7)
        );
        (await Host.Get<Sharing>().ShareAsync(Id<Share>.New(), code, order, [exhibit], of: null, officer, Ct)).OrThrow();
        using var outsider = Host.NewClient();
        var text = $"/shared/{code}/exhibits/{exhibit}/captions-";
        (await outsider.GetStringAsync($"{text}cy", Ct)).ShouldBe(Kept);
        await KeepAsync(exhibit, "pl");
        (await outsider.GetStringAsync($"{text}pl", Ct)).ShouldBe(Kept);
        var withdraw = new WithdrawCaptions(exhibit, "pl", 1, WithdrawalReason.Wrong);
        (await Host.Get<ILedger>().DecideAsync(new Id<Captioned>(exhibit.Value), withdraw, officer, Ct)).OrThrow();
        (await outsider.GetAsync($"{text}pl", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it was withdrawn since it was shared");
        (await outsider.GetAsync($"{text}en", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await outsider.GetAsync($"{text}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await outsider.GetAsync($"/records/exhibits/{exhibit}/captions/cy", Ct)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await (await Host.SignInAsync("analyst")).StatusAsync($"/records/exhibits/{exhibit}/captions")).ShouldBe(HttpStatusCode.Forbidden);

        var close = new RestrictRecord(Marking.OfficialSensitive, [Id<Staff>.New()], "A protected witness.");
        (await Host.Get<ILedger>().DecideAsync(new Id<Restriction>(witness.Value), close, Police, Ct)).OrThrow();
        foreach (var path in new[] { "/captions", "/captions/cy" })
            (await desk.StatusAsync($"/records/exhibits/{exhibit}{path}")).ShouldBe(HttpStatusCode.NotFound, path);
        (await outsider.GetAsync($"{text}cy", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Host.Get<CaptionList>().OfAsync(exhibit, officer, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Captions_are_checked_for_damage_and_go_with_the_recording_and_what_was_refused_leaves_nothing()
    {
        var exhibit = await Host.RecordingAsync("gone.mp4");
        var (kept, refused) = (await KeepAsync(exhibit, "en", "Kept until it goes"), CaptionText.Write([new(1, 2, "Never kept")]));
        (await Host.Get<CaptionKeeper>().WriteAsync(exhibit, "en", 0, [new(1, 2, "Never kept")], file: null, Police, Ct))
            .Refused(out var refusal, out _)
            .ShouldBeTrue();
        refusal.ShouldBeOfType<CaptionsChanged>();
        await SweepAsync();
        Host.Get<ContentStore>().Has(kept).ShouldBeTrue();
        Host.Get<ContentStore>().Has(ContentHash.Of(SHA256.HashData(Encoding.UTF8.GetBytes(refused)))).ShouldBeFalse();
        var read = await Host.Get<StoreCheck>().TheseAsync([kept], Pace.Full, SilentProgress.Instance, Ct);
        (read.Ok, read.Contents).ShouldBe((true, 1));
        var order = new DisposalOrder("Information manager", "Retention period ended", "MoPI group 3");
        (await Host.Get<Disposer>().DisposeAsync(exhibit.Value, versions: null, order, Police, Ct)).OrThrow();
        await SweepAsync();
        Host.Get<ContentStore>().Has(kept).ShouldBeFalse();
    }

    private static WriteCaptions Write(string? language, int after, ContentHash output) =>
        new(Film, language, after, Cues: 1, output, Bytes: 9, File: null);

    private static WithdrawCaptions Withdraw(string language, int version) => new(Film, language, version, WithdrawalReason.Wrong);

    private async Task SweepAsync()
    {
        for (var i = 0; i < 2; i++)
            await Host.GetAll<ISweep>().OfType<ErasedContents>().Single().SweepAsync(Ct);
    }

    /// <summary>Keeps captions of one sentence. Answers the hash of the text.</summary>
    private async Task<ContentHash> KeepAsync(Id<Exhibit> exhibit, string language, string words = "<v Mair>Who is there?")
    {
        (await Host.Get<CaptionKeeper>().WriteAsync(exhibit, language, 0, [new(5, 7.5, words)], file: null, Police, Ct)).OrThrow();
        return (await Host.EventsOfAsync(exhibit.Value)).OfType<CaptionsWritten>().Last().Output;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        StaffClient desk,
        string page,
        (string Name, string Value)[] answers,
        byte[]? file = null
    )
    {
        var form = await desk.OpenAsync(page);
        using var parts = new MultipartFormDataContent();
        foreach (var input in form.QuerySelectorAll("form.bl-captions__form input[type=hidden]"))
            parts.Add(new StringContent(input.GetAttribute("value") ?? ""), input.GetAttribute("name")!);
        foreach (var (name, value) in answers)
            parts.Add(new StringContent(value), name);
        var chosen = new ByteArrayContent(file ?? []);
        chosen.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (file is not null)
            parts.Add(chosen, "File", "captions.srt");
        return await desk.Http.PostAsync(new Uri(page, UriKind.Relative), parts, Ct);
    }
}
