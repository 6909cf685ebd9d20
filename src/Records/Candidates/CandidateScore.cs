namespace Bluelamp.Records;

/// <summary>How alike a person on the list and a description are, as the database found.</summary>
/// <param name="Nominal">The record that is alike.</param>
/// <param name="Alike">Trigram likeness of the names, 0 to 1.</param>
/// <param name="Identity">Whom that record was found to be.</param>
public sealed record Likeness(
    Id<Nominal> Nominal,
    string Name,
    string? Born,
    DateOnly? BornFirst,
    DateOnly? BornLast,
    string? Address,
    bool SameName,
    bool SoundsAlike,
    float Alike,
    bool SameContact,
    bool SameAddress,
    Guid Identity
) : IShows
{
    public IEnumerable<Guid> Shown => [Nominal.Value];
}

/// <summary>Weighs a <see cref="Likeness"/> by points that anybody can follow. Pure.</summary>
public static class CandidateScore
{
    private const float VeryAlike = 0.5f;

    public static Candidate Of(Likeness found, PersonDetails said)
    {
        var reasons = new List<(int Points, string Words)>();
        reasons.AddRange(OfName(found));
        reasons.AddRange(OfBirth(found, said));
        if (found.SameContact)
            reasons.Add((35, "same phone or e-mail"));
        if (found.SameAddress)
            reasons.Add((20, "same address"));
        return new(
            new(found.Identity),
            found.Name,
            found.Born,
            found.Address,
            Math.Clamp(reasons.Sum(static r => r.Points), 0, 100),
            [.. reasons.Select(static r => r.Words)],
            Contradicted: reasons.Exists(static r => r.Points < 0)
        );
    }

    private static IEnumerable<(int, string)> OfName(Likeness found)
    {
        if (found.SameName)
            yield return (40, "same name");
        else if (found.SoundsAlike)
            yield return (30, "name sounds the same");
        else if (found.Alike >= VeryAlike)
            yield return (20, "name is spelt much alike");
    }

    private static IEnumerable<(int, string)> OfBirth(Likeness found, PersonDetails said)
    {
        if (said.Born is not { } born || found.BornFirst is not { } first || found.BornLast is not { } last)
            yield break;
        if (born.First == first && born.Last == last)
            yield return born.IsExact ? (35, "same date of birth") : (15, "same year or month of birth");
        else if (born.First <= last && born.Last >= first)
            yield return (10, "dates of birth agree as far as known");
        else if (Swapped(born, first))
            yield return (20, "day and month of birth swapped");
        else
            yield return (-30, "different date of birth");
    }

    private static bool Swapped(PartialDate said, DateOnly known) =>
        said.IsExact && said.Year == known.Year && said.Month == known.Day && said.Day == known.Month;
}
