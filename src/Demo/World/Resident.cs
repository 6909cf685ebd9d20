using System.Globalization;
using System.Text;
using Bluelamp.Records;

namespace Bluelamp.Demo.World;

/// <summary>Somebody who lives in Lampshire: what is true of them, whatever the records say.</summary>
internal sealed record Resident(
    int Number,
    string Forename,
    string Surname,
    string Sex,
    DateOnly Born,
    PlaceDetails Home,
    string Phone,
    string? Email,
    string Language
)
{
    /// <summary>What they call themselves online.</summary>
    public string Handle => string.Create(CultureInfo.InvariantCulture, $"@{Plain(Forename)}.{Plain(Surname)}_{Born.Year % 100:D2}");

    /// <summary>What a careful person would write down.</summary>
    public PersonDetails Exactly =>
        new()
        {
            Forenames = Forename,
            Surname = Surname,
            Sex = Sex,
            Born = PartialDate.Of(Born),
            Phones = [Phone],
            Emails = Email is null ? [] : [Email],
            Address = Home,
            Language = Language,
        };

    /// <summary>What is written down on a busy day: familiar names, swapped dates, missing parts. The truth keeps whose it is.</summary>
    public PersonDetails AsHeard(Random random) =>
        random.Next(4) switch
        {
            0 => Exactly with
            {
                Forenames = Names.Familiar.GetValueOrDefault(Forename, Forename),
                Born = PartialDate.Of(Swapped),
                Emails = [],
            },
            1 => Exactly with { Surname = Names.Familiar.GetValueOrDefault(Surname, Surname), Phones = [], Emails = [] },
            2 => Exactly with { Forenames = Misspelt(Forename, random), Address = null },
            _ => Exactly with { Born = null, Emails = [], Address = Home with { Postcode = null } },
        };

    /// <summary>Day and month changed over, where that is a date.</summary>
    private DateOnly Swapped => Born.Day <= 12 ? new DateOnly(Born.Year, Born.Day, Born.Month) : Born.AddDays(1);

    public static List<Resident> Settle(IReadOnlyList<Street> streets, int count, Random random)
    {
        var people = new List<Resident>(count);
        for (var i = 0; i < count; i++)
            people.Add(Settle(i, streets[random.Next(streets.Count)], random));
        return people;
    }

    private static Resident Settle(int i, Street street, Random random)
    {
        var woman = random.Next(2) == 0;
        var forename = Pick(woman ? Names.Women : Names.Men, random);
        var surname = Pick(Names.Surnames, random);
        var welsh = Array.IndexOf(woman ? Names.Women : Names.Men, forename) < 15 && random.Next(3) > 0;
        return new(
            i,
            forename,
            surname,
            woman ? "F" : "M",
            new DateOnly(1938, 1, 1).AddDays(random.Next(365 * 70)),
            street.House(1 + random.Next(street.Houses)),
            string.Create(CultureInfo.InvariantCulture, $"07700 900{i % 1000:D3}"),
            random.Next(3) == 0 ? null : $"{Plain(forename)}.{Plain(surname)}{i.ToString(CultureInfo.InvariantCulture)}@example.com",
            welsh ? "cy" : "en"
        );
    }

    private static string Misspelt(string name, Random random)
    {
        var at = 1 + random.Next(Math.Max(1, name.Length - 2));
        return random.Next(2) == 0 ? name[..at] + name[at] + name[at..] : name.Remove(at, 1);
    }

    private static string Pick(string[] from, Random random) => from[random.Next(from.Length)];

    private static string Plain(string text) =>
        new([.. text.Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter).Select(char.ToLowerInvariant)]);
}
