using System.Text.Json;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Disposal;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>People who are put to crimes and reports, and who may be two: what the desk asks of them, on a small phone, too.</summary>
public sealed class PeopleTests(BrowserFixture browser)
{
    private static readonly Source Source = new(SourceKind.Officer, "police");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_is_put_to_a_recorded_crime_on_a_phone()
    {
        var crime = await CrimeAsync();
        await using var visit = await browser.AtDeskAsync("officer", width: 320);
        await visit.StillAsync();
        await visit.GoAsync($"/records/crimes/{crime}");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Add a person" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Add a person" })).ToBeVisibleAsync();
        await visit.ShouldPassAxeAsync();
        await visit.ShouldFitAsync();
        await visit.ShouldBeWalkableAsync();

        await visit.Page.GetByLabel("First names").FillAsync("Drystan");
        await visit.Page.GetByLabel("Last name").FillAsync("Tallwch");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add the person" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".govuk-error-summary")).ToContainTextAsync("Choose their part.");
        await Assertions.Expect(visit.Page.GetByLabel("First names")).ToHaveValueAsync("Drystan");
        await visit.ShouldPassAxeAsync();
        await visit.ShouldFitAsync();

        await visit.Page.GetByLabel("Witness").CheckAsync();
        await visit.Page.GetByLabel("Where is it from?").FillAsync("house to house");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add the person" }).ClickAsync();
        await Assertions
            .Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Drystan Tallwch", Exact = true }).First)
            .ToBeVisibleAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_the_people_of_a_report_are_is_asked_before_it_is_put_to_a_crime()
    {
        var report = Id<Report>.New();
        var none = JsonSerializer.SerializeToElement(new { });
        var content = new ReportContent("burglary", "Somebody broke into my shed.")
        {
            People = [new(LinkRole.Victim, new() { Forenames = "Tegau", Surname = "Eurfron" }, IsReporter: true)],
        };
        await TellAsync(
            report.Value,
            new ReportSubmitted(report, $"P-{report}", new("report-crime", 1, "00"), none, content, none, "en", "WEB", "00")
        );
        await using var visit = await browser.AtDeskAsync("contact-handler", width: 320);
        await visit.StillAsync();
        await visit.GoAsync($"/inbox/{report}");
        await visit.Page.GetByText("Attach to a recorded crime").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("[name=Attached0]").First).ToBeVisibleAsync();
        await visit.ShouldPassAxeAsync();
        await visit.ShouldFitAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_who_may_be_two_is_judged_on_the_clerical_desk()
    {
        var nominal = Id<Nominal>.New();
        var name = new PersonDetails { Forenames = "Lleucu", Surname = "Llawgyffes" };
        await TellAsync(
            nominal.Value,
            new NominalCreated(nominal),
            new PersonDescribed(nominal, name with { Born = Born("1987-03-21") }, Source, Confidence.Believed),
            new PersonDescribed(nominal, name with { Born = Born("1931-12-02") }, Source, Confidence.Believed)
        );
        var split = PersonSplit.Of(new(browser.Host.Get<ForceProfile>().Code, browser.Host.Get<IdSecret>()), nominal);
        await using var visit = await browser.AtDeskAsync("investigator", width: 320);
        await visit.StillAsync();
        await visit.GoAsync("/records/review");
        for (var tries = 0; tries < 50 && await visit.Page.Locator($"a[href='records/review/splits/{split}']").CountAsync() == 0; tries++)
            await visit.GoAsync("/records/review"); // the engine proposes it in its own time
        await visit.ShouldPassAxeAsync();
        await visit.ShouldFitAsync();
        await visit.GoAsync($"/records/nominals/{nominal}");
        await Assertions.Expect(visit.Page.Locator("section:has(#may-be-two)")).ToContainTextAsync("different date of birth");
        await visit.ShouldPassAxeAsync();
        await visit.ShouldFitAsync();
        await visit.Page.Locator($"a[href='records/review/splits/{split}']").ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Is this one person?" })).ToBeVisibleAsync();
        await visit.ShouldPassAxeAsync();
        await visit.ShouldFitAsync();
        await visit.ShouldBeWalkableAsync();

        await visit.Page.GetByLabel("Why do you think so?").FillAsync("The date was typed wrongly.");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "It is one person" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Are these one person?" })).ToBeVisibleAsync();
        (await visit.Page.Locator($"a[href='records/review/splits/{split}']").CountAsync()).ShouldBe(0);
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_number_that_was_told_wrongly_is_put_right_on_a_phone()
    {
        var nominal = Id<Nominal>.New();
        var said = new PersonDetails
        {
            Forenames = "Gwladus",
            Surname = "Ddu",
            Phones = ["07700 900881", "07700 900882"],
        };
        await TellAsync(nominal.Value, new NominalCreated(nominal), new PersonDescribed(nominal, said, Source, Confidence.Believed));
        await using var visit = await browser.AtDeskAsync("officer", width: 320);
        await visit.StillAsync();
        await visit.GoAsync($"/records/nominals/{nominal}");
        await visit.ShouldFitAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Told wrongly Phone" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "A phone was told wrongly" })).ToBeVisibleAsync();
        await visit.ShouldPassAxeAsync();
        await visit.ShouldFitAsync();
        await visit.ShouldBeWalkableAsync();

        await visit.Page.GetByLabel("The right phone").FillAsync("07700 900883");
        await visit.Page.GetByLabel("Where is it from?").FillAsync("she said so");
        await visit.Page.GetByLabel("Why is it corrected?").FillAsync("Misheard.");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Correct" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".govuk-error-summary")).ToContainTextAsync("Say which one was told wrongly.");
        await Assertions.Expect(visit.Page.GetByLabel("The right phone")).ToHaveValueAsync("07700 900883");
        await visit.ShouldPassAxeAsync();
        await visit.ShouldFitAsync();

        await visit.Page.GetByLabel("07700 900882").CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Correct" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("07700 900881, 07700 900883").First).ToBeVisibleAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    private static PartialDate Born(string day) => PartialDate.TryParse(day, out var born) ? born : default;

    private async Task<Id<Crime>> CrimeAsync()
    {
        var (crime, now) = (Id<Crime>.New(), TimeProvider.System.GetUtcNow());
        var facts = new CrimeFacts(new(now.AddHours(-2)), "A spade was taken.");
        await TellAsync(crime.Value, new CrimeRecorded(crime, $"P-{crime}", "49", facts, now, now, Source, Group: null));
        return crime;
    }

    private async Task TellAsync(Guid record, params IEvent[] said)
    {
        var police = Viewer.System(browser.Host.Get<ForceProfile>().Code);
        (await browser.Host.Get<ILedger>().DecideAsync(new Id<Told>(record), new Tell(said), police, Ct)).OrThrow();
    }
}
