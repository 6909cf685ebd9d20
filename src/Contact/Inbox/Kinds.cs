using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Inbox;

/// <summary>What can be reported, as the desk calls it. The values are those of the first question of <c>definitions/forms/report-crime.yaml</c>.</summary>
internal static class Kinds
{
    public static IReadOnlyList<Choice> Choices { get; } =
    [
        new("burglary", "Burglary"),
        new("theft", "Theft"),
        new("vehicle", "Vehicle crime"),
        new("damage", "Criminal damage"),
        new("assault", "Assault"),
        new("hate", "Hate crime"),
        new("harassment", "Harassment"),
    ];

    public static string Name(string kind) =>
        Choices.FirstOrDefault(c => string.Equals(c.Value, kind, StringComparison.Ordinal))?.Label ?? kind;
}
