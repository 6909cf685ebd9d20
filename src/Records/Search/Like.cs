namespace Bluelamp.Records;

internal static class Like
{
    /// <summary>Text for a pattern of <c>like</c> in which nothing stands for anything else.</summary>
    public static string Of(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
