using System.Net;
using System.Text.RegularExpressions;
using Bluelamp.Evidence.Cameras;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Messages;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>The register of cameras on the desk and on the public page, and the way from a crime to the owner's answer.</summary>
public sealed partial class CameraTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static int _serial = 8_000;

    private TestHost Host => shared.Host;

    private short Force => Host.Get<ForceProfile>().Code;

    private DateTimeOffset Now => Host.Get<TimeProvider>().GetUtcNow();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_public_offers_a_camera_and_an_officer_takes_it_in()
    {
        using var owner = Host.NewClient();
        (await owner.GetStringAsync("/cy/cameras/offer", Ct)).ShouldContain("Dweud wrthym am eich camera");
        var form = await Documents.ReadAsync(await owner.GetAsync("/cameras/offer", Ct));
        using var bare = await owner.SubmitAsync(form, "/cameras/offer", "offer", ("Owner", "Mair Offers"), ("Phone", "12"));
        var again = await Documents.ReadAsync(bare);
        again.Body!.TextContent.ShouldContain("We can only keep your answers when you agree.");
        again.Body!.TextContent.ShouldContain("Enter a phone number, such as");
        again.QuerySelector("#Owner")!.GetAttribute("value").ShouldBe("Mair Offers");
        (string, string)[] said =
        [
            ("Kind", "doorbell"),
            ("Address", "77 Offered Street"),
            ("Direction", "90"),
            ("Days", "14"),
            ("Owner", "Mair Offers"),
            ("Phone", "07700 900123"),
            ("Agreed", "yes"),
        ];
        using var first = await owner.SubmitAsync(form, "/cameras/offer", "offer", said);
        using var twice = await owner.SubmitAsync(form, "/cameras/offer", "offer", said);
        twice.StatusCode.ShouldBe(HttpStatusCode.SeeOther, "the same form again is the same offer");
        (await owner.GetStringAsync(first.Headers.Location!.ToString(), Ct)).ShouldContain("Thank you for offering");

        var officer = await Host.SignInAsync("officer");
        (await officer.OpenAsync("/evidence/cameras?q=offered")).Body!.TextContent.ShouldContain(
            "No camera like that",
            Case.Sensitive,
            "it does not count yet"
        );
        var offers = await officer.OpenAsync("/evidence/cameras?standing=Offered&q=offered");
        var place = "/" + offers.QuerySelectorAll("tbody a").ShouldHaveSingleItem().GetAttribute("href");
        offers.Body!.TextContent.ShouldNotContain("Mair Offers");
        (await officer.OpenAsync(place)).Body!.TextContent.ShouldContain("Mair Offers");
        using var nowhere = await officer.SubmitAsync($"{place}/change", "change-camera");
        (await Documents.ReadAsync(nowhere)).Body!.TextContent.ShouldContain("Enter a grid reference");
        using var taken = await officer.SubmitAsync($"{place}/change", "change-camera", ("Place", "SN 58213 81641"));
        taken.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var listed = (await officer.OpenAsync("/evidence/cameras?near=SN+58200+81600&metres=100")).Body!;
        listed.TextContent.ShouldContain("77 Offered Street");
        listed.QuerySelector("bl-map script")!.TextContent.ShouldContain("Polygon", Case.Sensitive, "the wedge that it sees");
        (await officer.OpenAsync("/evidence/cameras?near=SN+50200+81600&metres=100")).Body!.TextContent.ShouldNotContain("77 Offered");
    }

    [Fact]
    public async Task An_owner_is_asked_by_mail_and_what_they_send_is_evidence_of_the_crime()
    {
        var (crime, at) = await CrimeAsync();
        var camera = await CameraAsync(at, "ann@example.com", daysKept: 5);
        var tooLate = await CameraAsync(at, "late@example.com", daysKept: 1);
        var officer = await Host.SignInAsync("officer");
        var page = $"/evidence/footage/ask?kind=Crime&record={crime}";
        (await officer.OpenAsync($"/records/crimes/{crime}"))
            .QuerySelectorAll("a")
            .Select(static a => a.GetAttribute("href"))
            .ShouldContain(page[1..]);
        var form = await officer.OpenAsync(page);
        form.QuerySelectorAll("input[name=Chosen]").Select(static c => c.GetAttribute("value")).ShouldBe([$"{camera}", $"{tooLate}"]);
        form.QuerySelector($"input[value='{camera}']")!.HasAttribute("checked").ShouldBeTrue("it looks there");
        form.QuerySelector($"input[value='{tooLate}']")!.HasAttribute("disabled").ShouldBeTrue("it has run out");
        using var sent = await officer.Http.SubmitAsync(form, page, "ask", ("Chosen", $"{camera}"));
        (await Documents.ReadAsync(sent))
            .QuerySelector("h1")!
            .TextContent.ShouldBe("One owner was asked", await sent.Content.ReadAsStringAsync(Ct));
        using var twice = await officer.Http.SubmitAsync(form, page, "ask", ("Chosen", $"{camera}"));
        var mail = (await MailsAsync("ann@example.com")).ShouldHaveSingleItem("a form that is sent twice asks once");
        mail.Body.ShouldNotContain("Rear window", Case.Insensitive);
        var code = CodeIn().Match(mail.Body).Groups["code"].Value;

        var request = (await Host.Get<FootageList>().NewestAsync(new(crime.Value), after: null, Seer, Ct)).ShouldHaveSingleItem();
        var place = $"/evidence/footage/{request.Request}";
        (await officer.OpenAsync("/evidence/footage")).Body!.TextContent.ShouldContain($"{camera} Heol Fawr");
        (await officer.OpenAsync(page)).Body!.TextContent.ShouldContain("Asked already");
        var byAddress = await officer.OpenAsync($"{page}&place={at.Number}+heol+fawr&radius=40");
        byAddress.Body!.TextContent.ShouldContain($"The middle is {at.Address}");
        byAddress.QuerySelectorAll("input[name=Chosen]").Length.ShouldBe(2);
        (await officer.OpenAsync($"{page}&place=nowhere+at+all")).Body!.TextContent.ShouldContain("Enter a grid reference");
        await SendAsync(code);
        (await officer.OpenAsync(place)).Body!.TextContent.ShouldContain("1 file received");
        (await officer.OpenAsync($"/records/crimes/{crime}")).Body!.TextContent.ShouldContain("CH03.mp4");
        (await officer.OpenAsync("/evidence/footage")).Body!.TextContent.ShouldNotContain($"{camera} Heol Fawr");
        (await Host.Get<ExhibitList>().NewestAsync(new(Footage: request.Request.Value), after: null, Seer, Ct)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_owner_of_several_cameras_there_gets_one_message_and_one_link_for_all()
    {
        var (crime, at) = await CrimeAsync();
        var theirs = Id<Owner>.New();
        var first = await CameraAsync(at, "several@example.com", daysKept: 9, owner: theirs);
        var soonest = await CameraAsync(at, email: null, daysKept: 5, owner: theirs, isNew: false);
        var other = await CameraAsync(at, "one@example.com");
        var officer = await Host.SignInAsync("officer");
        var page = $"/evidence/footage/ask?kind=Crime&record={crime}";
        var form = await officer.OpenAsync(page);
        var chosen = new[] { first, soonest, other }.Select(static c => ("Chosen", $"{c}")).ToArray();
        using var sent = await officer.Http.SubmitAsync(form, page, "ask", chosen);
        (await Documents.ReadAsync(sent)).QuerySelector("h1")!.TextContent.ShouldBe("2 owners were asked");
        using var twice = await officer.Http.SubmitAsync(form, page, "ask", chosen);
        var mail = (await MailsAsync("several@example.com")).ShouldHaveSingleItem();
        mail.Subject.ShouldBe("Can your cameras help the police?");
        foreach (
            var said in new[]
            {
                $"- {first} Heol Fawr",
                $"- {soonest} Heol Fawr",
                "What your cameras recorded",
                "your cameras do not record over it",
            }
        )
            mail.Body.ShouldContain(said);
        (await MailsAsync("one@example.com")).ShouldHaveSingleItem().Body.ShouldContain($"({other} Heol Fawr).");
        var requests = await Host.Get<FootageList>().NewestAsync(new(crime.Value), after: null, Seer, Ct);
        requests.Count.ShouldBe(2);
        var request = requests.Single(static r => r.Also.Length > 0);
        (request.Camera, request.Also.ShouldHaveSingleItem()).ShouldBe((soonest, first.Value), "whose footage runs out first stands first");
        (request.GoneAt - request.RunsOutAt).TotalDays.ShouldBeGreaterThan(4, "until the last of them has recorded over it");
        foreach (var camera in new[] { first, soonest })
            (await officer.OpenAsync($"/evidence/cameras/{camera}"))
                .QuerySelector($"a[href='evidence/footage/{request.Request}']")
                .ShouldNotBeNull();
        (await officer.OpenAsync(page))
            .QuerySelectorAll("strong.govuk-tag")
            .Count(static t => t.TextContent.Contains("Asked already"))
            .ShouldBe(3);
        var place = $"/evidence/footage/{request.Request}";
        (await officer.OpenAsync(place)).QuerySelectorAll("a[href^='evidence/cameras/']").Length.ShouldBe(2);

        using var gone = await officer.SubmitAsync($"/evidence/cameras/{soonest}", "end", ("Reason", "Broken"));
        var left = await officer.OpenAsync(place);
        left.Body!.TextContent.ShouldNotContain("Cancelled", Case.Sensitive, "the other one can still be sent");
        left.Body!.TextContent.ShouldContain("A camera that is no longer in the register");
        using var reminded = await officer.Http.SubmitAsync(left, place, "remind");
        var again = (await MailsAsync("several@example.com")).Single(m => !string.Equals(m.Body, mail.Body, StringComparison.Ordinal));
        again.Body.ShouldContain($"({first} Heol Fawr).");
        again.Body.ShouldNotContain($"{soonest}");
        await SendAsync(CodeIn().Match(again.Body).Groups["code"].Value);
        (await officer.OpenAsync(place)).Body!.TextContent.ShouldContain("1 file received");
    }

    [Fact]
    public async Task An_owner_who_leaves_with_all_cameras_ends_what_was_asked_of_all_of_them_once()
    {
        var (crime, at) = await CrimeAsync();
        var theirs = Id<Owner>.New();
        var (one, two) = (
            await CameraAsync(at, email: null, owner: theirs),
            await CameraAsync(at, email: null, owner: theirs, isNew: false)
        );
        var officer = await Host.SignInAsync("officer");
        var page = $"/evidence/footage/ask?kind=Crime&record={crime}";
        using var asked = await officer.SubmitAsync(page, "ask", ("Chosen", $"{one}"), ("Chosen", $"{two}"));
        var told = (await Documents.ReadAsync(asked)).Body!.TextContent;
        CodeIn().Count(told).ShouldBe(1, "one link for both");
        told.ShouldContain($"{one} Heol Fawr");
        told.ShouldContain($"{two} Heol Fawr");
        using var left = await officer.SubmitAsync($"/evidence/cameras/owners/{theirs}", "leave", ("Reason", "They agree no longer"));
        left.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await left.Content.ReadAsStringAsync(Ct));
        var request = (await Host.Get<FootageList>().NewestAsync(new(crime.Value), after: null, Seer, Ct)).ShouldHaveSingleItem();
        (request.CancelledAt is null, request.Address).ShouldBe((false, null));
        using var owner = Host.NewClient();
        (await owner.GetAsync($"/upload/{CodeIn().Match(told).Groups["code"].Value}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_owner_without_mail_is_read_a_link_is_reminded_and_says_that_there_is_nothing()
    {
        var (crime, at) = await CrimeAsync();
        var camera = await CameraAsync(at, email: null);
        var officer = await Host.SignInAsync("officer");
        var page = $"/evidence/footage/ask?kind=Crime&record={crime}";
        using var none = await officer.Http.SubmitAsync(await officer.OpenAsync(page), page, "ask", ("Chosen", $"{Id<Camera>.New()}"));
        (await Documents.ReadAsync(none)).Body!.TextContent.ShouldContain("Choose at least one camera");
        using var asked = await officer.SubmitAsync(page, "ask", ("Chosen", $"{camera}"));
        CodeIn().IsMatch((await Documents.ReadAsync(asked)).Body!.TextContent).ShouldBeTrue();
        var request = (await Host.Get<FootageList>().NewestAsync(new(crime.Value), after: null, Seer, Ct)).ShouldHaveSingleItem();
        var place = $"/evidence/footage/{request.Request}";
        var form = await officer.OpenAsync(place);
        using var reminded = await officer.Http.SubmitAsync(form, place, "remind");
        using var twice = await officer.Http.SubmitAsync(form, place, "remind");
        twice.StatusCode.ShouldBe(HttpStatusCode.OK, "a form that is sent twice reminds once");
        var code = CodeIn().Match((await Documents.ReadAsync(reminded)).Body!.TextContent).Groups["code"].Value;
        (await officer.OpenAsync(place)).Body!.TextContent.ShouldContain("Reminded");

        using var owner = Host.NewClient();
        (await owner.GetStringAsync($"/upload/{code}", Ct)).ShouldContain($"upload/{code}/nothing");
        (await owner.GetStringAsync($"/cy/upload/{code}/nothing", Ct)).ShouldContain("Nid oes gennych ddim");
        var answers = await Documents.ReadAsync(await owner.GetAsync($"/upload/{code}/nothing", Ct));
        using var silent = await owner.SubmitAsync(answers, $"/upload/{code}/nothing", "nothing");
        (await silent.Content.ReadAsStringAsync(Ct)).ShouldContain("Choose an answer.");
        using var answered = await owner.SubmitAsync(
            answers,
            $"/upload/{code}/nothing",
            "nothing",
            ("Answer", nameof(FootageAnswer.NothingThere))
        );
        answered.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await officer.OpenAsync(place)).Body!.TextContent.ShouldContain("Nothing to see");
        (await owner.GetAsync("/upload/abcdefghjkmnpqrstuvw/nothing", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_leaves_the_register_is_gone_from_it_and_their_link_is_shut()
    {
        var (crime, at) = await CrimeAsync();
        var camera = await CameraAsync(at, email: null, name: "Zebedee Leaver");
        var officer = await Host.SignInAsync("officer");
        var page = $"/evidence/footage/ask?kind=Crime&record={crime}";
        using var asked = await officer.SubmitAsync(page, "ask", ("Chosen", $"{camera}"));
        var code = CodeIn().Match((await Documents.ReadAsync(asked)).Body!.TextContent).Groups["code"].Value;
        using var left = await officer.SubmitAsync($"/evidence/cameras/{camera}", "end", ("Reason", "Sold the house"));
        left.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var after = (await officer.OpenAsync($"/evidence/cameras/{camera}")).Body!.TextContent;
        after.ShouldContain("Sold the house");
        after.ShouldNotContain("Heol Fawr");
        after.ShouldContain("Cancelled");
        (await Host.Database.Source.RowsAsync("evidence.camera")).ShouldNotContain("Zebedee");
        (await Host.Database.Source.RowsAsync("evidence.owner")).ShouldNotContain("Zebedee", Case.Sensitive, "it was their last camera");
        (await officer.OpenAsync(page)).Body!.TextContent.ShouldContain("No camera in the register looks there");
        using var owner = Host.NewClient();
        (await owner.GetAsync($"/upload/{code}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Each_look_at_an_owner_is_logged_and_who_may_not_see_the_register_sees_nothing_of_it()
    {
        var (crime, at) = await CrimeAsync();
        var camera = await CameraAsync(at, email: null);
        var officer = await Host.SignInAsync("officer");
        await officer.OpenAsync($"/evidence/cameras/{camera}");
        var looks = await Host.Get<Db>()
            .WorkingAsync<string>(
                $"select c.what from kernel.consultation c where c.person = {officer.Staff.Value} and {camera.Value} = any(c.subjects)",
                Ct
            );
        looks.ShouldContain(nameof(CameraRecord));
        var handler = await Host.SignInAsync("contact-handler");
        (await handler.StatusAsync($"/evidence/cameras/{camera}")).ShouldBe(HttpStatusCode.Forbidden);
        (await handler.OpenAsync($"/records/crimes/{crime}")).Body!.TextContent.ShouldNotContain("Ask for footage");
        var stranger = Seer with { Person = handler.Staff.Value };
        (await Host.Get<CameraList>().FindAsync(camera, stranger, Ct)).ShouldBeNull();
        (await Host.Get<RecordNames>().OfAsync([camera.Value], stranger, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_closed_crime_nobody_learns_that_footage_was_asked_for()
    {
        var (crime, at) = await CrimeAsync();
        var camera = await CameraAsync(at, email: null);
        var officer = await Host.SignInAsync("officer");
        var page = $"/evidence/footage/ask?kind=Crime&record={crime}";
        using var asked = await officer.SubmitAsync(page, "ask", ("Chosen", $"{camera}"));
        var request = (await Host.Get<FootageList>().NewestAsync(new(crime.Value), after: null, Seer, Ct)).ShouldHaveSingleItem();
        var close = new RestrictRecord(Marking.OfficialSensitive, [Id<Staff>.New()], "A protected witness.");
        (await Host.Get<ILedger>().DecideAsync(new Id<Restriction>(crime.Value), close, Seer, Ct)).OrThrow();
        (await officer.StatusAsync(page)).ShouldBe(HttpStatusCode.NotFound);
        (await officer.StatusAsync($"/evidence/footage/{request.Request}")).ShouldBe(HttpStatusCode.NotFound);
        (await officer.OpenAsync($"/evidence/cameras/{camera}")).Body!.TextContent.ShouldContain("Nothing yet");
        (await officer.OpenAsync("/evidence/footage")).Body!.TextContent.ShouldNotContain($"{camera} Heol Fawr");
    }

    private Viewer Seer => Host.Administrator;

    /// <summary>A burglary of its own street, last night.</summary>
    private async Task<(Id<Crime> Crime, PlaceDetails At)> CrimeAsync()
    {
        var serial = Interlocked.Increment(ref _serial);
        var at = Burglary.HeolFawr with { Number = $"{serial}", Easting = 300_000 + ((serial - 8_000) * 2_000) };
        var facts = Burglary.Facts with { Committed = new(Now.AddDays(-3), Now.AddDays(-3).AddHours(1)), Where = at };
        var plan = Burglary.Plan(serial) with { Ids = new NaturalIds(Force, Host.Get<IdSecret>()), Facts = facts, Where = at };
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), Viewer.System(Force), Ct)).OrThrow();
        return (plan.Crime, at);
    }

    /// <summary>A camera some metres west of it, which looks east.</summary>
    /// <param name="isNew">The owner is entered with it; otherwise they are there.</param>
    private async Task<Id<Camera>> CameraAsync(
        PlaceDetails near,
        string? email,
        int daysKept = 30,
        string name = "Ann Price",
        Id<Owner>? owner = null,
        bool isNew = true
    )
    {
        var camera = Id<Camera>.New();
        var details = new CameraDetails("business", $"{camera} Heol Fawr", near.Easting - 20, near.Northing, 90, 90, 60, daysKept, null);
        var consent = new CameraConsent(new DateOnly(2026, 11, 1), name, "At the door");
        var whose = new CameraWhose(owner ?? Id<Owner>.New(), isNew ? new(name, "01632 960001", email, "en", consent) : null);
        (await Host.Get<CameraDesk>().KeepAsync(camera, details, whose, Viewer.System(Force), Ct)).OrThrow();
        return camera;
    }

    private async Task<List<OutboxLine>> MailsAsync(string to) =>
        [
            .. (await Host.Get<OutboxList>().ListAsync(Seer, unsent: false, before: null, Ct)).Where(m =>
                string.Equals(m.Recipient, to, StringComparison.Ordinal)
            ),
        ];

    private async Task SendAsync(string code)
    {
        using var owner = Host.NewClient();
        var start = await Documents.ReadAsync(await owner.GetAsync($"/upload/{code}", Ct));
        using var begun = await owner.SubmitAsync(start, $"/upload/{code}", "begin", ("Agreed", "yes"));
        var page = await Documents.ReadAsync(await owner.GetAsync($"/upload/{code}/files", Ct));
        using var form = new MultipartFormDataContent();
        foreach (var field in page.QuerySelectorAll("form[enctype] input[type=hidden]"))
            form.Add(new StringContent(field.GetAttribute("value") ?? ""), field.GetAttribute("name")!);
        form.Add(new ByteArrayContent([.. "a film"u8]), "files", "CH03.mp4");
        using var sent = await owner.PostAsync($"/upload/{code}/files", form, Ct);
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await sent.Content.ReadAsStringAsync(Ct));
    }

    [GeneratedRegex("/upload/(?<code>[2-9a-z]{20})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CodeIn();
}
