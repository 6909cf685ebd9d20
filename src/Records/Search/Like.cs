namespace Bluelamp.Records;

internal static class Like
{
    /// <summary>The last of all letters.</summary>
    private const string Last = "\U0010FFFF";

    /// <summary>Text for a pattern of <c>like</c> in which nothing stands for anything else.</summary>
    public static string Of(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);

    /// <summary>
    /// The column begins with the text, by its index of <c>text_pattern_ops</c>. Unlike <c>like</c>, of which the planner must know the pattern, this
    /// may stand in a plan that is kept.
    /// </summary>
    public static Sql Begins(Sql column, string text) => $"({column} ~>=~ {text} and {column} ~<~ {text + Last})";

    /// <inheritdoc cref="Begins(Sql, string)"/>
    /// <param name="text">Made of what was asked by the database.</param>
    public static Sql Begins(Sql column, Sql text) => $"({column} ~>=~ {text} and {column} ~<~ ({text} || {Last}))";
}
