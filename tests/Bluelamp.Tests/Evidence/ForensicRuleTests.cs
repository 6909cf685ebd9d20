using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Forensics;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>Who may have a device examined, which goes first, and who takes which step.</summary>
public sealed class ForensicRuleTests
{
    private static readonly IDefinitionKind[] Kinds = [new QueueRuleKind()];
    private static readonly DefinitionSet Delivered = DefinitionSet.Load(DefinitionFolder.Find(configured: null), Kinds, strict: false).Set;
    private static readonly Defined<QueueRule> Rule = Delivered.Latest<QueueRule>(QueueRuleKind.Id);
    private static readonly Id<Submission> One = new(new("0190a000-0000-7000-8000-0000000000a1"));
    private static readonly Id<Exhibit> Phone = new(new("0190a000-0000-7000-8000-0000000000a2"));
    private static readonly Id<Exhibit> Paper = new(new("0190a000-0000-7000-8000-0000000000a3"));
    private static readonly Guid Officer = Given.Somebody;
    private static readonly Guid Examiner = new("00000000-0000-0000-0000-00000000bbbb");
    private static readonly Guid Second = new("00000000-0000-0000-0000-00000000cccc");
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly Enquiry Asked = new(
        "Did the two speak on 3 May?",
        "Contact before and after",
        "Messages, 1 to 5 May",
        LabLevel.Lab
    );
    private static readonly CaseFacts Burglary = new(
        new(new("0190a000-0000-7000-8000-0000000000a4")),
        "28E",
        "Theft offences",
        "Residential burglary",
        10
    );
    private static readonly CaseFacts Rape = Burglary with { Offence = "19C", Group = "Sexual offences", Subgroup = "Rape" };
    private static readonly Device OfSuspect = new(DeviceOf.Suspect, Passcode.NotKnown, Hazards: null, Agreement: null, Necessity: null);
    private static readonly DeviceAgreement Agreed = new(UserIs.Able, Today.AddDays(-1), Today, AgreedBy.User);
    private static readonly Device OfVictim = new(DeviceOf.Victim, Passcode.Known, Hazards: null, Agreed, "The messages are nowhere else.");
    private static readonly SubmitDevice Submit = new(
        One,
        Phone,
        new(IsThing: true, Held: true, "pace-32", Asked: false),
        Burglary,
        Asked,
        OfSuspect,
        Urgency.None,
        Rule
    );

    [Fact]
    public void A_suspects_seized_phone_is_asked_for_without_agreement_and_a_given_one_is_not()
    {
        Refused(Submit).ShouldBeNull();
        Refused(Submit with { Facts = Submit.Facts with { Power = "consent" } }).ShouldBeOfType<NoticeMissing>();
        Refused(Submit with { Facts = Submit.Facts with { IsThing = false } }).ShouldBeOfType<NotADevice>();
        Refused(Submit with { Facts = Submit.Facts with { Held = false } }).ShouldBeOfType<DeviceNotHeld>();
        Refused(Submit with { Facts = Submit.Facts with { Asked = true } }).ShouldBeOfType<AskedAlready>();
        Refused(Submit with { Case = null }).ShouldBeOfType<NoCrimeOfIt>();
        Refused(Submit with { Enquiry = Asked with { Question = " " } }).ShouldBeOfType<QuestionMissing>();
        Refused(Submit with { Enquiry = Asked with { Lines = "" } }).ShouldBeOfType<LinesMissing>();
        Refused(Submit with { Enquiry = Asked with { Sought = "" } }).ShouldBeOfType<SoughtMissing>();
    }

    [Fact]
    public void A_victims_phone_needs_notice_agreement_and_strict_necessity()
    {
        Refused(Submit with { Device = OfVictim }).ShouldBeNull();
        Refused(With(Agreed with { NoticeOn = null })).ShouldBeOfType<NoticeMissing>();
        Refused(With(Agreed with { AgreedOn = null })).ShouldBeOfType<AgreementMissing>();
        Refused(With(Agreed with { AgreedOn = Today.AddDays(-2) })).ShouldBeOfType<AgreedBeforeNotice>();
        Refused(With(Agreed with { AgreedOn = Today.AddDays(1) })).ShouldBeOfType<AgreementStillToCome>();
        Refused(With(null)).ShouldBeOfType<NoticeMissing>();
        Refused(Submit with { Device = OfVictim with { Necessity = " " } }).ShouldBeOfType<NecessityMissing>();
        var warrant = Submit with { Device = OfVictim with { Agreement = null }, Facts = Submit.Facts with { Power = "pace-8" } };
        Refused(warrant).ShouldBeNull("a court ordered it");
    }

