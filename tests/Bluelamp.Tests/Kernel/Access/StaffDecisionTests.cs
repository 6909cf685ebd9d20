using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Xunit;

namespace Bluelamp.Tests.Kernel.Access;

public sealed class StaffDecisionTests
{
    private static readonly Id<Staff> Jo = new(new Guid("00000000-0000-0000-0000-0000000000a1"));
    private static readonly Id<Staff> Al = new(new Guid("00000000-0000-0000-0000-0000000000a2"));
    private static readonly IEvent Enrolled = new StaffEnrolled(Jo, "jo", "Jo", Collar: null, Email: null);

    [Fact]
    public void A_role_is_given_once() =>
        new Given<Staff>(Enrolled, new RoleGranted(Jo, "officer")).When(new GrantRole(Jo, "officer")).ThenRefused<RoleIsHeld>();

    [Fact]
    public void Only_a_role_that_is_held_is_taken_away() =>
        new Given<Staff>(Enrolled).When(new TakeRole(Jo, "officer")).ThenRefused<RoleIsNotHeld>();

    [Fact]
    public void Nobody_is_suspended_without_a_reason() =>
        new Given<Staff>(Enrolled).When(new SuspendStaff(Jo, " ")).ThenRefused<ReasonIsMissing>();

    [Fact]
    public void A_suspension_keeps_its_reason() =>
        new Given<Staff>(Enrolled).When(new SuspendStaff(Jo, "lost warrant card")).Then(new StaffSuspended(Jo, "lost warrant card"));

    [Fact]
    public void The_last_one_who_can_manage_staff_stays() =>
        new Given<Keyholders>(new KeyholderAdded(Jo)).When(new RemoveKeyholder(Jo)).ThenRefused<LastAdministrator>();

    [Fact]
    public void One_of_two_who_can_manage_staff_may_go() =>
        new Given<Keyholders>(new KeyholderAdded(Jo), new KeyholderAdded(Al)).When(new RemoveKeyholder(Jo)).Then(new KeyholderRemoved(Jo));

    [Fact]
    public void A_record_that_nobody_knows_cannot_be_restricted() =>
        new Given<Restriction>().When(new RestrictRecord(Marking.OfficialSensitive, [], "source at risk")).ThenRefused<NoSuchRecord>();

    [Fact]
    public void Whoever_closes_a_record_keeps_a_key() =>
        new Given<Restriction>(Enrolled)
            .When(new RestrictRecord(Marking.Official, [Al], "colleague is the victim"))
            .ThenKeys(Al, new(Given.Somebody));

    [Fact]
    public void A_restriction_closes_something() =>
        new Given<Restriction>(Enrolled).When(new RestrictRecord(Marking.Official, [], "why")).ThenRefused<RestrictionIsEmpty>();

    [Fact]
    public void A_reviewer_can_judge_the_reason() =>
        new Given<Glass>()
            .When(new BreakGlass(Id<Glass>.New(), new(Guid.Empty), "curious", TimeSpan.FromHours(1)))
            .ThenRefused<ReasonIsShort>();

    [Fact]
    public void Nobody_reviews_what_they_opened_themselves()
    {
        var glass = Id<Glass>.New();
        var broken = new GlassBroken(glass, new(Jo.Value), new(Given.Somebody), "child missing since noon", default);
        new Given<Glass>(broken).When(new ReviewGlass(glass, Justified: true, "")).ThenRefused<OwnGlass>();
    }

    [Fact]
    public void A_review_says_why_in_words()
    {
        var glass = Id<Glass>.New();
        var broken = new GlassBroken(glass, new(Jo.Value), Jo, "child missing since noon", default);
        new Given<Glass>(broken).When(new ReviewGlass(glass, Justified: false, " ")).ThenRefused<ReviewSaysNothing>();
    }
}

file static class RestrictionAssertions
{
    public static void ThenKeys(this Decision decision, params Id<Staff>[] keys) =>
        Shouldly.ShouldBeTestExtensions.ShouldBe(((RecordRestricted)decision.Events[0]).Keys, keys);
}
