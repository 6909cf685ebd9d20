using System.Net;
using System.Text;
using Bluelamp.Evidence.Bundles;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Moments;
using Bluelamp.Evidence.Shares;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Notes of staff on moments of recordings: written, struck out, never changed, and nobody else's to read.</summary>
public sealed class MomentTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly Id<Exhibit> Film = new(new("0190a000-0000-7000-8000-0000000000c1"));
    private static readonly Id<MomentNote> Note = new(new("0190a000-0000-7000-8000-0000000000c2"));

    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_note_stands_on_a_moment_of_the_recording_and_is_written_once()
    {
        var film = new Given<Noted>(Recordings.Known(Film));
        film.When(new SayNoted(Film, Note, 2, null)).Then(new MomentNoted(Film, Note, 2, Until: null));
        film.When(new SayNoted(Film, Note, 2, 3)).Then(new MomentNoted(Film, Note, 2, 3));
        film.When(new SayNoted(Film, Note, null, null)).ThenRefused<NoSuchMoment>();
        film.When(new SayNoted(Film, Note, double.NaN, null)).ThenRefused<NoSuchMoment>();
        film.When(new SayNoted(Film, Note, 3, 2)).ThenRefused<MomentsRunBackwards>();
        film.When(new SayNoted(Film, Note, 11, null)).Refusal.ShouldBeOfType<AfterItsEnd>().Field.ShouldBe("from");
        film.When(new SayNoted(Film, Note, 2, 11)).Refusal.ShouldBeOfType<AfterItsEnd>().Field.ShouldBe("until");
        new Given<Noted>().When(new SayNoted(Film, Note, 2, null)).ThenRefused<NoSuchRecord>();
        new Given<Noted>(Recordings.Known(Film)[0]).When(new SayNoted(Film, Note, 2, null)).ThenRefused<NothingPlays>();
        new Given<Noted>([.. Recordings.Known(Film), new MomentNoted(Film, Note, 2, null)])
            .When(new SayNoted(Film, Note, 5, null))
            .Events.ShouldBeEmpty();
        new Given<Noted>([.. Recordings.Known(Film), Disposed.Content]).When(new SayNoted(Film, Note, 2, null)).ThenRefused<NoSuchRecord>();
        var full = Enumerable.Range(0, SayNoted.Most).Select(static _ => new MomentNoted(Film, Id<MomentNote>.New(), 2, null));
        new Given<Noted>([.. Recordings.Known(Film), .. full]).When(new SayNoted(Film, Note, 2, null)).ThenRefused<TooManyNotes>();
    }

    [Fact]
    public void Words_are_kept_as_they_are_and_only_struck_out()
    {
        var none = new Given<MomentNote>();
        var written = new NoteWritten(Note, Film.Value, 2, Until: null, "A van.");
        none.When(Write(" A van. ")).Then(written);
        none.When(Write("A\0 van\a.\r")).Then(written);
        none.When(Write(" \n\u001b")).ThenRefused<MomentNoteIsEmpty>();
        none.When(Write(new string('x', WriteNote.Longest + 1))).ThenRefused<MomentNoteTooLong>();
        new Given<MomentNote>(written).When(Write("Another van.")).Events.ShouldBeEmpty();
        new Given<MomentNote>(new NominalCreated(Id<Nominal>.New())).When(Write("A van.")).ThenRefused<NoSuchRecord>();
        new Given<MomentNote>(written).When(new StrikeNote(Note, Film, "It is a lorry")).Then(new NoteStruck(Note, "It is a lorry"));
        new Given<MomentNote>(written).When(new StrikeNote(Note, Film, " ")).ThenRefused<StrikingReasonMissing>();
        new Given<MomentNote>(written).When(new StrikeNote(Note, Id<Exhibit>.New(), "why")).ThenRefused<NoSuchRecord>();
        new Given<MomentNote>(written, new NoteStruck(Note, "why")).When(new StrikeNote(Note, Film, "again")).ThenRefused<NoteIsStruck>();
        none.When(new StrikeNote(Note, Film, "why")).ThenRefused<NoSuchRecord>();
        new Given<Noted>(Recordings.Known(Film)).When(new SayStruck(Film, Note)).ThenRefused<NoSuchRecord>();
    }

    [Fact]
    public async Task An_officer_writes_on_the_page_of_the_recording_and_strikes_out_what_was_wrong()
    {
        var exhibit = await Host.RecordingAsync("yard.mp4");
        var desk = await Host.SignInAsync("officer");
        var page = $"/records/exhibits/{exhibit}";
        var form = $"records/exhibits/{exhibit}/moment";
        using (var empty = await desk.SubmitAsync(page, form, ("From", "1:30.5"), ("Until", "soon"), ("Words", "A <b>van</b>")))
        {
            var again = await Documents.ReadAsync(empty);
            again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("or leave it empty");
            again.QuerySelector("#From")!.GetAttribute("value").ShouldBe("1:30.5");
            again.QuerySelector("#Until")!.GetAttribute("value").ShouldBe("soon");
            again.QuerySelector("#Words")!.TextContent.ShouldBe("A <b>van</b>");
        }

        using (var late = await desk.SubmitAsync(page, form, ("From", "2:01"), ("Words", "A van")))
            (await Documents.ReadAsync(late)).QuerySelector("#From-error")!.TextContent.ShouldContain("over at 2:00");
        const string Hostile = "</p><script>alert(1)</script>\u0007\u202E <img src=x onerror=alert(1)>";
        using var kept = await desk.SubmitAsync(page, form, ("From", "1:30.5"), ("Until", "1:33"), ("Words", Hostile));
        kept.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        kept.Headers.Location!.ToString().ShouldEndWith($"{page}?t=90.5#moments");
        var shown = await desk.OpenAsync($"{page}?t=90.5");
        var note = shown.QuerySelector(".bl-moments__note")!;
        note.QuerySelector(".bl-moments__when")!.TextContent.ShouldBe("1:30.5 to 1:33");
        note.QuerySelector(".bl-moments__words")!.TextContent.ShouldBe(Hostile.Replace("\a", ""));
        note.QuerySelector("script, img").ShouldBeNull();
        note.TextContent.ShouldContain($"Written by Test {desk.Username}");
        shown.QuerySelector(".bl-record__timeline")!.TextContent.ShouldContain("Note written");
        shown.QuerySelector(".bl-record__timeline")!.TextContent.ShouldNotContain("alert(1)");

        var strike = "/" + note.QuerySelector("a[href$='/strike']")!.GetAttribute("href");
        using (var bare = await desk.SubmitAsync(strike, "action"))
            (await Documents.ReadAsync(bare)).QuerySelector("#Reason-error")!.TextContent.ShouldContain("Say why");
        using (var struck = await desk.SubmitAsync(strike, "action", ("Reason", "It is a lorry")))
            struck.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var left = (await desk.OpenAsync(page)).QuerySelector(".bl-moments__note")!;
        left.QuerySelector("s")!.TextContent.ShouldContain("alert(1)", Case.Sensitive, "it stays to be read");
        left.TextContent.ShouldContain("It is a lorry");
        left.QuerySelector("a[href$='/strike']").ShouldBeNull();
        using var twice = await desk.SubmitAsync(strike, "action", ("Reason", "Again"));
        (await Documents.ReadAsync(twice)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("struck out already");
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_note_and_no_note_goes_onto_another_record()
    {
        var exhibit = await Host.RecordingAsync("twice.mp4");
        var officer = await OfficerAsync();
        var note = Id<MomentNote>.New();
        foreach (var _ in new int[2])
            (await WriteAsync(exhibit, note, "Once", officer)).OrThrow();
        (await Host.Get<MomentNoteList>().OfAsync(exhibit, officer, Ct)).ShouldHaveSingleItem().Words.ShouldBe("Once");
        var other = await Host.RecordingAsync("other.mp4");
        foreach (var wrong in new[] { other.Value, exhibit.Value })
            (await WriteAsync(exhibit, new(wrong), "Elsewhere", officer)).Refused(out _, out _).ShouldBeTrue();
        (await Host.EventsOfAsync(exhibit.Value)).OfType<MomentNoted>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Notes_are_shown_as_they_stood_at_a_moment()
    {
        var exhibit = await Host.RecordingAsync("before.mp4");
        var note = Id<MomentNote>.New();
        (await WriteAsync(exhibit, note, "A van", Police)).OrThrow();
        var written = (await Host.Get<MomentNoteList>().OfAsync(exhibit, Police, Ct)).ShouldHaveSingleItem().WrittenAt;
        (await Host.Get<MomentNotes>().StrikeAsync(exhibit, note, "A lorry", Police, Ct)).OrThrow();
        (await Host.Get<MomentNoteList>().OfAsync(exhibit, Police, Ct)).ShouldHaveSingleItem().StruckAt.ShouldNotBeNull();
        (await Host.Get<MomentNoteList>().OfAsync(exhibit, Police, Ct, written)).ShouldHaveSingleItem().StruckAt.ShouldBeNull();
        (await Host.Get<MomentNoteList>().OfAsync(exhibit, Police, Ct, written.AddMilliseconds(-1))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_see_the_recording_sees_no_note_and_who_may_only_look_writes_none()
    {
        var witness = Id<Nominal>.New();
        await Host.TellAsync(witness.Value, new NominalCreated(witness));
        var exhibit = await Host.RecordingAsync("closed.mp4", of: RecordRef.Of(witness));
        var note = Id<MomentNote>.New();
        (await WriteAsync(exhibit, note, "The witness at the door", Police)).OrThrow();
        var desk = await Host.SignInAsync("officer");
        var analyst = await Host.SignInAsync("analyst");
        (await analyst.OpenAsync($"/records/exhibits/{exhibit}")).Body!.TextContent.ShouldContain("The witness at the door");
        (await analyst.OpenAsync($"/records/exhibits/{exhibit}")).QuerySelector(".bl-moments form, a[href$='/strike']").ShouldBeNull();
        (await analyst.StatusAsync($"/records/exhibits/{exhibit}/moment")).ShouldBe(HttpStatusCode.Forbidden);
        await CloseAsync(witness.Value);
        foreach (var path in new[] { "", "/moment", $"/moments/{note}/strike" })
            (await desk.StatusAsync($"/records/exhibits/{exhibit}{path}")).ShouldBe(HttpStatusCode.NotFound, path);
        var officer = (await Host.Get<StaffViewers>().FindAsync(desk.Username, Ct))!;
        (await Host.Get<MomentNoteList>().OfAsync(exhibit, officer, Ct)).ShouldBeEmpty();
        (await Host.Get<MomentNoteList>().OfAsync(exhibit, Viewer.Public(officer.Force), Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_words_go_to_nobody_outside_and_the_chain_of_custody_says_that_there_is_a_note()
    {
        var exhibit = await Host.RecordingAsync("bundle.mp4");
        (await WriteAsync(exhibit, Id<MomentNote>.New(), "zwwordsofanote", Police)).OrThrow();
        var begun = await Host.Get<Bundler>().BeginAsync([exhibit], Guid.CreateVersion7(), "the defence", Police, Ct);
        var bundle = new MemoryBundle();
        await Host.Get<Bundler>().WriteAsync(begun.OrThrow(), bundle, Police, SilentProgress.Instance, Ct);
        bundle.Wrong().ShouldBeEmpty();
        bundle.Text("custody/1.json").ShouldContain("evidence.moment-noted.v1");
        bundle.Text("index.html").ShouldContain("Note written");
        bundle.Contents.Values.ShouldAllBe(static bytes => !Encoding.UTF8.GetString(bytes).Contains("zwwordsofanote"));

        var officer = (await Host.Get<StaffViewers>().FindAsync((await Host.SignInAsync("investigator")).Username, Ct))!;
        var code = ShareCode.New();
        var order = new ShareOrder(
            new("Nia Rees", null, RecipientKind.Defence),
            "Disclosure",
            ShareMode.Download,
            TimeProvider.System.GetUtcNow().AddDays(7)
        );
        (await Host.Get<Sharing>().ShareAsync(Id<Share>.New(), code, order, [exhibit], of: null, officer, Ct)).OrThrow();
        using var outsider = Host.NewClient();
        (await outsider.GetStringAsync($"/shared/{code}/exhibits/{exhibit}", Ct)).ShouldNotContain("zwwordsofanote");
    }

    [Fact]
    public async Task Notes_go_with_the_recording()
    {
        var exhibit = await Host.RecordingAsync("gone.mp4");
        (await WriteAsync(exhibit, Id<MomentNote>.New(), "zwnotethatgoes", Police)).OrThrow();
        (await Host.Database.Source.TablesWithAsync("zwnotethatgoes")).ShouldNotBeEmpty();
        var order = new DisposalOrder("Information manager", "Retention period ended", "MoPI group 3");
        (await Host.Get<Disposer>().DisposeAsync(exhibit.Value, versions: null, order, Police, Ct)).OrThrow();
        (await Host.Database.Source.TablesWithAsync("zwnotethatgoes")).ShouldBeEmpty();
    }

    private static WriteNote Write(string words) => new(Note, Film, 2, Until: null, words);

    private Task<Result<Appended>> WriteAsync(Id<Exhibit> exhibit, Id<MomentNote> note, string words, Viewer viewer) =>
        Host.Get<MomentNotes>().WriteAsync(exhibit, note, 1.5, until: null, words, viewer, Ct);

    private async Task<Viewer> OfficerAsync() =>
        (await Host.Get<StaffViewers>().FindAsync((await Host.SignInAsync("officer")).Username, Ct))!;

    private async Task CloseAsync(Guid record)
    {
        var close = new RestrictRecord(Marking.OfficialSensitive, [Id<Staff>.New()], "A protected witness.");
        (await Host.Get<ILedger>().DecideAsync(new Id<Restriction>(record), close, Police, Ct)).OrThrow();
    }
}
