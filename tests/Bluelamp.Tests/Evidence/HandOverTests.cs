using System.Net;
using System.Security.Cryptography;
using System.Text;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Objects;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Whoever receives an object signs for it: staff by their own sign-in, others by hand or by a tick.</summary>
public sealed class HandOverTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Drawn = "100,150 120,90 140,210 160,90;300,150 340,100 380,200 420,100";
    private static readonly Id<Exhibit> Knife = new(new("0190a000-0000-7000-8000-0000000000e3"));
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Whereabouts Bag = new(ObjectStatus.WithOfficer, Store: null, "PC Rees", Place: null);
    private static readonly Whereabouts Store = new(ObjectStatus.InStore, "main", "Sam Keeper", "Shelf 4");
    private static readonly ObjectTakenIn TakenIn = new(Knife, new("pace-32", null, null, null, null, "S100"), Bag, Noon);
    private static readonly Id<Staff> Keeper = new(new("0190a000-0000-7000-8000-0000000000e4"));
    private static readonly ObjectOffered Offered = new(Knife, Keeper, Bag, Store, Noon.AddHours(1), "To store", "S100", "S100");
    private static readonly Custody OnItsWay = Custody.Empty.Apply(TakenIn).Apply(Offered);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    private Viewer Police => Viewer.System(Host.Get<ForceProfile>().Code);

    [Fact]
    public void Only_the_receiver_signs_and_until_then_it_is_where_it_was()
    {
        OnItsWay.Where.ShouldBe(Bag);
        var receive = new ReceiveObject(Knife, "S100", SealCondition.Whole, Note: null);
        receive.Decide(OnItsWay, new(Given.Somebody, Noon.AddHours(2))).ThenRefused<HandedToSomebodyElse>();
        var received = receive.Decide(OnItsWay, new(Keeper.Value, Noon.AddHours(2))).Events[0];
        received.ShouldBe(new ObjectReceived(Knife, Bag, Store, Noon.AddHours(2), "S100", "S100", SealCondition.Whole, Note: null));
        OnItsWay.Apply(received).Where.ShouldBe(Store);
        receive.Decide(OnItsWay.Apply(received), new(Keeper.Value, Noon.AddHours(3))).ThenRefused<NothingToReceive>();
    }

    [Fact]
    public void A_receiver_says_how_the_seal_is_or_why_they_do_not_take_it()
    {
        var by = new By(Keeper.Value, Noon.AddHours(2));
        new ReceiveObject(Knife, "S100", Condition: null, Note: null).Decide(OnItsWay, by).ThenRefused<ConditionMissing>();
        new ReceiveObject(Knife, null, SealCondition.Whole, Note: null).Decide(OnItsWay, by).ThenRefused<SealMissing>();
        new ReceiveObject(Knife, "S100", SealCondition.Broken, Note: null).Decide(OnItsWay, by).ThenRefused<ConditionUntold>();
        new RefuseObject(Knife, " ").Decide(OnItsWay, by).ThenRefused<RefusalReasonMissing>();
        var refused = new RefuseObject(Knife, "It never came").Decide(OnItsWay, by).Events[0];
        OnItsWay.Apply(refused).ShouldBe(Custody.Empty.Apply(TakenIn));
    }

    [Fact]
    public void Nothing_else_happens_to_it_on_its_way_and_nobody_offers_it_to_themselves()
    {
        var late = new By(Given.Somebody, Noon.AddHours(3));
        var offer = new OfferObject(Knife, Keeper, Store, Noon.AddHours(2), "To store", "S100", NewSeal: null);
        offer.Decide(OnItsWay, late).ThenRefused<IsOnItsWay>();
        offer.Decide(Custody.Empty.Apply(TakenIn), late with { Person = Keeper.Value }).ThenRefused<SignForItYourself>();
        (offer with { To = Store with { Status = ObjectStatus.Destroyed } })
            .Decide(Custody.Empty.Apply(TakenIn), late)
            .ThenRefused<StaffKeepIt>();
        new PassOnObject(Knife, Store, Noon.AddHours(2), "Lab", "S100", NewSeal: null, "C. Price", Signing.Ticked)
            .Decide(OnItsWay, late)
            .ThenRefused<IsOnItsWay>();
        new TakeOfferBack(Knife, "Wrong person").Decide(OnItsWay, late).Events.ShouldBe([new OfferTakenBack(Knife, "Wrong person")]);
    }

    [Fact]
    public void The_gap_is_said_while_it_is_open_and_when_it_was_closed()
    {
        List<Entry> entries = [At(1, Noon, TakenIn), At(2, Noon.AddHours(1), Offered)];
        Continuity.Of(entries)[1].IsOpen.ShouldBeTrue();
        var received = new ObjectReceived(Knife, Bag, Store, Noon.AddHours(4), "S7", "S7", SealCondition.Broken, "A cut along the edge");
        entries.Add(At(3, Noon.AddHours(4), received, Keeper.Value));
        var link = Continuity.Of(entries)[1];
        link.IsOpen.ShouldBeFalse();
        (link.Given.Staff, link.Given.At).ShouldBe((Given.Somebody, Noon.AddHours(1)));
        (link.Taken!.Staff, link.Taken.At).ShouldBe((Keeper.Value, Noon.AddHours(4)));
        link.Doubts.ShouldBe([
            "Left under seal S100, found under S7",
            "Seal broken or opened: A cut along the edge",
            "Gap of 3 hours until it was received",
        ]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("100,100")]
    [InlineData("1,1 2,2 3,3 4,4 5,5 6,6 7,7 8,8 9,9999")]
    [InlineData("1,1 2,2 3,3 4,4 5,5 6,6 7,7 -8,8")]
    [InlineData("1,1 2,2 3,3 4,4 5,5 6,6 7,7 8,8\"/><script>")]
    public void What_is_no_signature_is_not_taken_for_one(string sent) => Drawing.TryParse(sent, out _).ShouldBeFalse();

    [Fact]
    public async Task An_object_waits_on_the_receivers_desk_until_they_sign()
    {
        var (officer, keeper) = (await Host.SignInAsync("officer"), await Host.SignInAsync("officer"));
        var place = await TakenInAsync(officer, "hov/1");
        using var unknown = await officer.SubmitAsync($"{place}/hand-over", "action", [.. HandOver, ("Receiver", "nobody-at-all")]);
        (await Documents.ReadAsync(unknown)).Body!.TextContent.ShouldContain("Nobody on the staff list");
        using var offered = await officer.SubmitAsync($"{place}/hand-over", "action", [.. HandOver, ("Receiver", keeper.Username)]);
        offered.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await offered.Content.ReadAsStringAsync(Ct));
        var page = (await officer.OpenAsync(place)).Body!.TextContent;
        page.ShouldContain("Gap: nobody has signed for it");
        page.ShouldContain("Not yet received");
        (await officer.OpenAsync("/desk")).Body!.TextContent.ShouldNotContain("HOV/1");
        (await keeper.OpenAsync("/desk")).Body!.TextContent.ShouldContain("Sign for HOV/1");
        using var other = await officer.SubmitAsync($"{place}/receipt", "action", Received);
        (await Documents.ReadAsync(other)).Body!.TextContent.ShouldContain("Only they can sign for it.");
        using var signed = await keeper.SubmitAsync($"{place}/receipt", "action", Received);
        signed.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await signed.Content.ReadAsStringAsync(Ct));
        page = (await officer.OpenAsync(place)).Body!.TextContent;
        page.ShouldNotContain("Not yet received");
        page.ShouldContain($"Test {keeper.Username}");
        (await keeper.OpenAsync("/desk")).Body!.TextContent.ShouldNotContain("HOV/1");
    }

    [Fact]
    public async Task A_receiver_refuses_with_a_reason_and_somebody_takes_an_offer_back()
    {
        var (officer, keeper) = (await Host.SignInAsync("officer"), await Host.SignInAsync("officer"));
        var place = await TakenInAsync(officer, "hov/2");
        (await officer.SubmitAsync($"{place}/hand-over", "action", [.. HandOver, ("Receiver", keeper.Username)])).Dispose();
        using var refused = await keeper.SubmitAsync($"{place}/receipt", "action", ("Answer", "no"), ("Why", "The bag is empty"));
        refused.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await officer.OpenAsync(place)).Body!.TextContent.ShouldContain("Not received: The bag is empty");
        (await officer.SubmitAsync($"{place}/hand-over", "action", [.. HandOver, ("Receiver", keeper.Username)])).Dispose();
        using var back = await officer.SubmitAsync($"{place}/hand-over/withdrawal", "action", ("Reason", "Off shift"));
        back.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await officer.OpenAsync(place)).Body!.TextContent.ShouldContain("Taken back: Off shift");
        (await keeper.OpenAsync("/desk")).Body!.TextContent.ShouldNotContain("HOV/2");
    }

    [Fact]
    public async Task Nobody_is_handed_what_they_may_not_see()
    {
        var (officer, clerk) = (await Host.SignInAsync("officer"), await Host.SignInAsync("dispatcher"));
        var place = await TakenInAsync(officer, "hov/3");
        using var offered = await officer.SubmitAsync($"{place}/hand-over", "action", [.. HandOver, ("Receiver", clerk.Username)]);
        (await Documents.ReadAsync(offered)).Body!.TextContent.ShouldContain("They may not see this exhibit");
    }

    [Fact]
    public async Task A_courier_signs_by_hand_and_the_signature_is_kept_until_the_exhibit_goes()
    {
        var officer = await Host.SignInAsync("officer");
        var place = await TakenInAsync(officer, "hov/4");
        (string, string)[] courier =
        [
            .. HandOver.Where(static a => a.Name is not "Taker"),
            ("Taker", "here"),
            ("Holder", "Red Van Couriers"),
            ("Signature", "J. Courier"),
        ];
        using var unsigned = await officer.SubmitAsync($"{place}/hand-over", "action", courier);
        (await Documents.ReadAsync(unsigned)).Body!.TextContent.ShouldContain("Whoever takes it must sign");
        using var passed = await officer.SubmitAsync($"{place}/hand-over", "action", [.. courier, ("Drawn", Drawn)]);
        passed.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await passed.Content.ReadAsStringAsync(Ct));
        var image = (await officer.OpenAsync(place)).QuerySelector("img.bl-signed").ShouldNotBeNull();
        var bytes = await officer.Http.GetByteArrayAsync($"/{image.GetAttribute("src")}", Ct);
        Encoding.UTF8.GetString(bytes).ShouldContain("<polyline points=\"100,150 120,90");
        var hash = ContentHash.Of(SHA256.HashData(bytes));
        image.GetAttribute("src")!.ShouldEndWith(hash.ToString());
        var exhibit = Guid.Parse(place.Split('/')[^1]);
        var entries = await Host.Get<ILedger>().StreamAsync(exhibit, Police, Ct);
        entries.Select(static e => e.Event).OfType<ObjectPassedOn>().Single().Signing!.Drawn.ShouldBe(hash);
        (await (await Host.SignInAsync("dispatcher")).StatusAsync($"{place}/signatures/{hash}")).ShouldBe(HttpStatusCode.Forbidden);

        await Host.GetAll<ISweep>().OfType<ErasedContents>().Single().SweepAsync(Ct);
        (await Host.Get<Contents>().HasAsync(hash, Ct)).ShouldBeTrue();
        var order = new DisposalOrder("Test", "Test", "Test");
        (await Host.Get<Disposer>().DisposeAsync(exhibit, versions: null, order, Police, Ct, seen: null)).OrThrow();
        await Host.GetAll<ISweep>().OfType<ErasedContents>().Single().SweepAsync(Ct);
        await Host.GetAll<ISweep>().OfType<ErasedContents>().Single().SweepAsync(Ct);
        (await Host.Get<Contents>().HasAsync(hash, Ct)).ShouldBeFalse();
    }

    private static (string Name, string Value)[] HandOver =>
        [
            ("At", "2026-01-20T13:00"),
            ("Status", "InStore"),
            ("Store", "temporary"),
            ("Reason", "To store"),
            ("SealFound", "S100"),
            ("Taker", "staff"),
        ];

    private static (string, string)[] Received => [("Answer", "yes"), ("SealFound", "S100"), ("Condition", "Whole")];

    private static async Task<string> TakenInAsync(StaffClient officer, string reference)
    {
        using var taken = await officer.SubmitAsync(
            "/evidence/objects/new",
            "new-object",
            ("Description", "Kitchen knife, black handle"),
            ("Reference", reference),
            ("Found", "2026-01-20T11:00"),
            ("Power", "pace-32"),
            ("Seal", "S100"),
            ("At", "2026-01-20T12:00"),
            ("Store", "temporary")
        );
        taken.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await taken.Content.ReadAsStringAsync(Ct));
        return taken.Headers.Location!.ToString();
    }

    private static Entry At(int version, DateTimeOffset at, IEvent e, Guid? by = null) =>
        new(99, Knife.Value, version, at, by ?? Given.Somebody, "test", [Knife.Value], e);
}
