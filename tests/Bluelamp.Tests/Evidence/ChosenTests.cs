using System.IO.Compression;
using System.Net;
using AngleSharp.Dom;
using Bluelamp.Evidence.Bundles;
using Bluelamp.Evidence.Choosing;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Retention;
using Bluelamp.Evidence.Scanning;
using Bluelamp.Evidence.Shares;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Several exhibits chosen from a list, and what is done with them at once.</summary>
public sealed class ChosenTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_list_of_exhibits_lets_one_choose_several_for_what_one_may_do()
    {
        var door = await Host.OpenDoorAsync(DoorKind.Appeal);
        var crime = RecordRef.Of(door.Crime);
        var one = await Host.TakeInAsync("one"u8.ToArray(), "first.txt", crime);
        await AnswerAsync(door, "answer.txt");
        var investigator = await Host.SignInAsync("investigator");
        foreach (
            var path in new[]
            {
                "/evidence",
                $"/evidence?record={door.Crime}",
                $"/evidence/doors/{door.Door}",
                $"/records/crimes/{door.Crime}",
            }
        )
        {
            var page = await investigator.OpenAsync(path);
            var boxes = page.QuerySelectorAll("form[action='evidence/chosen'] input[type=checkbox][name=exhibit]");
            boxes.Length.ShouldBe(page.QuerySelectorAll(".bl-exhibits__card").Length, path);
            boxes.Length.ShouldBeGreaterThan(0, path);
            boxes.ShouldAllBe(static b => b.GetAttribute("aria-label")!.StartsWith("Choose ", StringComparison.Ordinal));
            page.QuerySelector("form form").ShouldBeNull(path);
            page.QuerySelector("form[action='evidence/chosen'] input[name=from]")!.GetAttribute("value").ShouldBe(path[1..]);
        }

        Offered(await investigator.OpenAsync("/evidence")).ShouldBe(["Share", "Bundle", "Link", "Hold", "Labels"]);
        Offered(await (await Host.SignInAsync("officer")).OpenAsync("/evidence")).ShouldBe(["Bundle", "Link", "Hold", "Labels"]);
        Offered(await (await Host.SignInAsync("analyst")).OpenAsync("/evidence")).ShouldBe(["Labels"]);
        (await investigator.OpenAsync($"/records/crimes/{door.Crime}"))
            .QuerySelector($"input[value='{one}']")!
            .GetAttribute("aria-label")
            .ShouldBe("Choose first.txt");
    }

    [Fact]
    public async Task What_is_chosen_is_led_to_what_is_done_with_it_and_a_hundred_at_most()
    {
        var desk = await Host.SignInAsync("officer");
        var (one, two) = (Id<Exhibit>.New(), Id<Exhibit>.New());
        (await LedAsync(desk, $"do=Bundle&exhibit={one}&exhibit={two}&from=evidence%3Fmedia%3DVideo")).ShouldBe(
            $"/evidence/bundle?exhibit={one}&exhibit={two}&from=evidence%3Fmedia%3DVideo"
        );
        (await desk.OpenAsync("/evidence/chosen?do=Bundle")).Body!.TextContent.ShouldContain("Tick the exhibits first");
        (await desk.OpenAsync($"/evidence/chosen?do=Share&exhibit={one}")).Body!.TextContent.ShouldContain(
            "Say what is to be done",
            Case.Sensitive,
            "an officer shares nothing"
        );
        (await desk.OpenAsync("/evidence/chosen?from=%2Fevil.example"))
            .QuerySelector(".govuk-back-link")!
            .GetAttribute("href")
            .ShouldBe("evidence");
        var many = string.Join('&', Enumerable.Range(0, Chosen.Most + 1).Select(static _ => $"exhibit={Id<Exhibit>.New()}"));
        (await desk.OpenAsync($"/evidence/chosen?do=Bundle&{many}")).Body!.TextContent.ShouldContain("You chose 101. Choose at most 100");
        foreach (var page in new[] { "bundle", "chosen/link", "chosen/hold", "chosen/labels" })
        {
            using var led = await desk.Http.GetAsync(new Uri($"/evidence/{page}?{many}", UriKind.Relative), Ct);
            led.Headers.Location!.ToString().ShouldContain("/evidence/chosen?", Case.Sensitive, page);
        }
    }

    [Fact]
    public async Task Of_three_chosen_two_are_shared_and_what_cannot_be_is_named()
    {
        var kept = await Host.TakeInAsync("kept"u8.ToArray(), "kept.txt");
        var (one, two) = (await Host.TakeInAsync("one"u8.ToArray(), "one.txt"), await Host.TakeInAsync("two"u8.ToArray(), "two.txt"));
        var (harmful, closed) = (await HarmfulAsync("harm.txt"), await ClosedAsync("closed.txt"));
        var desk = await Host.SignInAsync("investigator");
        var path = $"/evidence/share?{Query(kept, one, two, harmful, closed)}&from=evidence";
        var form = await desk.OpenAsync(path);
        form.QuerySelectorAll("input[name=Out][checked]").Length.ShouldBe(3);
        var left = form.QuerySelector("[aria-labelledby=left-out]")!.TextContent;
        left.ShouldContain("Left out: 2");
        left.ShouldContain("A scanner found Test.Harm");
        left.ShouldContain("One that you chose is gone, or closed to you.");
        left.ShouldNotContain("closed.txt");
        (string, string)[] said =
        [
            ("Name", "Nia Rees"),
            ("Kind", "Prosecutor"),
            ("Basis", "Charging"),
            ("Mode", "Download"),
            ("Checked", "yes"),
        ];

        using (var none = await desk.Http.SubmitAsync(form, path, "share", [.. said, ("Out", "")]))
            (await Documents.ReadAsync(none)).QuerySelector("#Out .govuk-error-message")!.TextContent.ShouldContain("at least one file");
        using (var stray = await desk.Http.SubmitAsync(form, path, "share", [.. said, ("Out", $"{harmful}"), ("Out", $"{closed}")]))
            (await Documents.ReadAsync(stray)).QuerySelector("#Out .govuk-error-message").ShouldNotBeNull();
        using (var wrong = await desk.Http.SubmitAsync(form, path, "share", ("Out", $"{one}"), ("Name", "Nia Rees")))
        {
            var again = await Documents.ReadAsync(wrong);
            again.QuerySelectorAll("input[name=Out][checked]").Select(static b => b.GetAttribute("value")).ShouldBe([$"{one}"]);
        }
        using var made = await desk.Http.SubmitAsync(form, path, "share", [.. said, ("Out", $"{one}"), ("Out", $"{two}")]);
        var link = (await Documents.ReadAsync(made)).QuerySelector(".bl-words")!.TextContent;
        using var outsider = Host.NewClient();
        var shown = await outsider.GetStringAsync(link, Ct);
        shown.ShouldContain("one.txt");
        shown.ShouldContain("two.txt");
        shown.ShouldNotContain("kept.txt");
        (await EventsAsync(kept)).OfType<ExhibitShared>().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_original_that_has_a_redacted_copy_stays_here_unless_somebody_ticks_it()
    {
        var crime = RecordRef.Of((await Host.OpenDoorAsync(DoorKind.Appeal)).Crime);
        var original = await Host.TakeInAsync("Mair, 07700 900123, saw it."u8.ToArray(), "statement.txt", crime);
        var desk = await Host.SignInAsync("investigator");
        (await desk.OpenAsync($"/evidence/share?exhibit={original}")).QuerySelectorAll("input[name=Out][checked]").Length.ShouldBe(1);
        using (
            var ordered = await desk.SubmitAsync(
                $"/records/exhibits/{original}/redact-words",
                "action",
                ("Words", "name Mair"),
                ("Name", "Copy")
            )
        )
            ordered.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var copy = (await Host.VersionAsync(original)).Exhibit;

        foreach (var path in new[] { $"/evidence/share?record={crime.Id}", $"/evidence/share?{Query(original, copy)}" })
        {
            var form = await desk.OpenAsync(path);
            form.QuerySelectorAll("input[name=Out]").Length.ShouldBe(2, path);
            form.QuerySelectorAll("input[name=Out][checked]").Select(static b => b.GetAttribute("value")).ShouldBe([$"{copy}"], path);
            form.QuerySelector($"li:has(input[value='{original}']) .govuk-tag")!.TextContent.ShouldBe("Has a redacted copy");
            form.QuerySelector($"li:has(input[value='{copy}']) .govuk-tag").ShouldBeNull();
        }
        (await desk.OpenAsync($"/evidence/share?exhibit={original}")).QuerySelectorAll("input[name=Out][checked]").Length.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_chosen_leaves_in_one_bundle_and_what_cannot_is_named()
    {
        var (one, two) = (await Host.TakeInAsync("one"u8.ToArray(), "left.txt"), await Host.TakeInAsync("two"u8.ToArray(), "right.txt"));
        var harmful = await HarmfulAsync("harmful.txt");
        var desk = await Host.SignInAsync("officer");
        var path = $"/evidence/bundle?{Query(one, harmful, two)}";
        var form = await desk.OpenAsync(path);
        form.Body!.TextContent.ShouldContain("A zip with 2 exhibits");
        form.QuerySelector("[aria-labelledby=left-out]")!.TextContent.ShouldContain("harmful.txt: A scanner found Test.Harm");
        using (var unsaid = await desk.Http.SubmitAsync(form, path, "evidence/bundle", ("Reason", " ")))
        {
            var again = await desk.OpenAsync(unsaid.Headers.Location!.ToString());
            again.Body!.TextContent.ShouldContain("Say for whom and why");
            again.QuerySelector("[aria-labelledby=left-out]")!.TextContent.ShouldContain("harmful.txt");
        }
        await using (
            var zip = new ZipArchive(
                await (await desk.Http.SubmitAsync(form, path, "evidence/bundle", ("Reason", "Court"))).Content.ReadAsStreamAsync(Ct)
            )
        )
        {
            zip.Entries.Select(static e => e.FullName)
                .Where(static n => n.StartsWith("items/", StringComparison.Ordinal))
                .ShouldBe(["items/1-left.txt", "items/2-right.txt"]);
            BundleVerifier.Run(new ZipSource(zip), expected: null, SilentProgress.Instance, Ct).Wrong.ShouldBeEmpty();
        }
        (await EventsAsync(harmful)).OfType<ExhibitExported>().ShouldBeEmpty();

        await FindHarmAsync(two);
        using var changed = await desk.Http.SubmitAsync(form, path, "evidence/bundle", ("Reason", "Court"));
        (await desk.OpenAsync(changed.Headers.Location!.ToString())).Body!.TextContent.ShouldContain("What goes out has changed meanwhile");
        (await EventsAsync(one)).OfType<ExhibitExported>().Count().ShouldBe(1, "all or none");
    }

    [Fact]
    public async Task What_is_chosen_becomes_evidence_of_a_record_at_once_and_what_is_already_is_named()
    {
        var door = await Host.OpenDoorAsync(DoorKind.Appeal);
        var crime = RecordRef.Of(door.Crime);
        var already = await Host.TakeInAsync("one"u8.ToArray(), "already.txt", crime);
        var (two, three) = (
            await Host.TakeInAsync("two"u8.ToArray(), "second.txt"),
            await Host.TakeInAsync("three"u8.ToArray(), "third.txt")
        );
        foreach (var exhibit in new[] { two, three })
            (
                await Host.Get<ILedger>().DecideAsync(exhibit, new ProduceExhibit(exhibit, "CHO/1", "Jane Smith", Taken: false), Police, Ct)
            ).OrThrow();
        var desk = await Host.SignInAsync("officer");
        var reference = (await Host.Get<RecordNames>().OfAsync([door.Crime.Value], Police, Ct))[door.Crime.Value].Name.Split(' ')[^1];
        var path = $"/evidence/chosen/link?{Query(already, two, three)}&q={Uri.EscapeDataString(reference)}";
        var form = await desk.OpenAsync(path);
        form.QuerySelector($"input[name=To][value='Crime:{door.Crime}']").ShouldNotBeNull($"found by {reference}");
        (string, string)[] said = [("To", $"Crime:{door.Crime}"), ("Words", "The statement")];
        using (var bare = await desk.Http.SubmitAsync(form, path, "link", ("To", "Crime:nothing"), ("Words", "x")))
            (await Documents.ReadAsync(bare)).Body!.TextContent.ShouldContain("Choose the record.");

        using (var warned = await desk.Http.SubmitAsync(form, path, "link", said))
        {
            var page = await Documents.ReadAsync(warned);
            page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Another exhibit of this record is CHO/1 already");
            page.QuerySelector("input[name=Words]")!.GetAttribute("value").ShouldBe("The statement");
        }
        (await CountAsync()).ShouldBe(1, "all or none");
        using (var linked = await desk.Http.SubmitAsync(form, path, "link", [.. said, ("Anyway", "yes")]))
        {
            var page = await Documents.ReadAsync(linked);
            page.QuerySelector("h1")!.TextContent.ShouldBe("Linked: 2 exhibits");
            page.QuerySelector("[aria-labelledby=left-out]")!
                .TextContent.ShouldContain("already.txt: It is linked to this record already.");
        }
        (await CountAsync()).ShouldBe(3);
        using var again = await desk.Http.SubmitAsync(form, path, "link", [.. said, ("Anyway", "yes")]);
        (await Documents.ReadAsync(again)).Body!.TextContent.ShouldContain("Every one of them is linked to this record already.");
        (await CountAsync()).ShouldBe(3);

        async Task<int> CountAsync() => (await Host.Get<ExhibitList>().AllOfAsync(door.Crime.Value, Police, Ct)).Count;
    }

    [Fact]
    public async Task What_is_chosen_is_held_back_once_for_one_reason()
    {
        var (one, two, closed) = (
            await Host.TakeInAsync("one"u8.ToArray(), "held.txt"),
            await HarmfulAsync("too.txt"),
            await ClosedAsync("not.txt")
        );
        var desk = await Host.SignInAsync("officer");
        (await (await Host.SignInAsync("contact-handler")).StatusAsync($"/evidence/chosen/hold?{Query(one)}")).ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await desk.StatusAsync($"/evidence/chosen/hold?{Query(closed)}")).ShouldBe(HttpStatusCode.NotFound);
        var path = $"/evidence/chosen/hold?{Query(one, two, closed)}";
        var form = await desk.OpenAsync(path);
        using (var bare = await desk.Http.SubmitAsync(form, path, "hold", ("Why", "Complaint"), ("Reason", " ")))
            (await Documents.ReadAsync(bare)).QuerySelector("#Reason-error")!.TextContent.ShouldContain("Say why.");
        for (var times = 0; times < 2; times++)
        {
            using var held = await desk.Http.SubmitAsync(form, path, "hold", ("Why", "Complaint"), ("Reason", "CO/12/26"));
            var page = await Documents.ReadAsync(held);
            page.QuerySelector("h1")!.TextContent.ShouldBe("Held back: 2 exhibits");
            page.QuerySelector("[aria-labelledby=left-out]")!.TextContent.ShouldContain("One that you chose is gone, or closed to you.");
        }
        foreach (var exhibit in new[] { one, two })
            (await EventsAsync(exhibit)).OfType<ExhibitHeld>().ShouldHaveSingleItem().Reason.ShouldBe("CO/12/26");
        (await EventsAsync(closed)).OfType<ExhibitHeld>().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_chosen_gets_its_labels_on_one_page()
    {
        var (one, two, closed) = (
            await Host.TakeInAsync("one"u8.ToArray(), "a.txt"),
            await Host.TakeInAsync("two"u8.ToArray(), "b.txt"),
            await ClosedAsync("c.txt")
        );
        var page = await (await Host.SignInAsync("analyst")).OpenAsync($"/evidence/chosen/labels?{Query(two, one, closed)}");
        page.QuerySelectorAll(".bl-label").Select(static l => l.GetAttribute("aria-label")).ShouldBe(["Label of b.txt", "Label of a.txt"]);
        page.QuerySelectorAll(".bl-label svg, .bl-label img").Length.ShouldBeGreaterThanOrEqualTo(2);
        page.Body!.TextContent.ShouldContain("One that you chose is gone, or closed to you.");
    }

    private static string Query(params Id<Exhibit>[] exhibits) => string.Join('&', exhibits.Select(static e => $"exhibit={e}"));

    private static IEnumerable<string?> Offered(IDocument page) =>
        page.QuerySelectorAll("#chosen-do option").Select(static o => o.GetAttribute("value"));

    private static async Task<string> LedAsync(StaffClient desk, string query)
    {
        using var answer = await desk.Http.GetAsync(new Uri($"/evidence/chosen?{query}", UriKind.Relative), Ct);
        return new Uri(desk.Http.BaseAddress!, answer.Headers.Location!).PathAndQuery;
    }

    private async Task AnswerAsync(OpenedDoor door, string name)
    {
        var exhibit = Id<Exhibit>.New();
        var content = new FileContent(
            ContentHash.Of(System.Security.Cryptography.SHA256.HashData(exhibit.Value.ToByteArray())),
            10,
            name,
            "text/plain"
        );
        var receive = new ReceiveExhibit(exhibit, content, new(OriginKind.Public, Door: door.Door.Value), new());
        (await Host.Get<ILedger>().DecideAsync(exhibit, receive, Police, Ct)).OrThrow();
    }

    private async Task<Id<Exhibit>> HarmfulAsync(string name)
    {
        var exhibit = await Host.TakeInAsync(Guid.CreateVersion7().ToByteArray(), name);
        await FindHarmAsync(exhibit);
        return exhibit;
    }

    private async Task FindHarmAsync(Id<Exhibit> exhibit)
    {
        var content = (await EventsAsync(exhibit)).OfType<ExhibitReceived>().Single().Content!.Sha256;
        var found = new ExhibitScanned(exhibit, content, "Scanner of tests 1.0", "Test.Harm", Unable: null);
        (await Host.Get<ILedger>().DecideAsync(new Id<Told>(exhibit.Value), new Tell(found), Police, Ct)).OrThrow();
    }

    private async Task<Id<Exhibit>> ClosedAsync(string name)
    {
        var exhibit = await Host.TakeInAsync(Guid.CreateVersion7().ToByteArray(), name);
        var close = new RestrictRecord(Marking.OfficialSensitive, [Id<Staff>.New()], "A protected witness.");
        (await Host.Get<ILedger>().DecideAsync(new Id<Restriction>(exhibit.Value), close, Police, Ct)).OrThrow();
        return exhibit;
    }

    private async Task<IReadOnlyList<IEvent>> EventsAsync(Id<Exhibit> exhibit) =>
        [.. (await Host.Get<ILedger>().StreamAsync(exhibit.Value, Police, Ct)).Select(static e => e.Event)];
}
