using System.Globalization;
using System.Net;
using System.Text;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Versions;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Redacted copies of documents: the words are gone, not covered.</summary>
public sealed class DocumentTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer System => Viewer.System(Host.Get<ForceProfile>().Code);

    private ContentStore Store => Host.Get<ContentStore>();

    private DocumentWorks Works => Host.Get<DocumentWorks>();

    [Fact]
    public async Task A_statement_loses_the_words_that_an_officer_chose_and_those_that_they_wrote()
    {
        var exhibit = await Host.TakeInAsync(
            "Call Mair on 07700 900123.\nMair's house is by the mill. Ask mair."u8.ToArray(),
            "statement.txt"
        );
        var desk = await Host.SignInAsync("officer");
        var form = $"/records/exhibits/{exhibit}/redact-words";
        var page = await desk.OpenAsync(form);
        var choice = page.QuerySelector("input[name=Chosen]")!.GetAttribute("value")!;
        choice.ShouldBe("contact 07700 900123");
        using var wrong = await desk.SubmitAsync(form, "action", ("Words", "because Mair"), ("Name", "Copy"));
        (await Documents.ReadAsync(wrong))
            .QuerySelector(".govuk-error-summary")!
            .TextContent.ShouldContain("“because Mair”: begin with the code");
        using var right = await desk.SubmitAsync(form, "action", ("Chosen", choice), ("Words", "name Mair"), ("Name", "Copy"));
        right.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var made = await Host.VersionAsync(exhibit);
        var text = await File.ReadAllTextAsync(Store.PathOf(made.Output), Ct);
        text.ShouldBe(
            $"Call {DocumentWorks.Gone} on {DocumentWorks.Gone}.\n{DocumentWorks.Gone}'s house is by the mill. Ask {DocumentWorks.Gone}."
        );
        made.Reasons.ShouldBe(["contact", "name"]);
        made.Arguments.ShouldNotContain(static a => a.Contains("Mair"), "the copy does not say what it hides");
    }

    [Fact]
    public async Task Words_that_do_not_stand_in_it_are_named_and_nothing_is_ordered()
    {
        var exhibit = await Host.TakeInAsync("Call Mair on 07700 900123."u8.ToArray(), "note.txt");
        var desk = await Host.SignInAsync("officer");
        var form = $"/records/exhibits/{exhibit}/redact-words";
        const string typed = "name Mair\naddress Gwaunlas";
        using var wrong = await desk.SubmitAsync(form, "action", ("Chosen", "contact 07700 900123"), ("Words", typed), ("Name", "Copy"));
        var page = await Documents.ReadAsync(wrong);
        page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("“Gwaunlas” does not stand in the document");
        page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldNotContain("“Mair”");
        page.QuerySelector("textarea[name=Words]")!.TextContent.Trim().ReplaceLineEndings("\n").ShouldBe(typed);
        page.QuerySelector("input[name=Chosen]")!.HasAttribute("checked").ShouldBeTrue();

        if (!DocumentWorks.IsOpen)
            return;
        var letter = await Host.TakeInAsync(DocumentMade.Pdf(["Call Mair today"]), "letter.pdf");
        using var pdf = await desk.SubmitAsync($"/records/exhibits/{letter}/redact-words", "action", ("Words", typed), ("Name", "Copy"));
        (await Documents.ReadAsync(pdf)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("“Gwaunlas” does not stand");
    }

    [Fact]
    public async Task A_copy_that_was_ordered_before_words_were_looked_for_can_still_be_made_again()
    {
        var exhibit = await Host.TakeInAsync("Call Mair on 07700 900124."u8.ToArray(), "old.txt");
        var original = (await Host.Get<ILedger>().ReadAsync(new Id<Original>(exhibit.Value), System, Ct)).Content!.Sha256;
        var plan = VersionPlan.Document([new("name", "Mair"), new("address", "Gwaunlas")], []);
        (await Works.MakeAsync(original, "text/plain", plan, Ct)).Produced.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task Everybody_of_the_case_is_known_also_those_whom_only_its_report_names()
    {
        var (crime, report) = (Id<Crime>.New(), new RecordRef(RecordKind.Report, new(Guid.CreateVersion7())));
        var (suspect, witness) = (Id<Nominal>.New(), Id<Nominal>.New());
        await TellAsync(suspect.Value, new NominalCreated(suspect), Called(suspect, "Ebenezer", "Crowthistle"));
        await TellAsync(witness.Value, new NominalCreated(witness), Called(witness, "Wilhelmina", "Fernsby"));
        await TellAsync(
            crime.Value,
            Burglary.Recorded with
            {
                Crime = crime,
                Reference = $"97{crime}",
            },
            Linking(RecordRef.Of(crime), new(RecordKind.Nominal, new(suspect.Value)), LinkRole.Suspect),
            Linking(RecordRef.Of(crime), report, LinkRole.Report)
        );
        await TellAsync(report.Id.Value, Linking(report, new(RecordKind.Nominal, new(witness.Value)), LinkRole.Witness));
        var exhibit = await Host.TakeInAsync("Crowthistle shouted at Wilhelmina Fernsby."u8.ToArray(), "note.txt", RecordRef.Of(crime));
        var known = await Host.Get<CaseNames>().OfAsync(exhibit, System, Ct);
        known.ShouldContain(new Phrase("witness", "Wilhelmina Fernsby"));
        known.ShouldContain(new Phrase("other", "Crowthistle"));
    }

    private static PersonDescribed Called(Id<Nominal> nominal, string forenames, string surname) =>
        new(nominal, new() { Forenames = forenames, Surname = surname }, Burglary.Report, Confidence.Confirmed);

    private static Linked Linking(RecordRef from, RecordRef to, LinkRole role) =>
        new(Id<Link>.New(), from, to, role, Confidence.Confirmed, Burglary.Report);

    private async Task TellAsync(Guid record, params IEvent[] events) =>
        (await Host.Get<ILedger>().DecideAsync(new Id<Told>(record), new Tell(events), System, Ct)).OrThrow();

    [Fact]
    public async Task A_page_loses_its_words_and_what_was_drawn_over_and_keeps_no_layer_of_text()
    {
        Assert.SkipUnless(DocumentWorks.IsOpen, "poppler-utils is not on this machine");
        var exhibit = await Host.TakeInAsync(
            DocumentMade.Pdf(["Call Mair Gwaunlas today", "The mill is green"], ["On the second page Gwaunlas is named"]),
            "letter.pdf"
        );
        var original = (await Host.Get<ILedger>().ReadAsync(new Id<Original>(exhibit.Value), System, Ct)).Content!.Sha256;
        var pages = (await Works.ReadAsync(original, "application/pdf", Ct))!;
        pages.Select(static p => p.Text).ShouldBe(["Call Mair Gwaunlas today The mill is green", "On the second page Gwaunlas is named"]);
        var mill = pages[0].Words.Single(static w => w.Text is "mill").At;
        var plan = VersionPlan.Document([new("name", "gwaunlas")], [new(Cover.Fill, "other", During: null, [Hundredths(mill)])]);
        var order = new OrderVersion(exhibit, Id<Exhibit>.New(), "Copy", plan);
        (await Host.Get<ILedger>().DecideAsync(new Id<Original>(exhibit.Value), order, System, Ct)).OrThrow();
        var made = await Host.VersionAsync(exhibit);

        (await Works.ReadAsync(made.Output, "application/pdf", Ct))!.Select(static p => p.Text).ShouldBe(["", ""]);
        var first = await PageAsync(made.Output, 1);
        foreach (var word in pages[0].Words)
            IsBlack(first, word.At).ShouldBe(word.Text is "Gwaunlas" or "mill", word.Text);
        var turned = await PageAsync(made.Output, 2);
        foreach (var word in pages[1].Words)
            IsBlack(turned, word.At).ShouldBe(word.Text is "Gwaunlas", $"{word.Text}, on a page that stands on its side");
        Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Store.PathOf(made.Output), Ct)).ShouldNotContain("Gwaunlas");

        var desk = await Host.SignInAsync("officer");
        (await desk.OpenAsync($"/records/exhibits/{exhibit}/redact-words")).QuerySelectorAll("bl-redact img").Length.ShouldBe(2);
        (await desk.StatusAsync($"/records/exhibits/{exhibit}/pages/2")).ShouldBe(HttpStatusCode.OK);
        (await desk.StatusAsync($"/records/exhibits/{exhibit}/pages/3")).ShouldBe(HttpStatusCode.NotFound);
        (await (await Host.SignInAsync("analyst")).StatusAsync($"/records/exhibits/{exhibit}/redact-words")).ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task A_file_that_only_begins_as_a_document_does_no_harm()
    {
        Assert.SkipUnless(DocumentWorks.IsOpen, "poppler-utils is not on this machine");
        var exhibit = await Host.TakeInAsync(
            "%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj trailer <</Root 1 0 R>>"u8.ToArray(),
            "broken.pdf"
        );
        var page = await (await Host.SignInAsync("officer")).OpenAsync($"/records/exhibits/{exhibit}/redact-words");
        page.Body!.TextContent.ShouldContain("No words can be read in this file");
    }

    /// <summary>A page in shades of grey, 72 dots an inch.</summary>
    private async Task<(byte[] Dots, int Width)> PageAsync(ContentHash document, int page)
    {
        var folder = Directory.CreateTempSubdirectory("bluelamp-page-");
        var picture = Path.Combine(folder.FullName, "page");
        string[] words = ["-gray", "-r", "72", "-f", $"{page}", "-singlefile", Store.PathOf(document), picture];
        await MediaWorks.SaidAsync("pdftoppm", words, Ct);
        var bytes = await File.ReadAllBytesAsync(picture + ".pgm", Ct);
        folder.Delete(recursive: true);
        var size = Encoding
            .ASCII.GetString(bytes, 3, 20)
            .Split(' ', '\n')
            .Take(2)
            .Select(static s => int.Parse(s, CultureInfo.InvariantCulture))
            .ToList(); // P5 before it
        return (bytes[^(size[0] * size[1])..], size[0]);
    }

    /// <summary>At 72 dots an inch a point is a dot.</summary>
    private static bool IsBlack((byte[] Dots, int Width) page, WordPlace at)
    {
        var (left, right) = ((int)at.Left + 1, (int)at.Right - 1);
        return Enumerable
            .Range((int)at.Top + 1, (int)(at.Bottom - at.Top) - 2)
            .All(y => page.Dots[((y * page.Width) + left)..((y * page.Width) + right)].All(static d => d < 24));
    }

    private static Box Hundredths(WordPlace at) =>
        new(0, at.Left / 5.95, at.Top / 8.42, (at.Right - at.Left) / 5.95, (at.Bottom - at.Top) / 8.42);
}
