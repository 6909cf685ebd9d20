using System.Collections.Immutable;
using Bluelamp.Contact.Following;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Records;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Following;

public sealed class ReporterStepTests
{
    private static readonly Id<Report> Burglary = Id<Report>.New();

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

    private static ImmutableArray<ReporterStep> Steps(params IEvent[] events) =>
        ReporterStep.Of(
            events.Select(
                (e, i) => new Entry(99, Burglary.Value, i + 1, DateTimeOffset.UnixEpoch.AddMinutes(i), Given.Somebody, "test", [], e)
            )
        );
}
