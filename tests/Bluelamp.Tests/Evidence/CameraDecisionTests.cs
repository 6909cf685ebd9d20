using Bluelamp.Evidence.Cameras;
using Bluelamp.Evidence.Doors;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Grids;
using Bluelamp.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>The register of cameras and requests for what they recorded: what is decided, and what a camera sees.</summary>
public sealed class CameraDecisionTests
{
    private static readonly Id<Camera> Shop = new(new("0190a000-0000-7000-8000-0000000000ca"));
    private static readonly Id<Owner> Of = new(new("0190a000-0000-7000-8000-0000000000c0"));
    private static readonly Id<FootageRequest> Request = new(new("0190a000-0000-7000-8000-0000000000f0"));
    private static readonly Id<Door> Link = new(new("0190a000-0000-7000-8000-0000000000d0"));
    private static readonly GridRef Corner = new(300_000, 200_000);
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly By Somebody = new(Given.Somebody, Now);
    private static readonly CameraConsent Consent = new(new DateOnly(2026, 11, 1), "Ann Price", "By telephone");
    private static readonly CameraOwner Ann = new("Ann Price", "01632 960001", "ann@example.com", "en", Consent);
    private static readonly CameraDetails East = new("business", "1 Heol Fawr", 300_000, 200_000, 90, 90, 50, 30, null);
    private static readonly FootageTime Friday = new(Now.AddDays(-10), Now.AddDays(-10).AddHours(2));

    [Fact]
    public void An_offer_counts_when_staff_have_taken_it_in()
    {
        var offered = new CameraOffered(Shop, East with { Easting = null, Northing = null }, Ann);
        new Given<Camera>().When(new OfferCamera(Shop, offered.Details, Ann)).Then(offered);
        new RelyOnCamera().Decide(Camera.Empty.Apply(offered), Somebody).ThenRefused<CameraIsGone>();
        new Given<Camera>(offered).When(new RegisterCamera(Shop, offered.Details, Of)).ThenRefused<CameraPlaceMissing>();
        new Given<Camera>(offered).When(new RegisterCamera(Shop, East, Of)).Then(new CameraRegistered(Shop, East, Of: Of));
        new Given<Camera>(offered, new CameraRegistered(Shop, East, Ann)).When(new RelyOnCamera()).Then();
    }

    [Fact]
    public void Who_withdrew_is_not_asked_or_written_about_any_more()
    {
        IEvent[] gone = [new CameraRegistered(Shop, East, Ann), new CameraWithdrawn(Shop, "Moved")];
        new Given<Camera>(gone[0]).When(new WithdrawCamera(Shop, " ")).ThenRefused<CameraReasonMissing>();
        new Given<Camera>(gone).When(new RelyOnCamera()).ThenRefused<CameraIsGone>();
        new Given<Camera>(gone).When(new ChangeCamera(Shop, East, Of)).ThenRefused<CameraIsGone>();
        new Given<Camera>(gone).When(new RegisterCamera(Shop, East, Of)).ThenRefused<CameraIsGone>();
        var state = gone.Aggregate(Camera.Empty, static (c, e) => c.Apply(e));
        (state.Details, state.Of).ShouldBe((null, null));
    }

    [Fact]
    public void An_owner_who_was_typed_on_a_camera_gets_a_row_of_their_own_with_its_next_change()
    {
        var typed = new CameraRegistered(Shop, East, Ann);
        new Given<Camera>(typed).When(new RelyOnCamera()).Then();
        new Given<Camera>(typed).When(new ChangeCamera(Shop, East, Of)).Then(new CameraChanged(Shop, East, Of: Of));
        new Given<Camera>(typed, new CameraChanged(Shop, East, Of: Of)).When(new ChangeCamera(Shop, East, Of)).Then();
    }

    [Fact]
    public void An_owner_is_entered_once_changed_and_gone_when_they_leave()
    {
        var registered = new OwnerRegistered(Of, Ann);
        var moved = Ann with { Phone = "01632 960009", Premises = "Harbour Stores" };
        new Given<Owner>().When(new RegisterOwner(Of, Ann)).Then(registered);
        new Given<Owner>(registered).When(new RegisterOwner(Of, moved)).Then();
        new Given<Owner>(registered).When(new ChangeOwner(Of, moved)).Then(new OwnerChanged(Of, moved));
        new Given<Owner>(registered).When(new ChangeOwner(Of, Ann)).Then();
        new Given<Owner>(registered).When(new ChangeOwner(Of, Ann with { Phone = null, Email = null })).ThenRefused<OwnerUnreachable>();
        new Given<Owner>(registered).When(new LetOwnerLeave(Of, " ")).ThenRefused<CameraReasonMissing>();
        new Given<Owner>(registered).When(new LetOwnerLeave(Of, "Moved")).Then(new OwnerLeft(Of, "Moved"));
        new Given<Owner>(registered, new OwnerLeft(Of, "Moved")).When(new ChangeOwner(Of, moved)).ThenRefused<OwnerIsGone>();
        new Given<Owner>(registered, new OwnerLeft(Of, "Moved")).When(new RelyOnOwner()).ThenRefused<OwnerIsGone>();
        new Given<Owner>(registered, new OwnerLeft(Of, "Moved")).When(new LetOwnerLeave(Of, "Again")).Then();
        new Given<Owner>().When(new RelyOnOwner()).ThenRefused<OwnerIsGone>();
    }

