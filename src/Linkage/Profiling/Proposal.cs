using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>
/// A model for a table of which nothing is known but what its columns hold: which comparisons, which passes to train with, and which rules might find
/// candidates. Everything in it is Splink's SQL.
/// </summary>
/// <param name="Passes">Rules for training, of columns that do not overlap.</param>
/// <param name="Pool">Rules of which <see cref="RuleChooser"/> takes those that find most for what they cost.</param>
public sealed record Proposal(LinkageModel Model, ImmutableArray<BlockingRule> Passes, ImmutableArray<BlockingRule> Pool)
{
    private const int MostComparisons = PairScorer.MostComparisons;
    private const double TooCommonForPass = 0.01;

    public static Proposal For(ImmutableArray<ColumnProfile> profiles, string idColumn)
    {
        var used = profiles.Where(static p => p.Kind is not null).ToList();
        if (used.Any(static p => p.Kind is ColumnKind.Surname))
            used.RemoveAll(static p => p.Kind is ColumnKind.FullName);
        // The columns that tell people apart best stay when there are too many.
        used = [.. used.OrderBy(static p => p.Same).Take(MostComparisons).OrderBy(p => profiles.IndexOf(p))];
        var surname = used.Find(static p => p.Kind is ColumnKind.Surname)?.Name;
        var forename = used.Find(static p => p.Kind is ColumnKind.Forename)?.Name;
        var comparisons = used.Select(p =>
            Comparisons.For(
                p,
                Same(p.Name, surname) ? forename
                    : Same(p.Name, forename) ? surname
                    : null
            )
        );
        return new(
            new(1e-4, [.. comparisons], []) { IdColumn = idColumn },
            PassesOf(used, forename, surname),
            PoolOf(used, forename, surname)
        );
    }

    /// <summary>Is a person's own. A place and a telephone are their household's too: a pass over them takes families for one person.</summary>
    private static bool IsOwn(ColumnKind? kind) => kind is ColumnKind.Date or ColumnKind.Code or ColumnKind.Email or ColumnKind.FullName;

    private static ImmutableArray<BlockingRule> PassesOf(List<ColumnProfile> used, string? forename, string? surname)
    {
        var passes = used.Where(static p => IsOwn(p.Kind) && p.Same < TooCommonForPass)
            .OrderBy(static p => p.Same)
            .Take(3)
            .Select(static p => Rule(Exact(p.Name)))
            .ToList();
        if (forename is not null && surname is not null)
            passes.Add(Rule(Exact(forename), Exact(surname)));
        if (passes.Count < 2)
            passes.AddRange(
                used.Where(static p => p.Kind is ColumnKind.Postcode or ColumnKind.Phone).Select(static p => Rule(Exact(p.Name)))
            );
        if (passes.Count < 2)
            passes.AddRange(
                used.OrderBy(static p => p.Same).Take(3).Select(static p => Rule(Exact(p.Name))).Where(r => !passes.Contains(r))
            );
        return [.. passes];
    }

    /// <summary>Every key of a column by itself, and every two keys of different columns; the same two names in either order.</summary>
    private static ImmutableArray<BlockingRule> PoolOf(List<ColumnProfile> used, string? forename, string? surname)
    {
        var keys = used.SelectMany(static p => KeysOf(p).Select(k => (Column: p.Name, Key: k))).ToList();
        var pool = keys.Select(static k => Rule(k.Key)).ToList();
        for (var i = 0; i < keys.Count; i++)
        {
            for (var j = i + 1; j < keys.Count; j++)
            {
                if (!Same(keys[i].Column, keys[j].Column))
                    pool.Add(Rule(keys[i].Key, keys[j].Key));
            }
        }
        if (forename is not null && surname is not null)
            pool.Add(Rule($"least(@{Quoted(forename)}, @{Quoted(surname)})", $"greatest(@{Quoted(forename)}, @{Quoted(surname)})"));
        return [.. pool.Distinct()];
    }

    private static IEnumerable<string> KeysOf(ColumnProfile p)
    {
        var column = $"@{Quoted(p.Name)}";
        yield return column;
        switch (p.Kind)
        {
            case ColumnKind.Forename or ColumnKind.Surname or ColumnKind.FullName or ColumnKind.Place or ColumnKind.FreeText:
                yield return $"substring({column}, 1, 3)";
                yield return $"soundex({column})";
                break;
            case ColumnKind.Date:
                yield return $"substring({column}, 1, 4)";
                yield return $"substring({column}, 1, 7)";
                yield return $"substring({column}, 6, 5)";
                break;
            case ColumnKind.Postcode:
                yield return $"split_part({column}, ' ', 1)";
                break;
            case ColumnKind.Email:
                yield return $"split_part({column}, '@', 1)";
                break;
            case ColumnKind.Code or ColumnKind.Phone:
                yield return $"substring({column}, 1, 4)";
                yield return $"right({column}, 4)";
                break;
        }
    }

    private static bool Same(string name, string? other) => string.Equals(name, other, StringComparison.Ordinal);

    private static string Exact(string column) => $"@{Quoted(column)}";

    private static string Quoted(string column) => $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static BlockingRule Rule(params string[] keys) =>
        new(
            string.Join(
                " AND ",
                keys.Select(static k =>
                    $"{k.Replace("@\"", "l.\"", StringComparison.Ordinal)} = {k.Replace("@\"", "r.\"", StringComparison.Ordinal)}"
                )
            )
        );
}
