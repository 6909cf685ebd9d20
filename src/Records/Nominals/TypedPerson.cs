using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Records;

/// <summary>What somebody typed of a person, as <c>PersonFields</c> asks it: as much or as little as is known, and who of the list it is.</summary>
public sealed class TypedPerson(HttpContext http)
{
    private static readonly Choice[] Sexes = [new("M", "Male"), new("F", "Female"), new("U", "Not known")];

    /// <summary>The sexes to choose from, as <see cref="PersonDetails.Sex"/> holds them.</summary>
    public static IReadOnlyList<Choice> SexChoices => Sexes;

    /// <summary>What was typed into a field; nothing when it is blank.</summary>
    public string? this[string field] =>
        http.Request.HasFormContentType && http.Request.Form[field].ToString().Trim() is { Length: > 0 } typed ? typed : null;

    /// <summary>Where it is from, in words.</summary>
    public string From => this[nameof(From)] ?? "";

    public PersonDetails Said =>
        new()
        {
            Forenames = this["Forenames"],
            Surname = this["Surname"],
            KnownAs = this["KnownAs"],
            Born = PartialDate.TryParse(this["Born"], out var born) ? born : null,
            Looks = this["Looks"] is { } age ? AgeRange.Of(age) : null,
            Sex = Array.Exists(Sexes, s => string.Equals(s.Value, this["Sex"], StringComparison.Ordinal)) ? this["Sex"] : null,
            Description = this["Description"],
            Phones = this["Phone"] is { } phone ? [phone] : [],
            Emails = this["Email"] is { } email ? [email] : [],
            Address = Where is { IsEmpty: false } where ? where : null,
        };

    /// <summary>Who of the list it is, as it was chosen.</summary>
    public WhoOfTheList Who(IReadOnlyList<Candidate> candidates) => new(this[nameof(Who)], candidates);

    /// <summary>Whom a person chose from the list, or somebody new, in a role.</summary>
    public PlannedPerson Planned(LinkRole role, IReadOnlyList<Candidate> candidates) => PlannedPerson.Of(Who(candidates).Known, role, Said);

    /// <summary>What cannot be read, or is missing.</summary>
    /// <param name="candidates">Who of the list may be meant: then it must be said whether they are.</param>
    public IEnumerable<FieldError> Faults(IReadOnlyList<Candidate> candidates)
    {
        var said = Said;
        if (!said.IsOfSomebody && (said.Description ?? said.Address?.Address) is null && said.Looks is null)
            yield return new("Forenames", "Say something of them: a name, a number, or what they look like.");
        if (this["Born"] is not null && said.Born is null)
            yield return new("Born", "Enter a date such as 1987-03-21, or 1987-03, or 1987.");
        if (this["Looks"] is not null && said.Looks is null)
            yield return new("Looks", "Enter an age such as 30, or two such as 25-35.");
        if (this["Phone"] is { } phone && CommunicationDetails.Phone(phone) is null)
            yield return new("Phone", "Enter a phone number, such as 07700 900123.");
        if (this["Email"] is { } email && CommunicationDetails.Email(email) is null)
            yield return new("Email", "Enter an e-mail address, such as name@example.com.");
        if (this["Postcode"] is { } postcode && !Postcode.TryParse(postcode, out _))
            yield return new("Postcode", "Enter a full postcode, such as LL1 4AB, or leave it blank.");
        if (From.Length == 0)
            yield return new("From", "Say where it is from.");
        if (Who(candidates).Fault is { } fault)
            yield return new(nameof(Who), fault);
    }

    private PlaceDetails Where =>
        new()
        {
            Number = this["Number"],
            Street = this["Street"],
            Town = this["Town"],
            Postcode = this["Postcode"],
        };
}
