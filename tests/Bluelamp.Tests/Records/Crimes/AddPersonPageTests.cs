using System.Net;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.Crimes;

/// <summary>Somebody who is put to a crime that is recorded already: new, or on the list.</summary>
public sealed class AddPersonPageTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static int _serial = 9_900;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    [Fact]
    public async Task A_witness_who_is_found_later_is_put_to_the_crime_as_they_were_described()
    {
        var crime = await BurgledAsync();
        var officer = await Host.SignInAsync("officer");
        (await officer.OpenAsync($"/records/crimes/{crime}")).QuerySelector($"a[href='records/crimes/{crime}/people']").ShouldNotBeNull();
        using var added = await officer.SubmitAsync(
            Page(crime),
            "action",
            ("Role", "Witness"),
            ("Forenames", "Drystan"),
            ("Surname", "Tallwch"),
            ("Looks", "25-35"),
            ("Phone", "07700 900831"),
            ("From", "house to house at number 14")
        );
        added.StatusCode.ShouldBe(HttpStatusCode.SeeOther, (await Documents.ReadAsync(added)).Body?.TextContent);
        var witness = (await LinksAsync(crime)).Single(static l => l.Role is LinkRole.Witness).Other;
        var said = (await SaidAsync(witness)).ShouldHaveSingleItem();
        said.Said.Looks.ShouldBe(new(25, 35));
        said.Source.Kind.ShouldBe(SourceKind.Crime);
        said.Source.Words.ShouldEndWith("house to house at number 14");
        (await LinksAsync(witness)).ShouldContain(static l => l.Role == LinkRole.Phone, "their number is a record, too");
        (await officer.OpenAsync($"/records/crimes/{crime}")).Body!.TextContent.ShouldContain("Drystan Tallwch");
    }

    [Fact]
    public async Task Somebody_who_may_be_on_the_list_is_asked_about_and_what_was_typed_is_kept()
    {
        var (first, second) = (await BurgledAsync(), await BurgledAsync());
        var officer = await Host.SignInAsync("officer");
        (string, string)[] told =
        [
            ("Role", "Suspect"),
            ("Forenames", "Esyllt"),
            ("Surname", "Fynwen"),
            ("Phone", "07700 900832"),
            ("Description", "A scar on the left hand."),
            ("From", "the victim"),
        ];
        using (var added = await officer.SubmitAsync(Page(first), "action", told))
            added.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var esyllt = (await LinksAsync(first)).Single(static l => l.Role is LinkRole.Suspect).Other;

        using var asked = await officer.SubmitAsync(Page(second), "action", told);
        var page = await Documents.ReadAsync(asked);
        page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Say whether this is somebody on the list");
        page.QuerySelector("textarea[name=Description]")!.TextContent.Trim().ShouldBe("A scar on the left hand.");
        page.QuerySelector("input[name=Role][value=Suspect]")!.HasAttribute("checked").ShouldBeTrue();
        using var known = await officer.Http.SubmitAsync(page, Page(second), "action", ("Who", esyllt.ToString()));
        known.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await LinksAsync(second)).Single(static l => l.Role is LinkRole.Suspect).Other.ShouldBe(esyllt);
        (await SaidAsync(esyllt)).Count.ShouldBe(2, "what was said each time stays");

        using var twice = await officer.Http.SubmitAsync(
            await officer.OpenAsync(Page(second)),
            Page(second),
            "action",
            [.. told, ("Who", esyllt.ToString())]
        );
        (await Documents.ReadAsync(twice))
            .QuerySelector(".govuk-error-summary")!
            .TextContent.ShouldContain("They have this part in the crime already");
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_at_its_field_and_kept()
    {
        var crime = await BurgledAsync();
        var officer = await Host.SignInAsync("officer");
        using var sent = await officer.SubmitAsync(
            Page(crime),
            "action",
            ("Born", "in spring"),
            ("Looks", "old"),
            ("Phone", "none"),
            ("Email", "at home")
        );
        var page = await Documents.ReadAsync(sent);
        foreach (var field in (string[])["Role", "Forenames", "Born", "Looks", "Phone", "Email", "From"])
            page.QuerySelector($".govuk-error-summary a[href$='#{field}'], .govuk-error-summary a[href$='#{field}-0']")
                .ShouldNotBeNull(field);
        page.QuerySelector("input[name=Born]")!.GetAttribute("value").ShouldBe("in spring");
        (await LinksAsync(crime)).ShouldNotContain(static l => l.OtherKind == RecordKind.Nominal);
    }

    [Fact]
    public async Task Whoever_may_only_read_crimes_adds_nobody()
    {
        var crime = await BurgledAsync();
        var analyst = await Host.SignInAsync("analyst");
        (await analyst.OpenAsync($"/records/crimes/{crime}")).QuerySelector($"a[href='records/crimes/{crime}/people']").ShouldBeNull();
        (await analyst.StatusAsync(Page(crime))).ShouldNotBe(HttpStatusCode.OK);
    }

    private static string Page(Guid crime) => $"/records/crimes/{crime}/people";

    private async Task<Guid> BurgledAsync()
    {
        var (force, serial) = (Host.Get<ForceProfile>().Code, Interlocked.Increment(ref _serial));
        var plan = Burglary.Plan(serial) with
        {
            Ids = new NaturalIds(force, Host.Get<IdSecret>()),
            Reference = CrimeReference.Of(force, 2026, serial),
            People = [],
        };
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), Host.Administrator, Ct)).OrThrow();
        return plan.Crime.Value;
    }

    private Task<List<LinkLine>> LinksAsync(Guid record) => Host.Get<LinkList>().OfAsync(record, Host.Administrator, Ct);

    private async Task<List<PersonDescribed>> SaidAsync(Guid nominal) =>
        [.. (await Host.Get<ILedger>().StreamAsync(nominal, Host.Administrator, Ct)).Select(static e => e.Event).OfType<PersonDescribed>()];
}
