using System.Text.RegularExpressions;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Bluelamp.Browser;

/// <summary>Pairs of people, judged by keys.</summary>
public sealed class ReviewTests(BrowserFixture browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task One_key_decides_with_the_reason_that_stands_there_and_another_takes_it_back(int width)
    {
        await using var visit = await browser.AtDeskAsync("investigator", width);
        var pair = await PairAsync($"Llywarch{width}");
        await visit.GoAsync($"/records/review/{pair}");
        await visit.ShouldPassAxeAsync();
        var preset = await visit.Page.Locator("#DifferentReason").InputValueAsync();
        preset.ShouldNotBeEmpty();
        await visit.Page.Keyboard.PressAsync("d");
        await Said(visit, "they are two people").WaitForAsync();
        await visit.Page.Keyboard.PressAsync("z");
        await Heading(visit, "Take back what you said").WaitForAsync();
        await visit.ShouldPassAxeAsync();
        await Assertions.Expect(visit.Page.GetByText(preset)).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();

        await Heading(visit, "Are these two one person?").WaitForAsync();
        await visit.Page.Locator("#SameReason").FillAsync("I know them both.");
        await visit.Page.Locator("#SameReason").PressAsync("d"); // typed, not answered
        await Heading(visit, "Are these two one person?").ClickAsync();
        await visit.Page.Keyboard.PressAsync("s");
        await Said(visit, "they are one person").WaitForAsync();
        await visit.ShouldPassAxeAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Take it back" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("I know them both.d")).ToBeVisibleAsync();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_is_walked_by_keys_and_says_why_each_comes_where_it_does()
    {
        await using var visit = await browser.AtDeskAsync("investigator");
        await PairAsync("Cadwgan");
        await visit.GoAsync("/records/review");
        await visit.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Why it comes here" }).WaitForAsync();
        await visit.Page.Keyboard.PressAsync("j");
        var first = await visit.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')");
        first.ShouldStartWith("records/review/", Case.Sensitive, "a pair, or a person who may be two");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ArriveAsync(Regex.Escape(first));
        visit.Complaints.ShouldBeEmpty();
    }

    private static ILocator Heading(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 });

    private static ILocator Said(Visit visit, string words) => visit.Page.Locator(".govuk-notification-banner").GetByText(words);

    /// <summary>Two people whom the engine finds alike and has put before people, on whom nothing hangs.</summary>
    private async Task<Id<PersonPair>> PairAsync(string surname)
    {
        var (force, ledger) = (browser.Host.Get<ForceProfile>().Code, browser.Host.Get<ILedger>());
        var (one, other, police) = (Id<Nominal>.New(), Id<Nominal>.New(), Viewer.System(force, "test"));
        foreach (var (who, forename) in new[] { (one, "Gwenllian"), (other, "Gwenllïan") })
        {
            var said = new PersonDetails
            {
                Forenames = forename,
                Surname = surname,
                Sex = "F",
                Born = PartialDate.Of(new(1986, 3, 12)),
            };
            var create = new CreateNominal(who, said, Source.Officer, Confidence.Believed, []);
            (await ledger.DecideAsync(who, create, police, Ct)).OrThrow();
        }
        var pair = PersonPair.Of(new(force, browser.Host.Get<IdSecret>()), one, other);
        await Eventually.TrueAsync(async () => (await ledger.ReadAsync(pair, police, Ct)).Proposed is not null);
        return pair;
    }
}
