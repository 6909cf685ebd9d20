using System.Net;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Objects;
using Bluelamp.Kernel;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>An object goes from hand to hand, and what does not fit is said aloud.</summary>
public sealed class ContinuityTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly Id<Exhibit> Knife = new(new("0190a000-0000-7000-8000-0000000000e2"));
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Whereabouts Store = new(ObjectStatus.InStore, "temporary", "PC Rees", "Shelf 4");
    private static readonly Whereabouts Lab = new(ObjectStatus.AtLaboratory, Store: null, "Cardiff laboratory", Place: null);
    private static readonly ObjectDetails Details = new("pace-32", "the suspect", Owner: null, "Knife tube", "Blade", "S100");
    private static readonly ObjectTakenIn TakenIn = new(Knife, Details, Store, Noon);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void It_is_taken_in_after_it_was_found_and_never_in_advance()
    {
        var take = new TakeInObject(Knife, new() { Description = "Kitchen knife", From = Noon }, Details, Store, Noon);
        take.Decide(Exhibit.Empty, new(Given.Somebody, Noon.AddHours(1))).Events[^1].ShouldBe(TakenIn);
        take.Decide(Exhibit.Empty, new(Given.Somebody, Noon.AddHours(-1))).ThenRefused<NotYet>();
        (take with { At = Noon.AddMinutes(-1) }).Decide(Exhibit.Empty, new(Given.Somebody, Noon)).ThenRefused<TakenInBeforeSeized>();
    }

    [Fact]
    public void It_goes_on_under_the_seal_that_was_found()
    {
        var pass = new PassOnObject(Knife, Lab, Noon.AddHours(2), "Fingerprints", "S100", NewSeal: null, "C. Price", Signing.Ticked);
        pass.Decide(Custody.Empty.Apply(TakenIn), new(Given.Somebody, Noon.AddDays(1)))
            .Events.ShouldBe([
                new ObjectPassedOn(Knife, Store, Lab, Noon.AddHours(2), "Fingerprints", "S100", "S100", "C. Price", Signing.Ticked),
            ]);
    }

    [Fact]
    public void Nobody_hands_over_before_it_came_nor_after_it_is_gone()
    {
        var pass = new PassOnObject(Knife, Lab, Noon.AddHours(-2), "Fingerprints", "S100", NewSeal: null, "C. Price", Signing.Ticked);
        var late = new By(Given.Somebody, Noon.AddDays(1));
        pass.Decide(Custody.Empty.Apply(TakenIn), late).ThenRefused<BeforeItCame>();
        var back = new ObjectPassedOn(
            Knife,
            Store,
            new(ObjectStatus.Returned, null, "Owner", null),
            Noon,
            "No longer needed",
            null,
            null,
            "O"
        );
        (pass with { At = Noon.AddHours(1) }).Decide(Custody.Empty.Apply(TakenIn).Apply(back), late).ThenRefused<NoLongerHeld>();
        (pass with { At = Noon.AddHours(1), Signature = " " }).Decide(Custody.Empty.Apply(TakenIn), late).ThenRefused<SignatureMissing>();
        (pass with { At = Noon.AddHours(1), Signing = null }).Decide(Custody.Empty.Apply(TakenIn), late).ThenRefused<NotSigned>();
        pass.Decide(Custody.Empty, late).ThenRefused<NoSuchRecord>();
    }

    [Fact]
    public void A_seal_that_changed_between_two_hands_is_said()
    {
        var passed = new ObjectPassedOn(Knife, Store, Lab, Noon.AddHours(2), "Fingerprints", "S999", "S999", "C. Price");
        var links = Continuity.Of([At(1, Noon, TakenIn), At(2, Noon.AddDays(3), passed)]);
        links[0].Doubts.ShouldBeEmpty();
        links[1].Doubts.ShouldBe(["Left under seal S100, found under S999", "Written down more than a day later"]);
    }

    [Fact]
    public async Task An_officer_takes_in_an_object_and_hands_it_over()
    {
        var officer = await shared.Host.SignInAsync("officer");
        using var bare = await officer.SubmitAsync("/evidence/objects/new", "new-object", ("Description", "Kitchen knife"));
        (await Documents.ReadAsync(bare)).Body!.TextContent.ShouldContain("Choose the power.");
        using var taken = await officer.SubmitAsync(
            "/evidence/objects/new",
            "new-object",
            ("Description", "Kitchen knife, black handle"),
            ("Reference", "abc/1"),
            ("Found", "2026-01-20T11:00"),
            ("Power", "pace-32"),
            ("Seal", "S100"),
            ("At", "2026-01-20T12:00"),
            ("Store", "temporary")
        );
        taken.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await taken.Content.ReadAsStringAsync(Ct));
        var place = taken.Headers.Location!.ToString();
        using var passed = await officer.SubmitAsync(
            $"{place}/hand-over",
            "action",
            ("At", "2026-01-21T09:00"),
            ("Status", "AtLaboratory"),
            ("Holder", "Cardiff laboratory"),
            ("Reason", "Fingerprints"),
            ("SealFound", "S101"),
            ("Taker", "here"),
            ("Signature", "C. Price"),
            ("Ticked", "true")
        );
        passed.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await passed.Content.ReadAsStringAsync(Ct));
        var page = (await officer.OpenAsync(place)).Body!.TextContent;
        page.ShouldContain("ABC/1");
        page.ShouldContain("Left under seal S100, found under S101");
        (await officer.OpenAsync($"{place}/label")).QuerySelector("svg.bl-qr").ShouldNotBeNull();
    }

    private static Entry At(int version, DateTimeOffset at, IEvent e) =>
        new(99, Knife.Value, version, at, Given.Somebody, "test", [Knife.Value], e);
}
