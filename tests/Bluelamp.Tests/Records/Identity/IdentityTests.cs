using Bluelamp.Kernel;
using Bluelamp.Kernel.Access;
using Bluelamp.Records;
using Shouldly;
using Xunit;
using static Bluelamp.Tests.Records.Burglary;

namespace Bluelamp.Tests.Records.Identity;

/// <summary>Who is who, as decided; nothing of it needs a database.</summary>
public sealed class IdentityTests
{
    private static readonly Id<IdentityDecision> First = Id<IdentityDecision>.New();
    private static readonly Id<IdentityDecision> Second = Id<IdentityDecision>.New();
    private static readonly Id<Nominal> Shan = Id<Nominal>.New();
    private static readonly JoinNominals SameOne = new(First, Sian, Shan, "Same date of birth and phone.");
    private static readonly NominalsJoined Joined = new(First, Sian, Shan, SameOne.Reason);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Undoing_restores_who_was_who_and_no_id_is_used_again_in_10_000_lives(int quarter)
    {
        var undone = 0;
        for (var seed = quarter * 2_500; seed < (quarter + 1) * 2_500; seed++)
        {
            var lives = new ManyLives(new(seed));
            try
            {
                lives.Live(steps: 30);
            }
            catch (ShouldAssertException e)
            {
                throw new ShouldAssertException($"Seed {seed}: {e.Message}", e);
            }

            undone += lives.Undone;
        }

        undone.ShouldBeGreaterThan(2_500, "too few decisions were taken back to say anything");
    }

    [Fact]
    public void An_appearance_keeps_its_id_through_text()
    {
        var appearance = new Appearance(Sian, 7);
        Appearance.TryParse(appearance.ToString(), null, out var read).ShouldBeTrue();
        read.ShouldBe(appearance);
        Appearance.TryParse($"{Sian}.-1", null, out _).ShouldBeFalse();
        Appearance.TryParse("", null, out _).ShouldBeFalse();
    }

    [Fact]
    public void Two_nominals_are_joined_with_the_reason_on_both_streams()
    {
        new Given<NominalIdentity>(new NominalCreated(Sian)).When(SameOne).Then(Joined);
        new Given<NominalIdentity>(new NominalCreated(Shan)).When(SameOne).Then(Joined);
    }

    [Fact]
    public void Who_is_part_of_another_is_not_joined_again() =>
        new Given<NominalIdentity>(new NominalCreated(Shan), Joined)
            .When(SameOne with { Decision = Second })
            .ThenRefused<IsPartOfAnother>();

    [Fact]
    public void A_person_is_not_joined_to_themselves() =>
        new Given<NominalIdentity>(new NominalCreated(Sian)).When(SameOne with { Other = Sian }).ThenRefused<IsThatPersonAlready>();

    [Fact]
    public void Nobody_joins_without_a_reason_or_a_record()
    {
        new Given<NominalIdentity>(new NominalCreated(Sian)).When(SameOne with { Reason = " " }).ThenRefused<ReasonMissing>();
        new Given<NominalIdentity>().When(SameOne).ThenRefused<NoSuchRecord>();
    }

    [Fact]
    public void Who_is_restricted_or_carries_a_warning_waits_for_a_second_person_who_is_not_the_first()
    {
        var asked = new JoinRequested(First, Sian, Shan, SameOne.Reason, new(Given.Somebody));
        new Given<NominalIdentity>(new NominalCreated(Sian)).When(SameOne with { Guarded = true }).Then(asked);
        var confirm = new ConfirmJoin(First, Sian, Shan);
        new Given<NominalIdentity>(new NominalCreated(Sian), asked).When(confirm).ThenRefused<SecondIsTheFirst>();
        var other = asked with { By = Id<Staff>.New() };
        new Given<NominalIdentity>(new NominalCreated(Sian), other).When(confirm).Then(Joined with { RequestedBy = other.By });
        new Given<NominalIdentity>(new NominalCreated(Sian), other, new JoinRefused(First, Sian, Shan, "Twins."))
            .When(confirm)
            .ThenRefused<NothingWaits>();
        new Given<NominalIdentity>(new NominalCreated(Sian), asked)
            .When(SameOne with { Decision = Second, Guarded = true })
            .ThenRefused<WaitsAlready>();
    }

    [Fact]
    public void A_decision_on_which_another_rests_is_not_undone_and_the_refusal_names_the_other()
    {
        var third = Id<Nominal>.New();
        var refusal = new Given<NominalIdentity>(new NominalCreated(Sian), Joined, new NominalsJoined(Second, Sian, third, "Same address."))
            .When(new UndoIdentityDecision(Id<IdentityDecision>.New(), First, Sian, Shan, "Twins."))
            .Refusal;
        refusal.ShouldBeOfType<LaterDecisionStands>().First.ShouldBe(Second);
    }

    [Fact]
    public void What_is_undone_is_undone_once()
    {
        var undone = IdentityDecisionUndone.Of(Joined, Second, "Twins.");
        new Given<NominalIdentity>(new NominalCreated(Sian), Joined, undone)
            .When(new UndoIdentityDecision(Id<IdentityDecision>.New(), First, Sian, Shan, "Twins."))
            .ThenRefused<DecisionIsUndone>();
        new Given<NominalIdentity>(new NominalCreated(Sian))
            .When(new UndoIdentityDecision(Id<IdentityDecision>.New(), First, Sian, Shan, "Twins."))
            .ThenRefused<NoSuchDecision>();
    }

    [Fact]
    public void What_is_said_later_of_the_joined_one_is_said_of_the_survivor_until_it_is_undone()
    {
        var late = new Appearance(Shan, 9);
        var map = IdentityMap.Empty.Apply(Joined).Apply(Joined);
        map.Of(late).ShouldBe(Sian);
        map.Apply(IdentityDecisionUndone.Of(Joined, Second, "Twins.")).Of(late).ShouldBe(Shan);
    }
}
