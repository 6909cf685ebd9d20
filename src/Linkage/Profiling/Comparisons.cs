using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>The usual comparison of each kind of column, in Splink's SQL.</summary>
internal static class Comparisons
{
    /// <summary>The comparison of a column.</summary>
    /// <param name="other">For a forename the column of the surname, and the other way round: names are often swapped.</param>
    public static Comparison For(ColumnProfile profile, string? other)
    {
        var c = new Columns(profile.Name);
        ImmutableArray<Level> levels = profile.Kind switch
        {
            ColumnKind.Forename or ColumnKind.Surname => [.. NamesOf(c, other, profile.Kind is ColumnKind.Forename)],
            ColumnKind.FullName =>
            [
                c.Missing(),
                c.Same(),
                c.SameName(),
                c.Winkler(0.95),
                c.Winkler(0.9),
                c.Winkler(0.8),
                c.Winkler(0.7),
                Else(),
            ],
            ColumnKind.Date =>
            [
                c.Missing(),
                c.Same(),
                c.Damerau(1),
                c.DayMonthSwapped(),
                c.Damerau(2),
                c.SameStart(4, "the same year"),
                Else(),
            ],
            ColumnKind.Postcode => [c.Missing(), c.Same(), c.Damerau(1), c.Outward(), c.SameStart(2, "the same area"), Else()],
            ColumnKind.Email => [c.Missing(), c.Same(), c.User(), c.Winkler(0.92), c.Winkler(0.88), Else()],
            ColumnKind.Code or ColumnKind.Phone => [c.Missing(), c.Same(), c.Damerau(1), c.Damerau(2), Else()],
            ColumnKind.Place or ColumnKind.FreeText => [c.Missing(), c.Same(), c.Winkler(0.92), c.Winkler(0.85), Else()],
            _ => [c.Missing(), c.Same(), Else()],
        };
        return new(profile.Name, levels) { Description = $"{profile.Name}: {profile.Kind}" };
    }

    private static IEnumerable<Level> NamesOf(Columns c, string? other, bool isForename)
    {
        yield return c.Missing();
        yield return c.Same();
        if (isForename)
            yield return c.SameName();
        yield return c.Winkler(0.92);
        yield return c.Winkler(0.88);
        if (other is not null)
            yield return c.Crossed(new(other));
        yield return c.Initial();
        yield return c.Winkler(0.7);
        yield return Else();
    }

    private static Level Else() => new(Level.Else, "anything else");

    /// <summary>Writes the conditions on one column.</summary>
    private readonly struct Columns(string name)
    {
        private readonly string l = $"\"{name}_l\"";
        private readonly string r = $"\"{name}_r\"";

        public Level Missing() => new($"{l} IS NULL OR {r} IS NULL", $"{name} is missing") { IsNull = true };

        public Level Same() => new($"{l} = {r}", $"the same {name}") { TfColumn = name };

        public Level SameName() =>
            new($"list_has_any(nicknames({l}), nicknames({r}))", $"{name} is a form of the same name, as Bill of William or Siân of Jane");

        public Level Winkler(double least) =>
            new(
                FormattableString.Invariant($"jaro_winkler_similarity({l}, {r}) >= {least}"),
                FormattableString.Invariant($"{name} alike, {least} or more")
            );

        public Level Damerau(int most) =>
            new(
                FormattableString.Invariant($"damerau_levenshtein({l}, {r}) <= {most}"),
                most == 1 ? $"{name} one slip apart" : FormattableString.Invariant($"{name} {most} slips apart")
            );

        public Level Crossed(Columns other) => new($"{l} = {other.r} OR {other.l} = {r}", $"{name} stands in the other name");

        public Level Initial() =>
            new(
                $"substring({l}, 1, 1) = substring({r}, 1, 1) AND (length({l}) <= 2 OR length({r}) <= 2)",
                $"{name} is an initial that fits"
            );

        public Level DayMonthSwapped() =>
            new(
                $"{l} = concat(substring({r}, 1, 5), substring({r}, 9, 2), '-', substring({r}, 6, 2))",
                $"{name} with day and month swapped"
            );

        public Level SameStart(int letters, string label) =>
            new(FormattableString.Invariant($"substring({l}, 1, {letters}) = substring({r}, 1, {letters})"), $"{name}: {label}");

        public Level Outward() => new($"split_part({l}, ' ', 1) = split_part({r}, ' ', 1)", $"{name}: the same district");

        public Level User() => new($"split_part({l}, '@', 1) = split_part({r}, '@', 1)", $"{name}: the same user");
    }
}
