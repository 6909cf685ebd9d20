using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Retention;
using Bluelamp.Evidence.Shares;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>How long evidence is kept, by the rules as delivered; and who may let it go.</summary>
public sealed class RetentionRuleTests
{
    private static readonly IDefinitionKind[] Kinds = [new RetentionRuleKind(), new CodeListKind()];
    private static readonly DefinitionSet Delivered = DefinitionSet.Load(DefinitionFolder.Find(configured: null), Kinds, strict: false).Set;
    private static readonly DateTimeOffset Came = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RetentionFacts Loose = new(Came, OriginKind.Staff, MediaKind.Video, BodyWorn: null, Linked: false, []);
    private static readonly EvidencedCrime Burglary = new("28E", "Theft offences", "Residential burglary", HasSuspect: false, false, Came);
    private static readonly EvidencedCrime Rape = new("19C", "Sexual offences", "Rape", HasSuspect: false, Open: false, Came);
    private static readonly Id<Exhibit> Clip = new(new("0190a000-0000-7000-8000-0000000000e4"));
    private static readonly FileContent Bytes = new(default, 4, "clip.mp4", "video/mp4");
    private static readonly ExhibitReceived Received = new(Clip, Bytes, new(OriginKind.Staff), new());
    private static readonly Id<Hold> Hold = new(new("0190a000-0000-7000-8000-0000000000e5"));
    private static readonly Guid Other = new("00000000-0000-0000-0000-00000000bbbb");

    [Fact]
    public void Body_worn_video_that_is_not_evidential_goes_after_31_days_unless_it_is_linked()
    {
        var footage = Loose with { BodyWorn = BodyWorn.NonEvidential };
        Kept(footage).ShouldBe(("body-worn-non-evidential", Came.AddDays(31)));
        Kept(footage with { Linked = true }).ShouldBe(("other-evidence", Came.AddYears(6)));
        Kept(Loose with { BodyWorn = BodyWorn.Evidential }).ShouldBe(("other-evidence", Came.AddYears(6)));
        Kept(Loose).ShouldBe(("other-evidence", Came.AddYears(6)));
    }

    [Fact]
    public void Of_several_crimes_the_one_that_keeps_longest_counts_from_the_last_event_of_any()
    {
        var later = Came.AddYears(2);
        Kept(Of(Burglary)).ShouldBe(("mopi-group-4", Came.AddYears(6)));
        Kept(Of(Burglary with { HasSuspect = true })).ShouldBe(("mopi-group-3", Came.AddYears(6)));
        Kept(Of(Rape)).ShouldBe(("mopi-group-1", Came.AddYears(10)));
        Kept(Of(Rape, Burglary with { LastEventAt = later })).ShouldBe(("mopi-group-1", later.AddYears(10)));
        Kept(Of(Rape with { Offence = "17A", Subgroup = "Other sexual offences" })).ShouldBe(("mopi-group-2", Came.AddYears(10)));
    }

    [Fact]
    public void Nothing_is_due_while_a_crime_is_open_and_a_review_begins_the_period_anew()
    {
        Kept(Of(Rape, Burglary with { Open = true })).ShouldBe(("mopi-group-1", null));
        var reviewed = Came.AddYears(6);
        Kept(Of(Burglary) with { LastEventAt = reviewed }).ShouldBe(("mopi-group-4", reviewed.AddYears(6)));
    }

