using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>
/// What is known of one person. What somebody did not say of them somebody else did: a date of birth that speaks against a person does so too when the
/// appearance that is most like who is asked for has none.
/// </summary>
internal static class KnownOfOne
{
    /// <summary>Each appearance of a person, with what it does not say from the others.</summary>
    public static IEnumerable<PersonValues> Together(IReadOnlyList<PersonValues> appearances) =>
        appearances.Count == 1 ? appearances : appearances.Select(a => appearances.Aggregate(a, With)).Distinct();

    private static PersonValues With(PersonValues said, PersonValues other)
    {
        var (birth, home) = (Closer(said, other), IsHomeless(said) ? other : said);
        return new(
            said.FirstName ?? other.FirstName,
            said.MiddleNames ?? other.MiddleNames,
            said.Surname ?? other.Surname,
            birth.Born,
            birth.BornFrom,
            birth.BornTo,
            said.Sex ?? other.Sex,
            home.Postcode,
            home.Address,
            home.House,
            home.Places,
            Both(said.Phones, other.Phones),
            Both(said.Emails, other.Emails)
        );
    }

    /// <summary>Whichever knows better when they were born: the day, or the year, or an age that they looked.</summary>
    private static PersonValues Closer(PersonValues said, PersonValues other) => Exactness(other) > Exactness(said) ? other : said;

    private static int Exactness(PersonValues said) =>
        said.Born is not null ? 3
        : said.BornFrom is null ? 0
        : said.BornFrom == said.BornTo ? 2
        : 1;

    private static bool IsHomeless(PersonValues said) => (said.Postcode ?? said.Address ?? said.Places) is null;

    private static string? Both(string? some, string? more) =>
        more is null || string.Equals(some, more, StringComparison.Ordinal) ? some
        : some is null ? more
        : string.Join(
            RecordKeys.Separator,
            some.Split(RecordKeys.Separator).Union(more.Split(RecordKeys.Separator), StringComparer.Ordinal).Order(StringComparer.Ordinal)
        );
}
