using System.Text.Json;
using Bluelamp.Contact.Inbox;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Records;
using Shouldly;
using Xunit;
using ReasonMissing = Bluelamp.Contact.Reports.ReasonMissing;

namespace Bluelamp.Tests.Contact.Inbox;

public sealed class HandleReportTests
{
    private static readonly Id<Report> Shed = Id<Report>.New();
    private static readonly JsonElement None = JsonSerializer.SerializeToElement(new { });
    private static readonly IEvent Submitted = new ReportSubmitted(
        Shed,
        "K7QM-2XRT-C",
        new("report-crime", 1, "00"),
        None,
        new ReportContent("burglary", "Somebody broke into my shed."),
        None,
        "en",
        "WEB",
        "00"
    );

    private static readonly IEvent TakenByAnother = new ReportTaken(Shed, Guid.CreateVersion7(), "Gwen Test");
    private static readonly ReportAdvised Closed = new ReportAdvised(Shed, "Mark your tools.");

    [Fact]
    public void A_report_is_taken_by_one_handler_at_a_time() =>
        new Given<Report>(Submitted, TakenByAnother).When(new TakeReport(Shed, "Ann Test")).ThenRefused<ReportIsTaken>();

    [Fact]
    public void A_report_can_be_taken_over_on_purpose() =>
        new Given<Report>(Submitted, TakenByAnother)
            .When(new TakeReport(Shed, "Ann Test", ((ReportTaken)TakenByAnother).Handler))
            .Then(new ReportTaken(Shed, Given.Somebody, "Ann Test"));

    [Fact]
    public void It_is_taken_over_only_from_whoever_was_seen_to_have_it() =>
        new Given<Report>(Submitted, TakenByAnother)
            .When(new TakeReport(Shed, "Ann Test", Guid.CreateVersion7()))
            .ThenRefused<ReportIsTaken>();

    [Fact]
    public void Taking_what_one_has_already_changes_nothing() =>
        new Given<Report>(Submitted, new ReportTaken(Shed, Given.Somebody, "Ann Test")).When(new TakeReport(Shed, "Ann Test")).Then();

    [Fact]
    public void Nobody_acts_on_a_report_that_another_handler_has() =>
        new Given<Report>(Submitted, TakenByAnother).When(new AdviseReporter(Shed, "Lock it.")).ThenRefused<ReportIsTaken>();

    [Fact]
    public void A_closed_report_takes_no_further_action() =>
        new Given<Report>(Submitted, Closed).When(new AdviseReporter(Shed, "Lock it.")).ThenRefused<ReportIsClosed>();

    [Fact]
    public void Whoever_wrote_after_their_report_was_closed_is_answered()
    {
        var wrote = new InformationAdded(Shed, "He was back tonight.");
        new Given<Report>(Submitted, Closed, wrote).When(new AskReporter(Shed, "When?")).Then(new ReporterAsked(Shed, "When?"));
        new Given<Report>(Submitted, Closed, wrote).When(new SettleInformation(Shed)).Then(new InformationSettled(Shed));
        new Given<Report>(Submitted, Closed).When(new SettleInformation(Shed)).Then();
    }

    [Fact]
    public void What_is_added_stands_on_the_crimes_of_the_report()
    {
        var crime = Id<Crime>.New();
        var decided = new Given<Report>(Submitted, new ReportAttached(Shed, crime, "98", "The same")).When(
            new AddInformation(Shed, "He was back tonight.")
        );
        decided.Events.ShouldHaveSingleItem().ShouldBeOfType<InformationAdded>().Crimes.ShouldBe([crime]);
    }

    [Fact]
    public void A_reporter_may_add_to_a_closed_report() =>
        new Given<Report>(Submitted, Closed)
            .When(new AddInformation(Shed, " One more thing. "))
            .Then(new InformationAdded(Shed, "One more thing."));

    [Fact]
    public void Signs_that_nobody_sees_are_nothing_added_and_none_turns_the_words_of_the_desk()
    {
        new Given<Report>(Submitted).When(new AddInformation(Shed, "\u200b\u2066 ")).ThenRefused<WordsMissing>();
        new Given<Report>(Submitted)
            .When(new AddInformation(Shed, "He \u202esaid\u202c no."))
            .Then(new InformationAdded(Shed, "He said no."));
    }

