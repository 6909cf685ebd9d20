using System.Collections.Immutable;
using Bluelamp.Contact.Following;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Following;

public sealed class ReporterStepTests
{
    private static readonly Id<Report> Burglary = Id<Report>.New();
    private static readonly Id<Crime> Crime = Id<Crime>.New();
    private static readonly IEvent Recorded = new CrimeRecorded(
        Crime,
        "98/2026/0001234-5",
        "28E",
        new(new TimeRange(DateTimeOffset.UnixEpoch), "Somebody broke in."),
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch,
        new(SourceKind.Report, "a report", null),
        Group: null
    );

    [Fact]
    public void Who_reads_it_how_it_was_graded_and_that_it_was_handed_round_stays_with_us()
    {
        var steps = Steps(
            new ReportTaken(Burglary, Given.Somebody, "Handler One"),
            new ReportAssessed(Burglary, "priority", "high", 61, "response", default),
            new ReportReleased(Burglary),
            new ReportTaken(Burglary, Given.Somebody, "Handler Two"),
            new AssessmentOverruled(Burglary, "standard", "priority", "seen worse")
        );
        steps.ShouldHaveSingleItem().Title.En.ShouldBe("Somebody is reading your report");
    }

    [Fact]
    public void Every_question_and_every_answer_is_shown_newest_first()
    {
        var steps = Steps(
            new ReporterAsked(Burglary, "Which door?"),
            new InformationAdded(Burglary, "The back one."),
            new ReporterAsked(Burglary, "Thank you.")
        );
        steps
            .Select(static s => (s.Words, s.FromReporter))
            .ShouldBe([("Thank you.", false), ("The back one.", true), ("Which door?", false)]);
    }

    [Fact]
    public void A_recorded_crime_gives_its_reference_and_the_crime_of_another_does_not()
    {
        Steps(new ReportCrimed(Burglary, Id<Crime>.New(), "98/2026/0001234-5", [])).Single().Title.Cy.ShouldContain("98/2026/0001234-5");
        Steps(new ReportAttached(Burglary, Id<Crime>.New(), "98/2026/0001234-5", "same shed")).Single().ToString().ShouldNotContain("1234");
    }

    [Fact]
    public void The_victim_reads_the_outcome_in_plain_words_and_whoever_reported_for_another_that_it_is_over()
    {
        Outcome(LinkRole.Victim).Explained!.En.ShouldContain("could not find out who did it");
        Outcome(LinkRole.ReportingPerson).Explained!.En.ShouldBe("We have finished our work on it.");
        Outcome(LinkRole.ReportingPerson).ToString().ShouldNotContain("Looked everywhere");
    }

    [Fact]
    public void An_outcome_that_waits_for_its_sign_off_is_no_step_yet()
    {
        var waiting = new OutcomeRecorded(Crime, "21", new(), "Not in the public interest.", NeedsSignOff: true);
        OfCrime(LinkRole.Victim, waiting).Length.ShouldBe(2);
        OfCrime(LinkRole.Victim, waiting, new OutcomeSignedOff(Crime, "21"))[0]
            .Title.En.ShouldStartWith("We decided what happens with crime 98/");
    }

    [Fact]
    public void How_it_is_investigated_stays_with_us() =>
        OfCrime(
            LinkRole.Victim,
            new CrimeReclassified(Crime, "28E", "28F", "On new facts."),
            new PropertyListed(Crime, Id<Property>.New(), new("bicycle", PropertyFate.Stolen)),
            new NoteAttached(RecordRef.Of(Crime), "Speak to the neighbour.")
        )
            .Length.ShouldBe(2);

    [Theory]
    [InlineData(CrimeStatus.UnderInvestigation, "Recorded as a crime")]
    [InlineData(CrimeStatus.AwaitingSignOff, "Recorded as a crime")]
    [InlineData(CrimeStatus.OutcomeGiven, "Decided")]
    [InlineData(CrimeStatus.Finalised, "Decided")]
    [InlineData(CrimeStatus.Cancelled, "Closed")]
    public void What_comes_next_follows_the_crime(CrimeStatus crime, string now) =>
        Status(isVictim: true, TheCrime with { Status = crime }).Now.En.ShouldBe(now);

    [Fact]
    public void Whoever_reported_for_another_is_not_told_that_it_goes_to_court()
    {
        var charged = TheCrime with
        {
            Status = CrimeStatus.Finalised,
            Outcomes = [new("1", new(), "The test is met.", DateTimeOffset.UnixEpoch, Given.Somebody)],
        };
        Status(isVictim: true, charged).Now.En.ShouldBe("Going to court");
        Status(isVictim: false, charged).Now.En.ShouldBe("Finished");
    }