    [Fact]
    public void A_child_or_somebody_without_capacity_cannot_agree_alone()
    {
        foreach (var user in new[] { UserIs.Child, UserIs.WithoutCapacity })
        {
            Refused(With(Agreed with { User = user })).ShouldBeOfType<CannotAgreeAlone>();
            Refused(With(Agreed with { User = user, By = AgreedBy.ParentOrGuardian })).ShouldBeNull();
        }
    }

    [Fact]
    public void What_makes_it_pressing_must_be_able_to_be_true()
    {
        Refused(Pressing(Urgency.None with { CustodyEndsAt = Noon })).ShouldBeOfType<NotACustodyClock>();
        Refused(Pressing(Urgency.None with { CustodyEndsAt = Noon.AddHours(97) })).ShouldBeOfType<NotACustodyClock>();
        Refused(Pressing(Urgency.None with { Court = Today.AddDays(-1) })).ShouldBeOfType<CourtIsPast>();
        Refused(Pressing(Urgency.None with { Bail = Today.AddDays(-1) })).ShouldBeOfType<BailIsPast>();
        Refused(Pressing(Urgency.None with { CustodyEndsAt = Noon.AddHours(96), Court = Today, Bail = Today })).ShouldBeNull();
    }

    [Fact]
    public void Custody_goes_before_life_before_a_child_before_court_before_age()
    {
        var custody = Urgency.None with { CustodyEndsAt = Noon.AddHours(20) };
        var all = Urgency.None with { ThreatToLife = true, ChildAtRisk = true, Court = Today.AddDays(1) };
        Urgency[] inOrder =
        [
            custody with
            {
                Court = Today.AddDays(90),
            },
            custody,
            all,
            all with
            {
                ChildAtRisk = false,
            },
            Urgency.None with
            {
                ThreatToLife = true,
            },
            Urgency.None with
            {
                ChildAtRisk = true,
            },
            Urgency.None with
            {
                Court = Today.AddDays(90),
            },
            Urgency.None,
        ];
        var places = inOrder.Select(static u => Assess(u).Place).ToList();
        places.ShouldBe(places.Order());
        places.Distinct().Count().ShouldBe(places.Count);
        QueueRule.First.ShouldBeLessThan(places[0]);
        QueueRule.Last.ShouldBeGreaterThan(places[^1]);
        Rule.Value.PlaceAs("threat-to-life").ShouldBe(Assess(Urgency.None with { ThreatToLife = true }).Place);
    }

    [Fact]
    public void The_earliest_period_counts_and_says_that_nobody_checked_it()
    {
        Assess(Urgency.None).Report.At.ShouldBe(Noon.AddDays(90));
        Assess(Urgency.None).Return.ShouldBeNull();
        var pressing = Assess(Urgency.None with { CustodyEndsAt = Noon.AddHours(20), Court = Today.AddDays(60) });
        (pressing.Report.Id, pressing.Report.At, pressing.Report.Verified).ShouldBe(("custody-clock", Noon.AddHours(18), false));
        var victim = Assess(Urgency.None, OfVictim, Rape, Noon.AddHours(3));
        (victim.Return!.Id, victim.Return.At).ShouldBe(("victim-of-rape", Noon.AddHours(27)));
        Assess(Urgency.None, OfVictim, Rape).Return.ShouldBeNull("it runs from the booking");
        Assess(Urgency.None, OfVictim, Burglary, Noon).Return!.Id.ShouldBe("victim-or-witness");
    }