    [Fact]
    public void Nobody_decides_past_what_was_said_since_they_read_the_report()
    {
        var advise = new AdviseReporter(Shed, "Lock it.");
        IEvent[] news =
        [
            new InformationAdded(Shed, "He is back."),
            new ReporterAsked(Shed, "Where?"),
            new AssessmentOverruled(Shed, "E", "S", "He is back."),
        ];
        foreach (var one in news)
        {
            new Given<Report>(Submitted, one).When(new HavingRead(0, advise)).ThenRefused<ChangedMeanwhile>();
            new Given<Report>(Submitted, one).When(new HavingRead(1, advise)).Then(Closed with { Advice = "Lock it." });
        }
    }

    [Fact]
    public void What_the_house_itself_notes_of_a_report_stands_in_nobodys_way() =>
        new Given<Report>(
            Submitted,
            new ReportAssessed(Shed, "S", "medium", 30, "investigation", None),
            new FollowCodeSent(Shed, "00", DateTimeOffset.UnixEpoch),
            new FollowCodeUsed(Shed)
        )
            .When(new HavingRead(0, new AdviseReporter(Shed, "Lock it.")))
            .Then(Closed with { Advice = "Lock it." });

    [Fact]
    public void Why_a_report_is_attached_or_referred_is_asked_for_as_a_reason()
    {
        new Given<Report>(Submitted).When(new AttachReport(Shed, Id<Crime>.New(), "BL/1/26", " ")).ThenRefused<ReasonMissing>();
        new Given<Report>(Submitted).When(new ReferReport(Shed, "Local council", " ")).ThenRefused<ReasonMissing>();
    }

    [Fact]
    public void A_message_needs_words() => new Given<Report>(Submitted).When(new AskReporter(Shed, "  ")).ThenRefused<WordsMissing>();

    [Fact]
    public void A_handler_overrules_with_a_reason_and_both_grades_are_kept() =>
        new Given<Report>(Submitted, new ReportAssessed(Shed, "S", "medium", 30, "investigation", None))
            .When(new OverruleAssessment(Shed, "P", Was: "S", "She sounds afraid."))
            .Then(new AssessmentOverruled(Shed, "P", "S", "She sounds afraid."));

    [Fact]
    public void A_grade_is_not_decided_against_one_that_nobody_saw() =>
        new Given<Report>(Submitted, new ReportAssessed(Shed, "S", "medium", 30, "investigation", None))
            .When(new OverruleAssessment(Shed, "P", Was: "R", "She sounds afraid."))
            .ThenRefused<GradedMeanwhile>();

    [Fact]
    public void A_report_is_assessed_once_however_often_the_reaction_runs()
    {
        var assessed = new ReportAssessed(Shed, "S", "medium", 30, "investigation", None);
        new Given<Report>(Submitted, assessed).When(new AssessReport(Shed, assessed)).Then();
    }

    [Fact]
    public void What_was_sent_twice_is_told_so() =>
        new Given<Report>(Submitted)
            .When(
                new SubmitReport(Shed, ReportReference.New(), new("report-crime", 1, "00"), None, new("theft", ""), None, "en", "WEB", "00")
            )
            .ThenRefused<ReportIsSubmitted>();

    [Fact]
    public void Recording_from_a_report_takes_everything_that_it_says()
    {
        var content = new ReportContent("burglary", "Somebody broke into my shed.")
        {
            Where = new PlaceDetails
            {
                Number = "12",
                Street = "Heol Fawr",
                Town = "Llanlamp",
            },
            People = [new(LinkRole.Victim, new PersonDetails { Forenames = "Siân", Surname = "Test" }, IsReporter: true)],
            Property = [new("bicycle", PropertyFate.Stolen)],
        };
        var crime = Id<Crime>.New();
        var steps = new RecordFromReport(
            Records.Burglary.Ids,
            Shed,
            "K7QM-2XRT-C",
            content,
            DateTimeOffset.UnixEpoch,
            crime,
            CrimeReference.Of(98, 2026, 1),
            "28E",
            content.Words,
            [null],
            [],
            Read: 0
        ).Steps();
        steps[0].Stream.ShouldBe(Shed.Value);
        steps.Select(static s => s.Stream).ShouldContain(crime.Value);
        steps.Count.ShouldBe(4, "the report, the crime, the place and the victim");
    }
}