    [Fact]
    public void A_camera_of_no_use_is_refused()
    {
        Register(East with { Direction = 360 }).ThenRefused<NoSuchDirection>();
        Register(East with { Field = 0 }).ThenRefused<NoSuchField>();
        Register(East with { ReachMetres = 301 }).ThenRefused<NoSuchReach>();
        Register(East with { DaysKept = 0 }).ThenRefused<NoSuchDays>();
        Register(East with { Easting = 800_000 }).ThenRefused<CameraPlaceMissing>();
        Enter(Ann with { Phone = null, Email = null }).ThenRefused<OwnerUnreachable>();
        Enter(Ann with { Consent = Consent with { How = "" } }).ThenRefused<ConsentMissing>();
        Enter(Ann with { Premises = new('x', 201) }).ThenRefused<OwnerWordsTooLong>();
        new Given<Camera>().When(new OfferCamera(Shop, East, Ann with { Name = " " })).ThenRefused<OwnerMissing>();

        static Decision Register(CameraDetails details) => new Given<Camera>().When(new RegisterCamera(Shop, details, Of));
        static Decision Enter(CameraOwner owner) => new Given<Owner>().When(new RegisterOwner(Of, owner));
    }

    [Theory]
    [InlineData(30, 0, Sight.Middle)] // east of it, where it looks
    [InlineData(75, 0, Sight.Partly)] // the edge of the area is in reach
    [InlineData(-60, 0, Sight.None)] // behind it
    [InlineData(0, 60, Sight.None)] // north of it
    public void A_camera_that_looks_east_sees_what_is_east_of_it(double east, double north, Sight expected)
    {
        var area = FootageArea.Round(new(Corner.Easting + east, Corner.Northing + north), 30);
        Sights.Between(Corner, direction: 90, field: 90, reachMetres: 50, area).ShouldBe(expected);
    }

    [Fact]
    public void A_wedge_across_north_is_one_wedge()
    {
        var seen = Sights.Of(Corner, direction: 0, field: 90, reachMetres: 50);
        Sights.Holds(seen, new(Corner.Easting - 10, Corner.Northing + 30)).ShouldBeTrue();
        Sights.Holds(seen, new(Corner.Easting + 10, Corner.Northing + 30)).ShouldBeTrue();
        Sights.Holds(seen, new(Corner.Easting, Corner.Northing - 30)).ShouldBeFalse();
    }

    [Fact]
    public void Nobody_knows_where_a_camera_without_direction_looks_but_one_that_sees_all_round_looks_everywhere()
    {
        var (here, near) = (FootageArea.Round(Corner, 20), FootageArea.Round(new(Corner.Easting - 60, Corner.Northing), 20));
        Sights.Between(Corner, direction: null, field: 90, reachMetres: 50, here).ShouldBe(Sight.Unknown);
        Sights.Between(Corner, direction: null, field: 90, reachMetres: 50, near).ShouldBe(Sight.None);
        Sights.Between(Corner, direction: null, field: 360, reachMetres: 50, near).ShouldBe(Sight.Partly);
    }

    [Fact]
    public void A_narrow_area_that_crosses_a_wedge_is_seen_though_no_corner_of_either_is_in_the_other()
    {
        var alley = FootageArea.Inside([new(300_030, 199_800), new(300_032, 199_800), new(300_032, 200_200), new(300_030, 200_200)]);
        Sights.Between(Corner, direction: 90, field: 60, reachMetres: 50, alley with { Easting = 0 }).ShouldNotBe(Sight.None);
        Sights.Between(Corner, direction: 270, field: 60, reachMetres: 50, alley).ShouldBe(Sight.None);
        alley.RadiusMetres.ShouldBe(200, 0.1);
    }

