using Bluelamp.Kernel;
using Bluelamp.Records;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Crimes;

public sealed class RecordCrimeTests
{
    [Fact]
    public void A_crime_is_recorded_at_the_moment_of_the_decision() =>
        new Given<Crime>().When(ToRecord).Then(Recorded with { RecordedAt = Now });

    [Fact]
    public void A_crime_is_recorded_once() => new Given<Crime>(Recorded).When(ToRecord).ThenRefused<CrimeIsRecorded>();

    [Fact]
    public void A_crime_cannot_happen_tomorrow() =>
        new Given<Crime>().When(ToRecord with { Facts = Facts with { Committed = new(Now.AddDays(1)) } }).ThenRefused<CrimeInTheFuture>();

    [Fact]
    public void It_cannot_end_before_it_begins() =>
        new Given<Crime>()
            .When(ToRecord with { Facts = Facts with { Committed = new(Now.AddHours(-1), Now.AddHours(-2)) } })
            .ThenRefused<EndsBeforeItBegins>();

    [Fact]
    public void Each_victim_has_a_crime_of_their_own() =>
        new Given<Crime>()
            .When(ToRecord with { Links = [Has(LinkRole.Victim, Sian), Has(LinkRole.Victim, Suspect)] })
            .ThenRefused<MoreThanOneVictim>();

    [Theory]
    [InlineData(24, false)]
    [InlineData(25, true)]
    public void A_crime_recorded_more_than_24_hours_after_the_report_is_late(int hours, bool late)
    {
        var entry = new Entry(
            Force,
            TheCrime.Value,
            1,
            Now,
            Guid.Empty,
            "",
            [],
            Recorded with
            {
                ReportedAt = Now.AddHours(-hours),
                RecordedAt = Now,
            }
        );
        CrimePicture.Of([entry])!.Late.ShouldBe(late);
    }

    [Fact]
    public void The_class_changes_with_its_reason_and_the_old_one_stays_known() =>
        new Given<Crime>(Recorded)
            .When(new ReclassifyCrime(TheCrime, "30C", "It is a shop.", LowersSerious: false, Designated: false))
            .Then(new CrimeReclassified(TheCrime, "28E", "30C", "It is a shop."));

    [Fact]
    public void To_lower_a_serious_crime_takes_a_decision_maker() =>
        new Given<Crime>(Recorded)
            .When(new ReclassifyCrime(TheCrime, "49", "Less than thought.", LowersSerious: true, Designated: false))
            .ThenRefused<TakesDecisionMaker>();

    [Fact]
    public void A_crime_is_cancelled_only_on_information_that_can_be_verified() =>
        new Given<Crime>(Recorded)
            .When(new CancelCrime(TheCrime, CancelReason.NoCrime, " ", Designated: true))
            .ThenRefused<InformationMissing>();

    [Fact]
    public void A_cancelled_crime_takes_no_outcome() =>
        new Given<Crime>(Recorded, new CrimeCancelled(TheCrime, CancelReason.Duplicate, "Same as 98/2026/0000002"))
            .When(new RecordOutcome(TheCrime, "18", new(), "No leads."))
            .ThenRefused<CrimeIsCancelled>();
}
