namespace Bluelamp.Bench.Linkage;

/// <summary>Invents people, household by household: those of one household share a postcode and mostly a surname, so that there are hard near-matches.</summary>
internal sealed class UkHouseholds(UkNames names, Random random)
{
    private const int Largest = 5;
    private const double OneSurname = 0.72;
    private const double MiddleName = 0.56;
    private static readonly DateOnly Today = new(2026, 11, 1);

    /// <summary>Ages from 10 to 89, those from 20 to 40 most often.</summary>
    private static readonly Urn<int> Ages = new(Enumerable.Range(10, 80).Select(static age => (age, WeightOf(age))));

    public UkPerson[] People(int count)
    {
        var people = new UkPerson[count];
        for (var i = 0; i < count; )
        {
            var surname = names.Surname(random);
            var postcode = names.Postcode(random);
            var share = random.NextDouble() < OneSurname;
            for (var left = random.Next(1, Largest + 1); left > 0 && i < count; left--)
                people[i++] = Person(share || left == 1 ? surname : names.Surname(random), postcode);
        }

        return people;
    }

    private UkPerson Person(string surname, string postcode)
    {
        var sex = random.Next(2) == 0 ? 'F' : 'M';
        var born = Today.AddYears(-Ages.Draw(random)).AddDays(-random.Next(365));
        var first = names.Forename(sex, born.Year, random);
        var middle = random.NextDouble() < MiddleName ? names.Forename(sex, born.Year, random) : null;
        return new(first, string.Equals(middle, first, StringComparison.Ordinal) ? null : middle, surname, sex, born, postcode);
    }

    private static double WeightOf(int age) =>
        age switch
        {
            < 20 => 1,
            <= 40 => 2,
            < 60 => 1.2,
            < 75 => 0.6,
            _ => 0.3,
        };
}
