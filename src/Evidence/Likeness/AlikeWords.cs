namespace Bluelamp.Evidence.Likeness;

/// <summary>What exhibits are like, in words.</summary>
internal static class AlikeWords
{
    /// <summary><c>Same file as 1 other, looks like 3 others</c>.</summary>
    public static string Words(this AlikeCount alike) =>
        (alike.SameBytes, alike.Near) switch
        {
            (0, var near) => $"Looks like {Others(near)}",
            (var same, 0) => $"Same file as {Others(same)}",
            var (same, near) => $"Same file as {Others(same)}, looks like {Others(near)}",
        };

    private static string Others(long number) => number == 1 ? "1 other" : $"{number} others";
}
