namespace Bluelamp.Records;

/// <summary>Asks for names that sound like what somebody said, whatever the order of its words.</summary>
internal static class NameSounds
{
    /// <summary>The Welsh "son of" and "daughter of" say nothing by themselves, and are often left out.</summary>
    private static readonly HashSet<string> SaysNothing = new(StringComparer.OrdinalIgnoreCase) { "ap", "ab", "ferch", "verch" };

    /// <summary>Each word sounds like one of the name (<c>nn</c>, of <c>records.nominal_name</c>); nothing when no word says anything.</summary>
    public static Sql? Like(IReadOnlyList<string> words)
    {
        string[] said = [.. words.Where(static w => !SaysNothing.Contains(w))];
        return said switch
        {
            [] => null,
            [var only] => $"nn.sounds && records.sounds({only})",
            [var first, .. var others] => Sql.Join(
                " and ",
                others.Select(other => (Sql)$"nn.together && records.sounds_together({first + " " + other})")
            ),
        };
    }
}
