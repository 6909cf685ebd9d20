using System.Net;
using Bluelamp.Evidence.Cameras;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Disposal;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Who has several cameras is entered once: chosen for the next one, changed for all, and gone from the register in one act.</summary>
public sealed class OwnerTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static int _count;

    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_owner_is_found_chosen_for_a_second_camera_and_changed_for_both()
    {
        var officer = await Host.SignInAsync("officer");
        var name = $"Glenys Twice{Serial()}";
        var first = await TakenInAsync(
            officer,
            "/evidence/cameras/new",
            "new-camera",
            [.. At("1 Quay Row"), .. Whom(name), ("Premises", "Harbour Stores")]
        );
        (string, string)[] second = [.. At("9 Dock Street"), ("Find", name[7..])];
        using var looked = await officer.SubmitAsync("/evidence/cameras/new", "new-camera", [.. second, ("Do", "find")]);
        var found = await Documents.ReadAsync(looked);
        found.QuerySelector(".govuk-error-summary").ShouldBeNull("they only looked for somebody");
        found.QuerySelector("#Address")!.GetAttribute("value").ShouldBe("9 Dock Street", "what was typed stays");
        var choice = found.QuerySelectorAll("input[name=Whose]");
        choice.Length.ShouldBe(2, "the one who is there, and somebody new");
        choice[0].ParentElement!.TextContent.ShouldContain($"{name}, Harbour Stores");
        choice[0].ParentElement!.TextContent.ShouldContain("Camera at 1 Quay Row");
        found
            .QuerySelector("button[value=find]")!
            .GetAttribute("formaction")
            .ShouldBe("/evidence/cameras/new#whom", "who was found stands down there");
        using var unsaid = await officer.SubmitAsync("/evidence/cameras/new", "new-camera", second);
        (await Documents.ReadAsync(unsaid)).QuerySelector("#Whose-error")!.TextContent.ShouldContain("Choose whose camera it is");
        var other = await TakenInAsync(
            officer,
            "/evidence/cameras/new",
            "new-camera",
            [.. second, ("Whose", choice[0].GetAttribute("value")!)]
        );

        var place = (await officer.OpenAsync(first)).QuerySelector("a[href^='evidence/cameras/owners/']")!.GetAttribute("href")!;
        (await officer.OpenAsync(other)).QuerySelector($"a[href='{place}']").ShouldNotBeNull();
        var page = await officer.OpenAsync($"/{place}");
        page.QuerySelectorAll("tbody a").Select(static a => a.TextContent).ShouldBe(["9 Dock Street", "1 Quay Row"]);
        page.Body!.TextContent.ShouldContain("At the door");
        page.QuerySelector($"a[href='evidence/cameras/new?owner={place.Split('/')[^1]}']").ShouldNotBeNull();
        using var changed = await officer.SubmitAsync($"/{place}/change", "change-owner", ("Phone", "01632 960777"));
        changed.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await changed.Content.ReadAsStringAsync(Ct));
        foreach (var camera in new[] { first, other })
            (await officer.OpenAsync(camera)).Body!.TextContent.ShouldContain("01632 960777");
        (await officer.OpenAsync($"/evidence/cameras/owners?q={name[7..]}")).QuerySelectorAll("tbody tr").ShouldHaveSingleItem();
        (await officer.OpenAsync("/evidence/cameras/owners?q=dock+street")).Body!.TextContent.ShouldContain(name);
        (await officer.OpenAsync("/evidence/cameras/owners?q=nobody-at-all")).Body!.TextContent.ShouldContain("No owner like that");
        (await officer.OpenAsync($"/evidence/cameras/new?owner={place.Split('/')[^1]}"))
            .QuerySelector("input[name=Whose][checked]")!
            .GetAttribute("value")
            .ShouldBe(place.Split('/')[^1]);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_takes_in_one_camera_and_one_owner()
    {
        var officer = await Host.SignInAsync("officer");
        var name = $"Once Only{Serial()}";
        var form = await officer.OpenAsync("/evidence/cameras/new");
        (string, string)[] said = [.. At("4 Twice Lane"), .. Whom(name)];
        using var once = await officer.Http.SubmitAsync(form, "/evidence/cameras/new", "new-camera", said);
        using var twice = await officer.Http.SubmitAsync(form, "/evidence/cameras/new", "new-camera", said);
        twice.Headers.Location.ShouldBe(once.Headers.Location);
        (await Host.Get<OwnerList>().NewestAsync(name, after: null, Police, Ct)).ShouldHaveSingleItem().Cameras.ShouldBe(1);
    }

    [Fact]
    public async Task A_camera_whose_owner_was_typed_on_it_keeps_working_and_gets_one_when_it_is_changed()
    {
        var (camera, name) = (Id<Camera>.New(), $"Old Typed{Serial()}");
        await TellAsync(camera.Value, new CameraRegistered(camera, Sees("7 Old Road"), Whose(name)));
        var officer = await Host.SignInAsync("officer");
        var page = await officer.OpenAsync($"/evidence/cameras/{camera}");
        page.Body!.TextContent.ShouldContain(name);
        page.QuerySelector("a[href^='evidence/cameras/owners/']").ShouldBeNull();
        (await officer.OpenAsync($"/evidence/cameras/{camera}/change")).QuerySelector("#Owner")!.GetAttribute("value").ShouldBe(name);
        (await Host.Get<CameraList>().OfAsync([camera], Police, Ct)).ShouldHaveSingleItem().Phone.ShouldBe("01632 960001");
        var before = await Host.Database.Source.RowsAsync("evidence.camera");
        await Host.Get<Rebuild>().RunAsync(tables: null, progress: null, Ct);
        (await Host.Database.Source.RowsAsync("evidence.camera")).ShouldBe(before);

        await TakenInAsync(officer, $"/evidence/cameras/{camera}/change", "change-camera", []);
        page = await officer.OpenAsync($"/evidence/cameras/{camera}");
        page.QuerySelector("a[href^='evidence/cameras/owners/']")!.TextContent.ShouldBe(name);
        page.Body!.TextContent.ShouldContain("01632 960001");
        (await Host.Database.Source.RowsAsync("evidence.camera")).ShouldNotContain(name, Case.Sensitive, "it stands with the owner now");
        var (cameras, owners) = (
            await Host.Database.Source.RowsAsync("evidence.camera"),
            await Host.Database.Source.RowsAsync("evidence.owner")
        );
        await Host.Get<Rebuild>().RunAsync(tables: null, progress: null, Ct);
        (await Host.Database.Source.RowsAsync("evidence.camera")).ShouldBe(cameras);
        (await Host.Database.Source.RowsAsync("evidence.owner")).ShouldBe(owners);
    }

    [Fact]
    public async Task An_owner_stays_while_a_camera_of_theirs_does_and_leaves_with_the_last_or_with_all()
    {
        var officer = await Host.SignInAsync("officer");
        var (leaver, stayer) = ($"Leaving All{Serial()}", $"Staying On{Serial()}");
        var (one, two) = (await OwnedAsync(leaver, "1 Away Street"), await OwnedAsync(stayer, "2 Away Street"));
        var more = await OwnedAsync(stayer, "3 Away Street", two.Owner);
        using var withdrawn = await officer.SubmitAsync($"/evidence/cameras/{more.Camera}", "end", ("Reason", "Sold"));
        (await officer.OpenAsync($"/evidence/cameras/owners/{two.Owner}")).Body!.TextContent.ShouldContain(stayer);
        (await officer.OpenAsync($"/evidence/cameras/{more.Camera}")).Body!.TextContent.ShouldNotContain(stayer);
        var place = $"/evidence/cameras/owners/{one.Owner}";
        await OwnedAsync(leaver, "4 Away Street", one.Owner);
        using var unsaid = await officer.SubmitAsync(place, "leave");
        (await Documents.ReadAsync(unsaid)).Body!.TextContent.ShouldContain("Say why.");
        using var left = await officer.SubmitAsync(place, "leave", ("Reason", "They agree no longer"));
        left.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var page = (await officer.OpenAsync(place)).Body!.TextContent;
        page.ShouldContain("They agree no longer");
        page.ShouldNotContain(leaver);
        (await officer.StatusAsync($"{place}/change")).ShouldBe(HttpStatusCode.NotFound);
        foreach (var table in new[] { "evidence.owner", "evidence.camera" })
        {
            var rows = await Host.Database.Source.RowsAsync(table);
            rows.ShouldNotContain(leaver);
            rows.ShouldNotContain("1 Away Street");
            rows.ShouldNotContain("4 Away Street");
        }

        using var last = await officer.SubmitAsync($"/evidence/cameras/{two.Camera}", "end", ("Reason", "Moved"));
        (await Host.Database.Source.RowsAsync("evidence.owner")).ShouldNotContain(stayer);
    }

    [Fact]
    public async Task Whose_last_camera_went_to_somebody_else_is_no_longer_in_the_register()
    {
        var (before, after) = ($"Former Owner{Serial()}", $"Next Owner{Serial()}");
        var (old, next) = (await OwnedAsync(before, "1 Sold House"), await OwnedAsync(after, "2 Sold House"));
        var officer = await Host.SignInAsync("officer");
        await TakenInAsync(
            officer,
            $"/evidence/cameras/{old.Camera}/change",
            "change-camera",
            [("Find", after), ("Whose", $"{next.Owner}")]
        );
        (await officer.OpenAsync($"/evidence/cameras/{old.Camera}")).Body!.TextContent.ShouldContain(after);
        (await Host.Database.Source.RowsAsync("evidence.owner")).ShouldNotContain(before);
    }

    [Fact]
    public async Task Each_look_is_logged_and_a_closed_owner_is_closed_with_their_cameras()
    {
        var name = $"Closed Off{Serial()}";
        var (owner, camera) = await OwnedAsync(name, "5 Closed Close");
        var (officer, insider) = (await Host.SignInAsync("officer"), await Host.SignInAsync("officer"));
        await officer.OpenAsync($"/evidence/cameras/owners/{owner}");
        await officer.OpenAsync($"/evidence/cameras/owners?q={name[7..]}");
        await officer.OpenAsync($"/evidence/cameras/{camera}");
        var looks = await Host.Get<Db>()
            .WorkingAsync<string>(
                $"select c.what from kernel.consultation c where c.person = {officer.Staff.Value} and {owner.Value} = any(c.subjects)",
                Ct
            );
        looks.ShouldContain(nameof(OwnerRecord));
        looks.ShouldContain(nameof(OwnerLine));
        looks.ShouldContain(nameof(CameraRecord));

        await TellAsync(owner.Value, new RecordRestricted(Marking.Official, [new(insider.Staff.Value)], "At risk"));
        (await officer.StatusAsync($"/evidence/cameras/owners/{owner}")).ShouldBe(HttpStatusCode.NotFound);
        (await officer.StatusAsync($"/evidence/cameras/owners/{owner}/change")).ShouldBe(HttpStatusCode.NotFound);
        (await officer.StatusAsync($"/evidence/cameras/{camera}")).ShouldBe(HttpStatusCode.NotFound);
        (await officer.OpenAsync($"/evidence/cameras/owners?q={name[7..]}")).Body!.TextContent.ShouldContain("No owner like that");
        (await officer.OpenAsync("/evidence/cameras?q=closed+close")).Body!.TextContent.ShouldContain("No camera like that");
        using var chosen = await officer.SubmitAsync(
            "/evidence/cameras/new",
            "new-camera",
            [.. At("6 Closed Close"), .. Whom("Somebody"), ("Find", "Nobody"), ("Whose", $"{owner}")]
        );
        chosen.StatusCode.ShouldBe(HttpStatusCode.SeeOther, "who is not found is not chosen: it is somebody new");
        (await Host.Get<OwnerList>().FindAsync(owner, Police, Ct)).ShouldNotBeNull().Name.ShouldBe(name);
        (await Host.Get<CameraList>().NewestAsync(new(Owner: owner), after: null, Police, Ct)).ShouldHaveSingleItem();
        (await insider.OpenAsync($"/evidence/cameras/{camera}")).Body!.TextContent.ShouldContain(name);
        var handler = await Host.SignInAsync("contact-handler");
        (await handler.StatusAsync("/evidence/cameras/owners")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_owner_is_disposed_of_with_their_cameras_and_goes_with_the_last_of_them()
    {
        var order = new DisposalOrder("Information manager", "Retention period ended", "MoPI group 3");
        var (all, last) = ($"Disposed With{Serial()}", $"Disposed Last{Serial()}");
        var one = await OwnedAsync(all, "1 Gone Grove");
        await OwnedAsync(all, "2 Gone Grove", one.Owner);
        var two = await OwnedAsync(last, "3 Gone Grove");
        (await Host.Get<Disposer>().DisposeAsync(one.Owner.Value, versions: null, order, Police, Ct)).OrThrow();
        (await Host.Get<Disposer>().DisposeAsync(two.Camera.Value, versions: null, order, Police, Ct)).OrThrow();
        foreach (var table in new[] { "evidence.owner", "evidence.camera", "kernel.ledger" })
        {
            var rows = await Host.Database.Source.RowsAsync(table);
            foreach (var word in new[] { all, last, "1 Gone Grove", "2 Gone Grove", "3 Gone Grove" })
                rows.ShouldNotContain(word);
        }
    }

    private static int Serial() => Interlocked.Increment(ref _count);

    private static (string, string)[] At(string address) => [("Kind", "business"), ("Address", address), ("Place", "SN 58213 81641")];

    private static (string, string)[] Whom(string name) =>
        [("Owner", name), ("Phone", "01632 960001"), ("ConsentBy", name), ("ConsentHow", "At the door")];

    private static CameraDetails Sees(string address) => new("business", address, 258_213, 281_641, 90, 90, 20, 30, ClockNote: null);

    private static CameraOwner Whose(string name) =>
        new(name, "01632 960001", Email: null, "en", new(new DateOnly(2026, 11, 1), name, "At the door"));

    /// <summary>Sends a form of a camera. Answers where its page is.</summary>
    private static async Task<string> TakenInAsync(StaffClient officer, string page, string form, (string, string)[] answers)
    {
        using var taken = await officer.SubmitAsync(page, form, answers);
        taken.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await taken.Content.ReadAsStringAsync(Ct));
        return new Uri(officer.Http.BaseAddress!, taken.Headers.Location!).AbsolutePath;
    }

    private async Task<(Id<Owner> Owner, Id<Camera> Camera)> OwnedAsync(string name, string address, Id<Owner>? of = null)
    {
        var (owner, camera) = (of ?? Id<Owner>.New(), Id<Camera>.New());
        var whose = new CameraWhose(owner, of is null ? Whose(name) : null);
        (await Host.Get<CameraDesk>().KeepAsync(camera, Sees(address), whose, Police, Ct)).OrThrow();
        return (owner, camera);
    }

    private async Task TellAsync(Guid record, params IEvent[] events) =>
        (await Host.Get<ILedger>().DecideAsync(new Id<Told>(record), new Tell(events), Police, Ct)).OrThrow();
}