    [Theory]
    [InlineData(ReportStatus.Advised)]
    [InlineData(ReportStatus.Referred)]
    [InlineData(ReportStatus.Attached)]
    public void Whoever_writes_after_their_report_was_closed_reads_that_somebody_will_read_it(ReportStatus closed)
    {
        var report = Report.Empty with { Status = closed };
        var told = ReporterStatus.Of(report with { Told = true }, isVictim: true);
        told.Now.En.ShouldBe("We will read what you added");
        told.Now.Cy.ShouldBe("Byddwn yn darllen yr hyn a ychwanegwyd gennych");
        ReporterStatus.Of(report, isVictim: true).Now.En.ShouldNotBe(told.Now.En);
    }

    [Fact]
    public void Whoever_writes_after_a_crime_was_recorded_reads_so_beside_how_the_crime_stands()
    {
        var told = ReporterStatus.Of(Report.Empty with { Status = ReportStatus.Crimed, Told = true }, isVictim: true, TheCrime);
        told.Now.ShouldBe(Status(isVictim: true, TheCrime).Now);
        told.Next.En.ShouldStartWith("We will read what you added. ");
        told.Next.Cy.ShouldStartWith("Byddwn yn darllen yr hyn a ychwanegwyd gennych. ");
    }

    private static CrimePicture TheCrime => CrimePicture.Of(Entries(Crime.Value, Recorded))!; // recorded above

    private static ReporterStatus Status(bool isVictim, params CrimePicture[] crimes) =>
        ReporterStatus.Of(Report.Empty with { Status = ReportStatus.Crimed }, isVictim, crimes);

    [Fact]
    public void Every_outcome_has_plain_words_in_both_languages()
    {
        var (definitions, _) = DefinitionSet.Load(DefinitionFolder.Find(configured: null), [new CodeListKind()], strict: false);
        foreach (var code in definitions.Latest<CodeList>("home-office-outcomes").Value.All)
        {
            PlainOutcome.Of(code.Value).En.ShouldEndWith(".");
            PlainOutcome.Of(code.Value).Cy.ShouldNotBe(PlainOutcome.Of(code.Value).En);
        }
    }

    [Theory]
    [InlineData(
        "Children's services",
        "We passed your report to children's services",
        "Gwnaethom anfon eich adroddiad ymlaen at y gwasanaethau plant"
    )]
    [InlineData("Local council", "We passed your report to the local council", "Gwnaethom anfon eich adroddiad ymlaen at y cyngor lleol")]
    [InlineData("Cyngor Llanlamp", "We passed your report to Cyngor Llanlamp", "Gwnaethom anfon eich adroddiad ymlaen at Cyngor Llanlamp")]
    public void To_whom_it_was_passed_is_said_in_the_language_of_the_page(string partner, string en, string cy) =>
        Steps(new ReportReferred(Burglary, partner, "theirs")).ShouldHaveSingleItem().Title.ShouldBe(new(en, cy));

    private static ReporterStep Outcome(LinkRole role) =>
        OfCrime(role, new OutcomeRecorded(Crime, "18", new(), "Looked everywhere.", NeedsSignOff: false))[0];

    /// <summary>The steps of a report by somebody in this role, of which a crime was recorded, to which this happened.</summary>
    private static ImmutableArray<ReporterStep> OfCrime(LinkRole role, params IEvent[] events)
    {
        var content = new ReportContent("burglary", "") { People = [new(role, new() { Surname = "Test" }, IsReporter: true)] };
        var submitted = new ReportSubmitted(
            Burglary,
            "K7QM-2XRT-C",
            new("report-crime", 1, "00"),
            default,
            content,
            default,
            "en",
            "WEB",
            "00"
        );
        return ReporterStep.Of(
            Entries(Burglary.Value, submitted, new ReportCrimed(Burglary, Crime, "98/2026/0001234-5", [])),
            Entries(Crime.Value, [Recorded, .. events])
        );
    }

    private static ImmutableArray<ReporterStep> Steps(params IEvent[] events) => ReporterStep.Of(Entries(Burglary.Value, events));

    private static List<Entry> Entries(Guid stream, params IEvent[] events) =>
        [
            .. events.Select(
                (e, i) =>
                    new Entry(
                        99,
                        stream,
                        i + 1,
                        DateTimeOffset.UnixEpoch.AddMinutes(i + (stream == Crime.Value ? 1 : 0)),
                        Given.Somebody,
                        "test",
                        [],
                        e
                    )
            ),
        ];
}
