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

    [Fact]
    public async Task Who_was_chosen_for_one_name_is_not_taken_for_another()
    {
        var handler = await shared.Host.SignInAsync("contact-handler");
        (string, string)[] victim = [("Forenames", "Heulwen"), ("Surname", "Cofiadwy"), ("Phone", "07700 900556")];
        using (var first = await handler.SubmitAsync(Page, "new-crime", [.. Told, .. victim]))
            first.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var asked = await handler.SubmitAsync(Page, "new-crime", [.. Told, .. victim]);
        var page = await Documents.ReadAsync(asked);
        var heulwen = page.QuerySelector("input[name=Victim]")!.GetAttribute("value")!;
        (string, string)[] other = [("Forenames", "Bartholomew"), ("Surname", "Xanthe"), ("Phone", ""), ("Victim", heulwen)];
        using var refused = await handler.Http.SubmitAsync(page, Page, "new-crime", other);
        page = await Documents.ReadAsync(refused);
        page.QuerySelector("#Victim-error")!.TextContent.ShouldContain("Whom you chose is not like what is typed now");
        page.QuerySelectorAll("input[name=Victim]").ShouldHaveSingleItem().GetAttribute("value").ShouldBe("new");
        using var recorded = await handler.Http.SubmitAsync(page, Page, "new-crime", ("Victim", "new"));
        recorded.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await handler.OpenAsync($"/records/nominals/{heulwen}")).Body!.TextContent.ShouldNotContain("Bartholomew");
    }

    [Theory]
    [InlineData("Phone", "hello", "Enter a phone number")]
    [InlineData("Postcode", "NOT A POSTCODE", "Enter a full postcode")]
    [InlineData("Hour", "half past", "Enter a time")]
    [InlineData("Hour", "01:30", "there was no such time")]
    public async Task What_cannot_be_is_refused_at_its_field(string field, string typed, string said)
    {
        var handler = await shared.Host.SignInAsync("contact-handler");
        (string, string)[] clocksChanged = [("On-day", "29"), ("On-month", "3"), ("On-year", "2026"), ("Hour", "9pm")];
        var answers = Told.Concat(clocksChanged).Append((field, typed)).Reverse().DistinctBy(static a => a.Item1, StringComparer.Ordinal);
        using var refused = await handler.SubmitAsync(Page, "new-crime", [.. answers]);
        var page = await Documents.ReadAsync(refused);
        page.QuerySelectorAll(".govuk-error-summary li").ShouldHaveSingleItem();
        page.QuerySelector($"#{field}-error")!.TextContent.ShouldContain(said);
    }
}
