using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Inbox;

/// <summary>Response grades as the inbox shows them: <c>definitions/codes/response-grades</c>.</summary>
public sealed class Grades(Codes codes)
{
    private CodeList All => codes.Get("response-grades");

    public IReadOnlyList<Choice> Choices(Language language) => [.. All.All.Select(c => new Choice(c.Value, c.Title.In(language)))];

    public bool Has(string? grade) => grade is not null && All.Find(grade) is not null;

    public string Name(string? grade, Language language) =>
        grade is null ? language.Say("Not assessed yet", "Heb ei asesu eto") : All.TitleOf(grade).In(language);

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
