namespace Bluelamp.Records;

/// <summary>Put a person on the one list, with what is said about them and where they can be reached.</summary>
/// <param name="Links">To their address and numbers.</param>
public sealed record CreateNominal(
    Id<Nominal> Nominal,
    PersonDetails Said,
    Source Source,
    Confidence Confidence,
    IReadOnlyList<Linked> Links
) : ICreation<Nominal>
{
    public Decision Decide(Nominal state, By by) =>
        state.Known
            ? new NominalIsKnown()
            : [new NominalCreated(Nominal), new PersonDescribed(Nominal, Said, Source, Confidence), .. Links];
}

public sealed record NominalIsKnown() : Refusal.Conflict("nominal-is-known", "This person is on the list already.");

/// <summary>Add what another source says about a person who is on the list. Nothing that is known is overwritten.</summary>
public sealed record DescribePerson(
    Id<Nominal> Nominal,
    PersonDetails Said,
    Source Source,
    Confidence Confidence,
    IReadOnlyList<Linked> Links
) : ICommand<Nominal>
{
    public Decision Decide(Nominal state, By by) =>
        state.Known
            ? [new PersonDescribed(Nominal, Said, Source, Confidence), .. Links.Where(l => !state.Contacts.Contains(l.To.Id.Value))]
            : new NoSuchRecord();
}

/// <summary>Put facts about a person right, with where the better knowledge comes from.</summary>
public sealed record CorrectPerson(Id<Nominal> Nominal, PersonDetails Now, Source Source, Confidence Confidence, string Reason)
    : ICommand<Nominal>
{
    public Decision Decide(Nominal state, By by) =>
        state switch
        {
            { Known: false } => new NoSuchRecord(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new PersonCorrected(Nominal, Now, Source, Confidence, Reason.Trim())],
        };
}
