namespace Bluelamp.Records;

/// <summary>A business, charity, school or public body.</summary>
/// <param name="Details">What stands; nothing while nobody named it.</param>
public sealed record Organisation(OrganisationDetails? Details) : IState<Organisation>
{
    public static Organisation Empty { get; } = new(Details: null);

    /// <summary>A name at an address is one organisation; a name alone may be another one with the same name.</summary>
    public static Id<Organisation> At(NaturalIds ids, OrganisationDetails details, PlaceDetails? at, Id<Organisation> otherwise) =>
        at?.AddressKey is { } address ? new(ids.Of("organisation", $"{details.Name.Trim().ToLowerInvariant()}|{address}")) : otherwise;

    public Organisation Apply(IEvent e) =>
        e switch
        {
            OrganisationDescribed described => new(Details?.FillingGapsFrom(described.Details) ?? described.Details),
            OrganisationCorrected { Now: var now } when Details is not null => new(
                Details with
                {
                    Name = now.Name ?? Details.Name,
                    CompanyNumber = now.CompanyNumber ?? Details.CompanyNumber,
                    Words = now.Words ?? Details.Words,
                }
            ),
            _ => this,
        };
}

/// <summary>What was said about an organisation, once.</summary>
/// <param name="CompanyNumber">At Companies House: eight signs, such as <c>01234567</c> or <c>SC123456</c>.</param>
/// <param name="At">Where it was when it was named; what keeps two of one name apart.</param>
public sealed record OrganisationDetails(string Name, string? CompanyNumber = null, string? Words = null, PlaceDetails? At = null)
{
    /// <summary>These details; where they say nothing, what <paramref name="later"/> says.</summary>
    public OrganisationDetails FillingGapsFrom(OrganisationDetails later) =>
        this with
        {
            CompanyNumber = CompanyNumber ?? later.CompanyNumber,
            Words = Words ?? later.Words,
            At = At ?? later.At,
        };
}

/// <summary>What was said about an organisation. The first description stands; a later one only fills gaps.</summary>
[EventType("records.organisation-described.v1")]
public sealed record OrganisationDescribed(Id<Organisation> Organisation, OrganisationDetails Details, Source Source) : IEvent;

/// <summary>Facts about an organisation were put right. Only what <paramref name="Now"/> gives changes; what was said before stays in the ledger.</summary>
[EventType("records.organisation-corrected.v1")]
public sealed record OrganisationCorrected(
    Id<Organisation> Organisation,
    OrganisationChange Now,
    Source Source,
    Confidence Confidence,
    string Reason
) : IEvent;

/// <summary>What of an organisation is put right; nothing where it stands as it is.</summary>
public sealed record OrganisationChange(string? Name, string? CompanyNumber, string? Words);

/// <summary>Say what is known of an organisation; what adds nothing comes to nothing.</summary>
public sealed record DescribeOrganisation(Id<Organisation> Organisation, OrganisationDetails Details, Source Source)
    : ICommand<Organisation>
{
    public Decision Decide(Organisation state, By by) =>
        state.Details switch
        {
            _ when string.IsNullOrWhiteSpace(Details.Name) => new OrganisationHasNoName(),
            { } known when known.FillingGapsFrom(Details) == known => [],
            _ => [new OrganisationDescribed(Organisation, Details, Source)],
        };
}

/// <summary>Put facts about an organisation right, with where the better knowledge comes from.</summary>
public sealed record CorrectOrganisation(
    Id<Organisation> Organisation,
    OrganisationChange Now,
    Source Source,
    Confidence Confidence,
    string Reason
) : ICommand<Organisation>
{
    public Decision Decide(Organisation state, By by) =>
        state.Details switch
        {
            null => new NoSuchRecord(),
            _ when string.IsNullOrWhiteSpace(Reason) => new ReasonMissing(),
            _ => [new OrganisationCorrected(Organisation, Now, Source, Confidence, Reason.Trim())],
        };
}

public sealed record OrganisationHasNoName() : Refusal.Invalid("organisation-has-no-name", "Enter the name of the organisation.", "name");
