using Bluelamp.Records;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Crimes;

public sealed class OutcomeTests
{
    private static readonly Linked TheSuspect = Has(LinkRole.Suspect, Suspect);
    private static readonly Linked TheVictim = Has(LinkRole.Victim, Sian);

    [Theory]
    [InlineData("1")]
    [InlineData("3A")]
    [InlineData("15")]
    [InlineData("16")]
    [InlineData("22")]
    public void Some_outcomes_need_a_suspect(string code) =>
        new Given<Crime>(Recorded).When(Outcome(code, new() { Disposal = "C1" })).ThenRefused<SuspectNeeded>();

    [Theory]
    [InlineData("14")]
    [InlineData("18")]
    public void Some_outcomes_forbid_one(string code) =>
        new Given<Crime>(Recorded, TheSuspect).When(Outcome(code)).ThenRefused<SuspectForbidden>();

    [Fact]
    public void A_suspect_whose_link_was_taken_back_is_none() =>
        new Given<Crime>(Recorded, TheSuspect, new Unlinked(TheSuspect.Link, TheSuspect.From, TheSuspect.To, LinkRole.Suspect, "Alibi."))
            .When(Outcome("18"))
            .Refusal.ShouldBeNull();

    [Fact]
    public void A_charge_is_named() => new Given<Crime>(Recorded, TheSuspect).When(Outcome("1")).ThenRefused<DisposalMissing>();

    [Fact]
    public void A_child_of_ten_is_responsible() =>
        new Given<Crime>(Recorded, TheSuspect).When(Outcome("11", new() { SuspectAge = 10 })).ThenRefused<NotBelowAge>();

    [Fact]
    public void Another_agency_must_accept() =>
        new Given<Crime>(Recorded).When(Outcome("20", new() { Agency = "Trading Standards" })).ThenRefused<AgencyMustAccept>();

    [Fact]
    public void Outcome_19_is_not_ours_to_give() => new Given<Crime>(Recorded).When(Outcome("19")).ThenRefused<FraudBureauOnly>();

    [Fact]
    public void Without_a_victim_to_tell_the_outcome_finalises_the_crime() =>
        new Given<Crime>(Recorded).When(Outcome("18")).Events.ShouldContain(new CrimeFinalised(TheCrime, "18"));

    [Fact]
    public void A_crime_is_final_only_when_its_victim_was_told()
    {
        var given = new OutcomeRecorded(TheCrime, "18", new(), "Why.", NeedsSignOff: false);
        new Given<Crime>(Recorded, TheVictim).When(Outcome("18")).Then(given);
        var told = new VictimInformed(TheCrime, DateOnly.FromDateTime(Now.UtcDateTime), "by phone");
        new Given<Crime>(Recorded, TheVictim, given)
            .When(new InformVictim(TheCrime, told.On, told.How))
            .Then(told, new CrimeFinalised(TheCrime, "18"));
    }

    [Fact]
    public void Domestic_abuse_closed_by_outcome_16_waits_for_a_supervisor()
    {
        var abuse = Recorded with { Facts = Facts with { Flags = [CrimeFlag.DomesticAbuse] } };
        new Given<Crime>(abuse, TheSuspect)
            .When(Outcome("16"))
            .Then(new OutcomeRecorded(TheCrime, "16", new(), "Why.", NeedsSignOff: true));
    }

    [Fact]
    public void Nobody_signs_off_their_own_outcome() =>
        new Given<Crime>(Recorded, TheSuspect, new OutcomeRecorded(TheCrime, "21", new(), "Why.", NeedsSignOff: true))
            .When(new SignOffOutcome(TheCrime, Given.Somebody))
            .ThenRefused<SignOffByAnother>();

    [Fact]
    public void Another_supervisor_signs_off() =>
        new Given<Crime>(Recorded, TheSuspect, new OutcomeRecorded(TheCrime, "21", new(), "Why.", NeedsSignOff: true))
            .When(new SignOffOutcome(TheCrime, Guid.CreateVersion7()))
            .Then(new OutcomeSignedOff(TheCrime, "21"), new CrimeFinalised(TheCrime, "21"));

    [Fact]
    public void A_finalised_crime_is_reopened_first() =>
        new Given<Crime>(
            Recorded,
            new OutcomeRecorded(TheCrime, "18", new(), "Why.", NeedsSignOff: false),
            new CrimeFinalised(TheCrime, "18")
        )
            .When(Outcome("14"))
            .ThenRefused<CrimeIsFinalised>();

    [Fact]
    public void Every_outcome_of_the_framework_has_its_rule() =>
        Enumerable.Range(1, 22).Select(static n => $"{n}").Concat(["1A", "2A", "3A"]).ShouldAllBe(code => OutcomeRules.Of(code) != null);

    private static RecordOutcome Outcome(string code, OutcomeFacts? facts = null) => new(TheCrime, code, facts ?? new(), "Why.");
}
