using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Inbox;

/// <summary>Response grades as the inbox shows them (DOMAIN: <c>definitions/codes/response-grades</c>).</summary>
internal static class Grades
{
    public static IReadOnlyList<Choice> Choices { get; } =
    [
        new("E", "Emergency"),
        new("P", "Priority"),
        new("S", "Scheduled"),
        new("R", "Resolve without attending"),
        new("O", "Another agency"),
        new("N", "No response needed"),
    ];

    public static string Name(string? grade) =>
        Choices.FirstOrDefault(c => string.Equals(c.Value, grade, StringComparison.Ordinal))?.Label ?? "Not assessed yet";

    public static Standing Standing(string? grade) =>
        grade switch
        {
            "E" => Kernel.Web.Standing.Urgent,
            "P" => Kernel.Web.Standing.High,
            "S" => Kernel.Web.Standing.New,
            null => Kernel.Web.Standing.Waiting,
            _ => Kernel.Web.Standing.Neutral,
        };
}