    [Fact]
    public void An_author_is_told_what_is_wrong_with_the_rule()
    {
        var folder = Directory.CreateTempSubdirectory("bluelamp-forensics-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "forensics"));
        File.WriteAllText(
            Path.Combine(folder.FullName, "forensics", "queue.yaml"),
            """
            id: queue
            version: 1
            title: { en: Queue, cy: Ciw }
            about: { en: Order, cy: Trefn }
            factors:
              - { id: custody, title: { en: C, cy: C }, when: inPrison, sentence: { en: S, cy: S }, otherwise: { en: O, cy: O } }
            due:
              - { id: usual, when: inCustody, what: report, from: requested, days: 1, hours: 2, sentence: { en: S, cy: S }, verified: false }
            tests:
              - { name: Any, expect: { report: usual } }
            """
        );
        var problems = DefinitionSet.Check(folder.FullName, Kinds).Select(static p => $"{p.Place.Line}: {p.Message}").ToList();
        problems.ShouldContain(static p =>
            p.StartsWith("6: ", StringComparison.Ordinal) && p.Contains("inPrison", StringComparison.Ordinal)
        );
        problems.ShouldContain("8: Say how long: give either 'hours' or 'days'. Before that moment, write it with a minus.");
        problems.ShouldContain(
            "8: The last period takes whatever is left. Give it 'when: \"true\"', 'what: report' and 'from: requested'."
        );
        folder.Delete(recursive: true);
        var custody = Delivered.Latest<QueueRule>(QueueRuleKind.Id).Value.Tests[0];
        var turned = Rule with { Value = Rule.Value with { Tests = [custody with { First = "court-date" }] } };
        var found = new Problems();
        new QueueRuleKind().Check(turned, Delivered, found);
        found.Found.ShouldHaveSingleItem().Message.ShouldContain("the first factor that holds is custody-clock, not court-date");
    }

    [Fact]
    public void Each_stage_follows_the_one_before_and_nobody_triages_or_reviews_their_own()
    {
        var requested = State(Submit.Decide(Submission.Empty, By(Officer)));
        Step(requested, new BookDevice(One, Noon, Taken: true, Noon, Rule), Examiner).Refusal.ShouldBeOfType<NotThisStep>();
        var approve = new ApproveSubmission(One, LabLevel.Hub, "Needed", Noon, Officer, Rule);
        Step(requested, approve, Officer).Refusal.ShouldBeOfType<AnotherMustTriage>();
        Step(requested, approve with { Reason = "" }, Second).Refusal.ShouldBeOfType<ReasonMissing>();
        var approved = Next(requested, approve, Second);
        (approved.Level, approved.Priority!.Report.Id).ShouldBe((LabLevel.Hub, "hub"));
        Step(approved, approve, Second).Refusal.ShouldBeOfType<TriagedAlready>();
        Step(approved, new BookDevice(One, Noon, Taken: false, Noon, Rule), Examiner).Refusal.ShouldBeOfType<DeviceMustCome>();
        var booked = Next(approved, new BookDevice(One, Noon, Taken: true, Noon, Rule), Examiner);
        Step(booked, new GiveDeviceBack(One, Noon), Examiner).Refusal.ShouldBeOfType<NotExaminedYet>();
        Step(booked, new AdvanceSubmission(One, Stage.Extracting, null), Examiner).Refusal.ShouldBeOfType<NotThisStep>();
        var queued = Next(booked, new AdvanceSubmission(One, Stage.InQueue, null), Examiner);
        Step(queued, new AddResult(One, Paper, ResultKind.Report), Examiner).Refusal.ShouldBeOfType<NotExamined>();
        var examined = Next(queued, new AdvanceSubmission(One, Stage.Extracting, null), Examiner);
        Step(examined, new AdvanceSubmission(One, Stage.Reviewed, null), Examiner).Refusal.ShouldBeOfType<AnotherMustReview>();
        var reviewed = Next(examined, new AdvanceSubmission(One, Stage.Reviewed, null), Second);
        Step(reviewed, new ReportSubmission(One, "Yes"), Examiner).Refusal.ShouldBeOfType<ReportMissing>();
        var withReport = Next(reviewed, new AddResult(One, Paper, ResultKind.Report), Examiner);
        Step(withReport, new ReportSubmission(One, " "), Examiner).Refusal.ShouldBeOfType<AnswerMissing>();
        var reported = Next(withReport, new ReportSubmission(One, "Yes"), Examiner);
        (reported.Stage, reported.Open).ShouldBe((Stage.Reported, true));
        Step(reported, new WithdrawSubmission(One, "Late"), Officer).Refusal.ShouldBeOfType<NothingToWithdraw>();
        var returned = Next(reported, new GiveDeviceBack(One, Noon), Examiner);
        (returned.Stage, returned.Open).ShouldBe((Stage.Returned, false));
        Step(returned, new GiveDeviceBack(One, Noon), Examiner).Refusal.ShouldBeOfType<DeviceNotAtLab>();
        Step(returned, new ChangeUrgency(One, Urgency.None, "Why", Noon, Rule), Officer).Refusal.ShouldBeOfType<SubmissionIsOver>();
    }

    [Fact]
    public void A_device_goes_back_before_the_report_and_one_that_was_withdrawn_goes_back_too()
    {
        var examined = At(Stage.Extracting);
        var early = Next(examined, new GiveDeviceBack(One, Noon), Examiner);
        early.Stage.ShouldBe(Stage.Extracting);
        var done = early
            .Apply(new SubmissionAdvanced(One, Phone, Stage.Reviewed, null, new(Second)))
            .Apply(new ResultAdded(One, Phone, Paper, ResultKind.Report));
        Next(done, new ReportSubmission(One, "Yes"), Examiner).Stage.ShouldBe(Stage.Returned, "nothing is left to do");
        var withdrawn = Next(At(Stage.Booked), new WithdrawSubmission(One, "The owner no longer agrees"), Officer);
        withdrawn.Open.ShouldBeTrue("the laboratory has the device");
        Step(withdrawn, new AdvanceSubmission(One, Stage.InQueue, null), Examiner).Refusal.ShouldBeOfType<NotThisStep>();
        Next(withdrawn, new GiveDeviceBack(One, Noon), Examiner).Open.ShouldBeFalse();
    }

    [Fact]
    public void What_is_on_hold_rests_until_somebody_lets_it_go_on()
    {
        var held = Next(At(Stage.Booked), new HoldSubmission(One, "A cable is missing"), Examiner);
        Step(held, new AdvanceSubmission(One, Stage.InQueue, null), Examiner).Refusal.ShouldBeOfType<SubmissionIsOnHold>();
        Step(held, new HoldSubmission(One, "Again"), Examiner).Refusal.ShouldBeOfType<SubmissionIsOnHold>();
        var on = Next(held, new ResumeSubmission(One, "It came"), Examiner);
        Step(on, new ResumeSubmission(One, "Again"), Examiner).Refusal.ShouldBeOfType<NotOnHold>();
        Next(on, new AdvanceSubmission(One, Stage.InQueue, null), Examiner).Stage.ShouldBe(Stage.InQueue);
    }

    [Fact]
    public void At_a_kiosk_the_device_may_stay_and_the_examiner_reviews_it()
    {
        var asked = Submit with { Enquiry = Asked with { Level = LabLevel.Kiosk } };
        var approved = Next(
            State(asked.Decide(Submission.Empty, By(Officer))),
            new ApproveSubmission(One, LabLevel.Kiosk, "Needed", Noon, Officer, Rule),
            Second
        );
        var booked = Next(approved, new BookDevice(One, Noon, Taken: false, Noon, Rule), Examiner);
        booked.AtLab.ShouldBeFalse();
        var examined = booked.Apply(new SubmissionAdvanced(One, Phone, Stage.Extracting, null, new(Examiner)));
        Next(examined, new AdvanceSubmission(One, Stage.Reviewed, null), Examiner).Stage.ShouldBe(Stage.Reviewed);
    }

    [Theory]
    [InlineData("JAS/1", "JAS/1/B", "JAS/1/A")]
    [InlineData("JAS/1", "JAS/1/A")]
    [InlineData("JAS/1/A", null)]
    [InlineData("JAS/1-2", null)]
    [InlineData(null, null)]
    public void Results_are_numbered_under_their_device(string? device, string? next, params string[] used) =>
        ResultList.Next(device, used).ShouldBe(next);

    private static SubmitDevice With(DeviceAgreement? agreement) => Submit with { Device = OfVictim with { Agreement = agreement } };

    private static SubmitDevice Pressing(Urgency urgency) => Submit with { Urgency = urgency };

    private static Refusal? Refused(SubmitDevice command) => command.Decide(Submission.Empty, By(Officer)).Refusal;

    private static By By(Guid person) => new(person, Noon);

    private static Assessed Assess(Urgency urgency, Device? device = null, CaseFacts? of = null, DateTimeOffset? booked = null) =>
        Rule.Assess(new(urgency, LabLevel.Lab, device ?? OfSuspect, of ?? Burglary, Noon, booked, Noon));

    private static Submission State(Decision decision) => decision.Aggregate(Submission.Empty, static (state, e) => state.Apply(e));

    private static Decision Step(Submission state, ICommand<Submission> command, Guid person) => command.Decide(state, By(person));

    private static Submission Next(Submission state, ICommand<Submission> command, Guid person)
    {
        var decision = Step(state, command, person);
        decision.Refusal.ShouldBeNull();
        return decision.Aggregate(state, static (s, e) => s.Apply(e));
    }

    private static Submission At(Stage stage)
    {
        var state = State(Submit.Decide(Submission.Empty, By(Officer)));
        state = Next(state, new ApproveSubmission(One, LabLevel.Lab, "Needed", Noon, Officer, Rule), Second);
        state = Next(state, new BookDevice(One, Noon, Taken: true, Noon, Rule), Examiner);
        while (state.Stage < stage && AdvanceSubmission.After(state.Stage) is { } to)
            state = Next(state, new AdvanceSubmission(One, to, null), Examiner);
        return state;
    }
}
