using System.Globalization;

namespace Bluelamp.Bench.Linkage;

/// <summary>Names as common as in life, their listed variants, and postcodes: from the open lists beside the repository.</summary>
internal sealed class UkNames
{
    private const int FirstDecade = 1904;
    private const int LastDecade = 2024;
    private const int Counted = 1996;
    private const int Outward = 200;
    private const int InwardOfEach = 200;

    /// <summary>Before names were counted they were less varied: so much that as many pairs share both names as in the table Splink was measured on.</summary>
    private const double Concentration = 1.1;
    private const string InwardLetters = "ABDEFGHJLNPQRSTUWXYZ";

    private readonly Urn<string> _surnames = new(
        SharedLists
            .Read("names/uk_surname_frequencies.csv.gz")
            .Select(static f => (Capital(f[0]), double.Parse(f[1], CultureInfo.InvariantCulture)))
    );
    private readonly Dictionary<char, Urn<string>[]> _forenames;
    private readonly Dictionary<string, Urn<string>> _nicknames = Variants("names/uk_forename_variants.csv.gz");
    private readonly Dictionary<string, Urn<string>> _surnameVariants = Variants("names/uk_surname_variants.csv.gz");
    private readonly string[] _postcodes;

    public UkNames(Random random)
    {
        var top = SharedLists
            .Read("names/given_names_top100_1904_2024.csv.gz")
            .ToLookup(static f => (f[0][0], int.Parse(f[1], CultureInfo.InvariantCulture)), static f => Capital(f[3]));
        var counted = SharedLists
            .Read("names/given_names_1996_2024.csv.gz")
            .Where(static f => f[3].All(static c => char.IsLetter(c) || c is '-' or '\''))
            .ToLookup(
                static f => (f[1][0], int.Parse(f[0], CultureInfo.InvariantCulture)),
                static f => (Capital(f[3]), double.Parse(f[4], CultureInfo.InvariantCulture))
            );
        _forenames = "MF".ToDictionary(
            static sex => sex,
            sex =>
                Decades()
                    .Select(decade => Forenames(decade, [.. top[(sex, decade)]], [.. counted[(sex, decade < 2014 ? Counted : 2024)]]))
                    .ToArray()
        );
        _postcodes = [.. Postcodes(random)];
    }

    public string Surname(Random random) => _surnames.Draw(random);

    /// <summary>A name of the decade before or after the birth, more often of the nearer one.</summary>
    public string Forename(char sex, int year, Random random)
    {
        var (decade, years) = Math.DivRem(year - FirstDecade, 10);
        return _forenames[sex][random.Next(10) < years ? decade + 1 : decade].Draw(random);
    }

    public string Postcode(Random random) => _postcodes[random.Next(_postcodes.Length)];

    /// <summary>A nickname or another spelling; none where the list has none.</summary>
    public string? Nickname(string forename, Random random) => _nicknames.GetValueOrDefault(forename)?.Draw(random);

    /// <summary>A listed variant; none where the list has none.</summary>
    public string? SurnameVariant(string surname, Random random) => _surnameVariants.GetValueOrDefault(surname)?.Draw(random);

    /// <summary>
    /// The names of a decade are published by rank only: the hundred most common take the counts of the same ranks of a year that was counted, and the
    /// rarer names of that year stand after them.
    /// </summary>
    private static Urn<string> Forenames(int decade, string[] top, (string Name, double Count)[] counted)
    {
        var rarer = counted.Skip(top.Length).ExceptBy(top, static c => c.Name, StringComparer.Ordinal);
        var all = top.Select((name, rank) => (Name: name, counted[rank].Count)).Concat(rarer);
        return new(all.Select(c => (c.Name, decade < Counted ? Math.Pow(c.Count, Concentration) : c.Count)));
    }

    private static IEnumerable<int> Decades()
    {
        for (var decade = FirstDecade; decade <= LastDecade; decade += 10)
            yield return decade;
    }

    private static Dictionary<string, Urn<string>> Variants(string list) =>
        SharedLists
            .Read(list)
            .Where(static f => !string.Equals(f[0], f[1], StringComparison.Ordinal))
            .GroupBy(
                static f => Capital(f[0]),
                static f => (Capital(f[1]), double.Parse(f[2], CultureInfo.InvariantCulture)),
                StringComparer.Ordinal
            )
            .ToDictionary(static g => g.Key, static g => new Urn<string>(g), StringComparer.Ordinal);

    /// <summary>The outward codes that the list has most often, each with invented inward codes.</summary>
    private static IEnumerable<string> Postcodes(Random random)
    {
        var outward = SharedLists
            .Read("postcodes/uk_postcode_points_10000.csv.gz")
            .CountBy(static f => f[0].Split(' ')[0], StringComparer.Ordinal)
            .OrderByDescending(static o => o.Value)
            .ThenBy(static o => o.Key, StringComparer.Ordinal)
            .Take(Outward);
        foreach (var (code, _) in outward)
        {
            var inward = new HashSet<string>(StringComparer.Ordinal);
            while (inward.Count < InwardOfEach)
                inward.Add($"{code} {random.Next(10)}{Letter(random)}{Letter(random)}");
            foreach (var postcode in inward)
                yield return postcode;
        }
    }

    private static char Letter(Random random) => InwardLetters[random.Next(InwardLetters.Length)];

    private static string Capital(string name) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.ToLowerInvariant());
}