    [Fact]
    public void A_period_ends_on_the_last_day_of_a_short_month() =>
        new Period(1, 0, 0).After(new(2028, 2, 29, 0, 0, 0, TimeSpan.Zero)).ShouldBe(new(2029, 2, 28, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void An_author_is_told_what_is_wrong_with_a_rule()
    {
        var folder = Directory.CreateTempSubdirectory("bluelamp-retention-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "retention"));
        File.WriteAllText(
            Path.Combine(folder.FullName, "retention", "loose.yaml"),
            """
            id: loose
            version: 1
            title: { en: Loose, cy: Rhydd }
            applies:
              body-worn: perhaps
            period: { years: 0 }
            at-end: dispose
            automatic: true
            people: 3
            set-by: force
            source: { en: Nobody, cy: Neb }
            """
        );
        Problems(folder.FullName)
            .ShouldBe([
                "5: 'perhaps' is not known here. Write one of: evidential, non-evidential.",
                "6: A period is longer than nothing. Give years, months or days.",
                "8: What goes without a person is disposed of at its end, by nobody else. Write 'at-end: dispose' and 'people: 1'.",
                "8: Only what is linked to nothing goes without a person. Add 'linked: false' under 'applies'.",
                "9: 3 is out of range. Give a number from 1 to 2.",
            ]);
        File.WriteAllText(
            Path.Combine(folder.FullName, "retention", "loose.yaml"),
            """
            id: loose
            version: 1
            title: { en: Loose, cy: Rhydd }
            applies: { linked: true }
            period: { days: 1 }
            at-end: review
            people: 2
            set-by: force
            source: { en: Nobody, cy: Neb }
            """
        );
        Problems(folder.FullName)
            .ShouldBe(["1: 0 rules take what no other rule does. Give exactly one rule of this folder 'otherwise: true'."]);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_held_exhibit_is_not_proposed_and_a_hold_ends_a_proposal()
    {
        var held = new ExhibitHeld(Clip, Hold, HoldReason.Appeal, "Appeal 7");
        new Given<Keeping>(Received)
            .When(new HoldExhibit(Clip, Hold, HoldReason.Appeal, " "))
            .ThenRefused<Bluelamp.Records.ReasonMissing>();
        new Given<Keeping>(Received).When(new HoldExhibit(Clip, Hold, HoldReason.Appeal, "Appeal 7 ")).Then(held);
        Propose(Received, held).Refusal.ShouldBeOfType<ExhibitIsHeld>();
        var proposed = Propose(Received).Events[0];
        State(Received, proposed, held).Proposal.ShouldBeNull();
        State(Received, held, new HoldLifted(Clip, Hold, "Appeal lost")).Held.ShouldBeFalse();
        new Given<Keeping>(Received).When(new LiftHold(Clip, Hold, "Lost")).ThenRefused<NoSuchHold>();
    }

    [Fact]
    public void Whoever_proposed_it_approves_only_where_one_person_is_enough()
    {
        var two = State(Received, Propose(Plan("mopi-group-2"), Received).Events[0]);
        Approve(two, "mopi-group-2", Given.Somebody).ShouldBeOfType<AnotherMustApprove>();
        Approve(two, "mopi-group-4", Given.Somebody).ShouldBeOfType<AnotherMustApprove>("the rule that it was proposed under counts, too");
        Approve(two, "mopi-group-2", Other).ShouldBeNull();
        var one = State(Received, Propose(Plan("mopi-group-4"), Received).Events[0]);
        Approve(one, "mopi-group-4", Given.Somebody).ShouldBeNull();
        Approve(one, "mopi-group-2", Given.Somebody).ShouldBeOfType<AnotherMustApprove>();
        Approve(State(Received), "mopi-group-4", Other).ShouldBeOfType<NothingProposed>();
        var taken = State(Received, Propose(Received).Events[0], new DisposalWithdrawn(Clip, "Needed"));
        Approve(taken, "mopi-group-4", Other).ShouldBeOfType<NothingProposed>();
    }

    [Fact]
    public void What_somebody_outside_can_see_by_a_link_stays_until_the_link_ends()
    {
        var link = new Id<Share>(Hold.Value);
        var until = DateTimeOffset.UnixEpoch.AddDays(1);
        var shared = new ExhibitShared(
            Clip,
            link,
            new("A. Counsel", null, RecipientKind.Defence),
            "Disclosure",
            ShareMode.View,
            until,
            default
        );
        Propose(Received, shared).Refusal.ShouldBeOfType<IsStillShared>();
        Propose(Received, shared, new ShareRevoked(link, "Done")).Refusal.ShouldBeNull();
        var footage = State(Received, new BodyWornMarked(Clip, BodyWorn.NonEvidential), shared);
        ByRule(footage, DateTimeOffset.UnixEpoch).ShouldBeOfType<IsStillShared>();
        ByRule(footage, until).ShouldBeNull();
        ByRule(footage, until, linked: true).ShouldBeOfType<NotDueYet>();
    }

    [Fact]
    public void Nothing_is_proposed_or_approved_before_its_time()
    {
        var early = new RetentionPlan(Delivered.Latest<RetentionRule>("mopi-group-4"), DateTimeOffset.UnixEpoch.AddDays(1));
        Propose(early, Received).Refusal.ShouldBeOfType<NotDueYet>();
        var proposed = State(Received, Propose(Received).Events[0]);
        Approval.ByPerson(proposed, early, Other, DateTimeOffset.UnixEpoch).Refused(out var refusal, out _).ShouldBeTrue();
        refusal.ShouldBeOfType<NotDueYet>();
        new Given<Keeping>(Received).When(new KeepExhibit(Clip, early, "Needed")).ThenRefused<NotDueYet>();
    }

    private static (string, DateTimeOffset?) Kept(RetentionFacts facts)
    {
        var plan = RetentionPlan.For(facts, Delivered.Latest<RetentionRule>()).ShouldNotBeNull();
        return (plan.Rule.Id, plan.DueAt);
    }

    private static RetentionFacts Of(params EvidencedCrime[] crimes) => Loose with { Linked = true, Crimes = [.. crimes] };

    private static RetentionPlan Plan(string rule) => new(Delivered.Latest<RetentionRule>(rule), DateTimeOffset.UnixEpoch);

    private static Decision Propose(params IEvent[] past) => Propose(Plan("mopi-group-4"), past);

    private static Decision Propose(RetentionPlan plan, params IEvent[] past) =>
        new Given<Keeping>(past).When(new ProposeDisposal(Clip, plan, "Not needed"));

    private static Keeping State(params IEvent[] past) => past.Aggregate(Keeping.Empty, static (state, e) => state.Apply(e));

    private static Refusal? Approve(Keeping state, string rule, Guid person) =>
        Approval.ByPerson(state, Plan(rule), person, DateTimeOffset.UnixEpoch).Refused(out var refusal, out _) ? refusal : null;

    private static Refusal? ByRule(Keeping state, DateTimeOffset now, bool linked = false) =>
        Approval.ByRule(state, Plan("body-worn-non-evidential"), linked, now).Refused(out var refusal, out _) ? refusal : null;

    private static IEnumerable<string> Problems(string folder) =>
        DefinitionSet.Check(folder, Kinds).Select(static p => $"{p.Place.Line}: {p.Message}");
}
