using Bluelamp.Kernel;
using Bluelamp.Records;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Crimes;

public sealed class InvolvePersonTests
{
    private static readonly Id<Crime> Theft = Id<Crime>.New();
    private static readonly Id<Nominal> Mair = Id<Nominal>.New();
    private static readonly CrimeRecorded Recorded = new(Theft, "98/2026/0000001-1", "49", Facts, Now, Now, Source.Officer, Group: null);

    [Fact]
    public void A_second_victim_of_an_offence_that_is_counted_by_its_victims_is_another_crime() =>
        new Given<Crime>(Recorded, As(LinkRole.Victim, Mair))
            .When(new InvolvePerson(As(LinkRole.Victim, Id<Nominal>.New()), OneForEachVictim: true))
            .ThenRefused<AnotherVictim>();

    [Fact]
    public void Who_suffered_it_together_with_another_is_put_to_the_same_crime()
    {
        var second = As(LinkRole.Victim, Id<Nominal>.New());
        new Given<Crime>(Recorded, As(LinkRole.Victim, Mair)).When(new InvolvePerson(second, OneForEachVictim: false)).Then(second);
    }

    [Fact]
    public void Somebody_is_in_a_crime_once_in_each_part()
    {
        var suspect = As(LinkRole.Suspect, Mair);
        new Given<Crime>(Recorded, As(LinkRole.Witness, Mair)).When(new InvolvePerson(suspect, OneForEachVictim: true)).Then(suspect);
        new Given<Crime>(Recorded, suspect)
            .When(new InvolvePerson(As(LinkRole.Suspect, Mair), OneForEachVictim: true))
            .ThenRefused<AlreadyInvolved>();
    }

    [Fact]
    public void A_cancelled_crime_takes_nobody() =>
        new Given<Crime>(Recorded, new CrimeCancelled(Theft, CancelReason.NoCrime, "It was found."))
            .When(new InvolvePerson(As(LinkRole.Witness, Mair), OneForEachVictim: false))
            .ThenRefused<CrimeIsCancelled>();

    private static Linked As(LinkRole role, Id<Nominal> who) =>
        new(Id<Link>.New(), RecordRef.Of(Theft), RecordRef.Of(who), role, Confidence.Believed, Source.Officer);
}