    [Fact]
    public void Footage_runs_out_days_after_it_was_made_and_is_gone_with_its_last_moment()
    {
        Friday.RunsOutAt(30).ShouldBe(Now.AddDays(20));
        CamerasInArea.Left(30, Friday, Now).ShouldBe(FootageLeft.Kept);
        CamerasInArea.Left(10, Friday, Now.AddHours(1)).ShouldBe(FootageLeft.Going);
        CamerasInArea.Left(10, Friday, Now.AddHours(2)).ShouldBe(FootageLeft.Gone);
    }

    [Fact]
    public void A_request_ends_once()
    {
        var asked = Asked(Friday);
        new AskForFootage(asked).Decide(FootageRequest.Empty, Somebody).Then(asked);
        new Given<FootageRequest>(asked).When(new AskForFootage(asked)).Then();
        var nothing = new FootageAnswered(Request, Shop, FootageAnswer.NothingThere, Words: null, ByOwner: true);
        new Given<FootageRequest>(asked)
            .When(new AnswerFootage(Request, FootageAnswer.NothingThere, Words: null, ByOwner: true))
            .Then(nothing);
        new Given<FootageRequest>(asked, nothing).When(new CancelFootage(Request, "Solved")).ThenRefused<FootageIsOver>();
        var reminder = new FootageReminded(Request, Shop, Link, FootageWay.Email);
        new RemindOfFootage(reminder).Decide(FootageRequest.Empty.Apply(asked), Somebody).Then(reminder);
        new RemindOfFootage(reminder).Decide(FootageRequest.Empty.Apply(asked).Apply(reminder), Somebody).Then();
        new RemindOfFootage(reminder)
            .Decide(FootageRequest.Empty.Apply(asked), Somebody with { At = asked.GoneAt })
            .ThenRefused<FootageIsGone>();
        new Given<FootageRequest>(asked, new FootageCancelled(Request, Shop, "Solved"))
            .When(new RemindOfFootage(reminder))
            .ThenRefused<FootageIsOver>();
    }

    [Fact]
    public void A_time_is_asked_for_that_somebody_can_look_through()
    {
        Ask(new(Now, Now)).ThenRefused<FootageTimeTurned>();
        Ask(new(Now.AddDays(-8), Now)).ThenRefused<FootageTimeTooLong>();
        Ask(new(Now.AddHours(1), Now.AddHours(2))).ThenRefused<FootageNotYetMade>();

        static Decision Ask(FootageTime time) => new AskForFootage(Asked(time)).Decide(FootageRequest.Empty, Somebody);
    }

    [Fact]
    public void A_form_gives_each_camera_its_own_code_and_the_same_code_again()
    {
        var (seed, other) = (DoorCode.New(), new Id<Camera>(new("0190a000-0000-7000-8000-0000000000cb")));
        FootageCode.Of(seed, [Shop]).ShouldBe(FootageCode.Of(seed, [Shop]));
        DoorCode.IsCode(FootageCode.Of(seed, [Shop])).ShouldBeTrue();
        FootageCode.Of(seed, [other]).ShouldNotBe(FootageCode.Of(seed, [Shop]));
        FootageCode.Of(seed, [other, Shop]).ShouldBe(FootageCode.Of(seed, [Shop, other]));
        FootageCode.Of(seed, [other, Shop]).ShouldNotBe(FootageCode.Of(seed, [Shop]));
        FootageCode.Of(DoorCode.New(), [Shop]).ShouldNotBe(FootageCode.Of(seed, [Shop]));
    }

    [Theory]
    [InlineData("SN 58213 81641", true)]
    [InlineData("sn5881", true)]
    [InlineData("SN", false)] // a square of 100 kilometres is no place
    [InlineData("12 Heol Fawr", false)]
    [InlineData("", false)]
    public void A_place_is_given_by_a_grid_reference(string typed, bool isPlace) => (GridPoint.Typed(typed) is not null).ShouldBe(isPlace);

    [Theory]
    [InlineData("51.5,-3.3 51.5,-3.2 51.6,-3.2", 3)]
    [InlineData("51.5,-3.3 51.5,-3.2", 0)]
    [InlineData("51.5,-3.3 51.5,-3.2 NaN,-3.2", 0)]
    [InlineData("51.5,-3.3 51.5,-3.2 95,200", 0)]
    [InlineData("1;2;3", 0)]
    public void A_drawn_area_has_three_corners_or_is_none(string shape, int corners) =>
        (GridPoint.Drawn(shape)?.Count ?? 0).ShouldBe(corners);

    private static FootageAsked Asked(FootageTime time) =>
        new(
            Request,
            new RecordRef(RecordKind.Crime, new(new("0190a000-0000-7000-8000-0000000000c1"))),
            Shop,
            FootageArea.Round(Corner, 100),
            time.From,
            time.Until,
            time.RunsOutAt(30),
            time.GoneAt(30),
            Link,
            FootageWay.Email
        );
}
