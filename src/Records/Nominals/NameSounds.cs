namespace Bluelamp.Records;

/// <summary>Asks for names that sound like what somebody said, whatever the order of its words.</summary>
internal static class NameSounds
{
    /// <summary>The Welsh "son of" and "daughter of" say nothing by themselves, and are often left out.</summary>
    private static readonly HashSet<string> SaysNothing = new(StringComparer.OrdinalIgnoreCase) { "ap", "ab", "ferch", "verch" };

    /// <summary>Each word sounds like one of the name (<c>nn</c>, of <c>records.nominal_name</c>); nothing when no word says anything.</summary>
    public static Sql? Like(IReadOnlyList<string> words)
    {
        return Said(words) switch
        {
            [] => null,
            [var only] => $"nn.sounds && records.sounds({only})",
            [var first, .. var others] => Sql.Join(
                " and ",
                others.Select(other => (Sql)$"nn.together && records.sounds_together({first + " " + other})")
            ),
        };
    }

    /// <summary>Whether more than one word says something: together they are rare, so that the index finds them whatever they are; one alone may be half the list.</summary>
    public static bool AreSeveral(IReadOnlyList<string> words) => Said(words).Length > 1;

    private static string[] Said(IReadOnlyList<string> words) => [.. words.Where(static w => !SaysNothing.Contains(w))];
}
