namespace Bluelamp.Records;

/// <summary>A business, charity, school or public body.</summary>
public sealed record Organisation(bool Known) : IState<Organisation>
{
    public static Organisation Empty { get; } = new(Known: false);

    /// <summary>A name at an address is one organisation; a name alone may be another one with the same name.</summary>
    public static Id<Organisation> At(NaturalIds ids, OrganisationDetails details, PlaceDetails? at, Id<Organisation> otherwise) =>
        at?.AddressKey is { } address ? new(ids.Of("organisation", $"{details.Name.Trim().ToLowerInvariant()}|{address}")) : otherwise;

    public Organisation Apply(IEvent e) => e is OrganisationDescribed ? new(Known: true) : this;
}

/// <summary>What was said about an organisation, once.</summary>
/// <param name="CompanyNumber">At Companies House: eight signs, such as <c>01234567</c> or <c>SC123456</c>.</param>
/// <param name="At">Where it was when it was named; what keeps two of one name apart.</param>
public sealed record OrganisationDetails(string Name, string? CompanyNumber = null, string? Words = null, PlaceDetails? At = null);

/// <summary>What was said about an organisation.</summary>
[EventType("records.organisation-described.v1")]
public sealed record OrganisationDescribed(Id<Organisation> Organisation, OrganisationDetails Details, Source Source) : IEvent;

/// <summary>Say what is known of an organisation. The latest description is the one shown; of one that is known, its name alone says nothing new.</summary>
public sealed record DescribeOrganisation(Id<Organisation> Organisation, OrganisationDetails Details, Source Source)
    : ICommand<Organisation>
{
    public Decision Decide(Organisation state, By by) =>
        (state, Details) switch
        {
            _ when string.IsNullOrWhiteSpace(Details.Name) => new OrganisationHasNoName(),
            ({ Known: true }, { CompanyNumber: null, Words: null }) => [],
            _ => [new OrganisationDescribed(Organisation, Details, Source)],
        };
}

public sealed record OrganisationHasNoName() : Refusal.Invalid("organisation-has-no-name", "Enter the name of the organisation.", "name");
