namespace Bluelamp.Linkage;

/// <summary>
/// People who live together share a place and, mostly, a name. Taken as two independent agreements they would be held for one person, the more so the rarer
/// the name. So where records of different people who share a place share a surname far more often than others do, the surname gets a level of its own
/// for that, with what it says once the place is known, and no more for a rare name.
/// </summary>
internal static class Households
{
    private const double FarMoreOften = 8;

    /// <summary>Below this share of different people among those who share a place, the places are hardly shared by anybody, and nothing can be told.</summary>
    private const double LeastShared = 0.3;

    /// <summary>The model with levels for families, where there are any.</summary>
    public static LinkageModel In(LinkageModel model, IEnumerable<ColumnProfile> profiles, Fields fields)
    {
        var columns = profiles.ToList();
        if (columns.Find(static p => p.Kind is ColumnKind.Surname) is not { } surname)
            return model;
        foreach (var place in columns.Where(static p => p.Kind is ColumnKind.Postcode or ColumnKind.Phone))
            model = With(model, surname, place, fields);
        return model;
    }

    private static LinkageModel With(LinkageModel model, ColumnProfile surname, ColumnProfile place, Fields fields)
    {
        if (Same(model, surname.Name) is not { M: { } m, U: { } u } || Same(model, place.Name) is not { M: { } placeM })
            return model;
        var rows = fields.Table.Rows;
        var matches = model.Prior * rows * (rows - 1d) / 2;
        var sharing = Candidates.Count(new($"l.\"{place.Name}\" = r.\"{place.Name}\""), fields);
        var sharingBoth = Candidates.Count(
            new($"l.\"{place.Name}\" = r.\"{place.Name}\" AND l.\"{surname.Name}\" = r.\"{surname.Name}\""),
            fields
        );
        var known = Math.Pow(1 - surname.Missing, 2);
        var ofOne = matches * placeM * Math.Pow(1 - place.Missing, 2);
        var (others, othersBoth) = ((sharing - ofOne) * known, sharingBoth - (ofOne * m * known));
        if (others < sharing * LeastShared || othersBoth < u * FarMoreOften * others)
            return model;
        var level = new Level(
            $"\"{surname.Name}_l\" = \"{surname.Name}_r\" AND \"{place.Name}_l\" = \"{place.Name}_r\"",
            $"the same {surname.Name} and {place.Name}, as in a family"
        )
        {
            M = m,
            U = Math.Min(othersBoth / others, 0.95),
            FixM = true,
            FixU = true,
        };
        return model with
        {
            Comparisons =
            [
                .. model.Comparisons.Select(c =>
                    string.Equals(c.Name, surname.Name, StringComparison.Ordinal) ? c with { Levels = c.Levels.Insert(1, level) } : c
                ),
            ],
        };
    }

    private static Level? Same(LinkageModel model, string column) =>
        model
            .Comparisons.FirstOrDefault(c => string.Equals(c.Name, column, StringComparison.Ordinal))
            ?.Levels.FirstOrDefault(l => string.Equals(l.TfColumn, column, StringComparison.Ordinal));
}
