namespace Bluelamp.Records;

/// <summary>Record a crime, with its people, places and things. One crime for each victim, unless they suffered it together.</summary>
/// <param name="Reference">From <see cref="CrimeNumbers"/>, taken before the decision.</param>
public sealed record RecordCrime(
    Id<Crime> Crime,
    CrimeReference Reference,
    string Offence,
    CrimeFacts Facts,
    DateTimeOffset ReportedAt,
    Source Source
) : ICreation<Crime>
{
    public Id<CrimeGroup>? Group { get; init; }

    /// <summary>Several victims suffered it together: one crime.</summary>
    public bool Joint { get; init; }

    public IReadOnlyList<PropertyListed> Property { get; init; } = [];

    /// <summary>From this crime to its people, place and vehicles; see <see cref="CrimePlan"/>.</summary>
    public IReadOnlyList<Linked> Links { get; init; } = [];

    public Decision Decide(Crime state, By by) =>
        state switch
        {
            { Known: true } => new CrimeIsRecorded(),
            _ when string.IsNullOrWhiteSpace(Offence) => new OffenceMissing(),
            _ when Facts.Committed.From > by.At || ReportedAt > by.At => new CrimeInTheFuture(),
            _ when Facts.Committed.Latest < Facts.Committed.From => new EndsBeforeItBegins(),
            _ when !Joint && Links.Count(static l => l.Role == LinkRole.Victim) > 1 => new MoreThanOneVictim(),
            _ => [new CrimeRecorded(Crime, Reference.ToString(), Offence, Facts, ReportedAt, by.At, Source, Group), .. Property, .. Links],
        };
}

public sealed record CrimeIsRecorded() : Refusal.Conflict("crime-is-recorded", "This crime is recorded already.");

public sealed record OffenceMissing() : Refusal.Invalid("offence-missing", "Choose the offence.", "offence");

public sealed record CrimeInTheFuture()
    : Refusal.Invalid("crime-in-the-future", "It cannot have happened, or been reported, later than now.", "committed");

public sealed record EndsBeforeItBegins() : Refusal.Invalid("ends-before-it-begins", "The end must come after the beginning.", "committed");

public sealed record MoreThanOneVictim()
    : Refusal.Invalid("more-than-one-victim", "Record one crime for each victim; they are held together as a group.", "victim");
