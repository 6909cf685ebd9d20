using System.Text.RegularExpressions;

namespace Bluelamp.Records;

/// <summary>
/// Home Office classes of which a lower class needs a designated decision maker: homicide (1, 2, 4.x), rape (19x), robbery (34x), and modern slavery
/// (106). Home Office Crime Recording Rules, general rules section C.
/// </summary>
public static partial class SeriousOffences
{
    /// <summary>Whether the new class takes a crime out of the serious set.</summary>
    public static bool Lowers(string from, string to) => Serious().IsMatch(from) && !Serious().IsMatch(to);

    [GeneratedRegex("^(1|2|4[.][0-9]+|19[A-Z]|34[AB]|106)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Serious();
}
