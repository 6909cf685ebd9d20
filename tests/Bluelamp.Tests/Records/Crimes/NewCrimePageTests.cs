using System.Net;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.Crimes;

public sealed class NewCrimePageTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Page = "/records/crimes/new";

    private static readonly (string, string)[] Told =
    [
        ("Offence", "49"),
        ("On-day", "2"),
        ("On-month", "1"),
        ("On-year", "2026"),
        ("Hour", "21:30"),
        ("Street", "Heol Fawr"),
        ("Town", "Llanlamp"),
        ("Narrative", "A spade was taken from the garden."),
    ];

    [Fact]
    public async Task A_crime_told_on_the_phone_is_recorded_with_its_victim()
    {
        var handler = await shared.Host.SignInAsync("contact-handler");
        using var answer = await handler.SubmitAsync(Page, "new-crime", [.. Told, ("Forenames", "Mair"), ("Surname", "Unigryw")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, (await Documents.ReadAsync(answer)).Body?.TextContent);
        var crime = (await handler.OpenAsync(answer.Headers.Location!.ToString())).Body!.TextContent;
        crime.ShouldContain("A spade was taken from the garden.");
        crime.ShouldContain("Mair Unigryw");
    }

    [Fact]
    public async Task Somebody_who_may_be_on_the_list_is_asked_about_and_everything_typed_is_kept()
    {
        var handler = await shared.Host.SignInAsync("contact-handler");
        (string, string)[] victim = [("Forenames", "Gwenllian"), ("Surname", "Prydferth"), ("Phone", "07700 900555")];
        using var first = await handler.SubmitAsync(Page, "new-crime", [.. Told, .. victim]);
        first.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var asked = await handler.SubmitAsync(Page, "new-crime", [.. Told, .. victim]);
        var page = await Documents.ReadAsync(asked);
        page.Body!.TextContent.ShouldContain("Say whether this is somebody on the list or somebody new");
        page.QuerySelector("textarea")!.TextContent.Trim().ShouldBe("A spade was taken from the garden.");
        page.QuerySelector("input[name=Street]")!.GetAttribute("value").ShouldBe("Heol Fawr");
        page.QuerySelector("input[name=On-day]")!.GetAttribute("value").ShouldBe("2");
        var known = page.QuerySelector("input[name=Victim]")!.GetAttribute("value")!;
        using var again = await handler.Http.SubmitAsync(page, Page, "new-crime", ("Victim", known));
        again.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }
}
