namespace Bluelamp.Records;

/// <summary>Put a person to a crime that is recorded already, in a role: the crime's step of a <see cref="PeoplePlan"/>.</summary>
/// <param name="Link">From the crime to them.</param>
/// <param name="OneForEachVictim">The offence is one crime for each victim (<see cref="CountingRules"/>).</param>
public sealed record InvolvePerson(Linked Link, bool OneForEachVictim) : ICommand<Crime>
{
    /// <summary>The parts that a person can have in a crime, the likeliest first.</summary>
    public static IReadOnlyList<LinkRole> Roles { get; } = [LinkRole.Witness, LinkRole.Suspect, LinkRole.Victim, LinkRole.Involved];

    public Decision Decide(Crime state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            { Cancelled: true } => new CrimeIsCancelled(),
            _ when state.People.ContainsValue((Link.To.Id.Value, Link.Role)) => new AlreadyInvolved(),
            { HasVictim: true } when OneForEachVictim && Link.Role is LinkRole.Victim => new AnotherVictim(),
            _ => [Link],
        };
}

public sealed record AlreadyInvolved()
    : Refusal.Invalid("already-involved", "They have this part in the crime already. Choose another, or somebody else.", "role");

public sealed record AnotherVictim()
    : Refusal.Invalid(
        "another-victim",
        "This crime has its victim, and such an offence is one crime for each victim. Record another crime for them.",
        "role"
    );
