using System.Net;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Disposal;

public sealed class DisposalPageTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly (string, string)[] Order =
    [
        ("authority", "Information manager"),
        ("rule", "MoPI group 3"),
        ("reason", "Retention period ended"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_information_manager_finds_a_record_types_its_name_and_gets_the_certificate()
    {
        var planted = await new Populated(shared.Host).PlantAsync();
        var crime = planted.Single(static p => p.Kind is "crime");
        var manager = await shared.Host.SignInAsync("information-manager");
        (await manager.OpenAsync("/disposal?reference=nothing-like-it")).Body!.TextContent.ShouldContain("No record that is open to you");

        using var found = await manager.Http.GetAsync($"/disposal?reference=http://localhost/records/crimes/{crime.Record}", Ct);
        var page = found.Headers.Location!.ToString();
        page.ShouldEndWith($"disposal/{crime.Record}");
        var shown = (await manager.OpenAsync(page)).Body!.TextContent;
        shown.ShouldContain("Crime recorded");
        shown.ShouldContain($"Report R-{planted.Single(static p => p.Kind is "report").Word}", Case.Sensitive, "it points at the crime");

        (await RefusedAsync(manager, page, [("typed", $"Crime 98{crime.Word}")])).ShouldContain("Say who ordered it");
        (await RefusedAsync(manager, page, [.. Order, ("typed", "Crime 98x")])).ShouldContain("exactly as it stands above");
        (await shared.Host.Database.Source.TablesWithAsync(crime.Word)).ShouldNotBeEmpty();

        using var done = await manager.SubmitAsync(page, "dispose", [.. Order, ("typed", $"crime 98{crime.Word} ")]);
        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await done.Content.ReadAsStringAsync(Ct));
        (await shared.Host.Database.Source.TablesWithAsync(crime.Word)).ShouldBeEmpty();
        var certificate = (await manager.OpenAsync(done.Headers.Location!.ToString())).Body!.TextContent;
        certificate.ShouldContain("MoPI group 3");
        certificate.ShouldContain("Entries 1, 2, 3");
        (await manager.OpenAsync(page)).Body!.TextContent.ShouldContain("Its content is gone");
    }

    [Fact]
    public async Task Somebody_who_can_still_sign_in_is_not_erased()
    {
        var (serving, _) = await shared.Host.EnrolAsync("officer");
        var manager = await shared.Host.SignInAsync("information-manager");
        var page = $"/disposal/{serving.Staff}";
        (await RefusedAsync(manager, page, [.. Order, ("typed", $"Test {serving.Username}")])).ShouldContain("Suspend them first");
    }

    [Theory]
    [InlineData("officer")]
    [InlineData("administrator")]
    public async Task Nobody_else_disposes_of_anything(string role)
    {
        var other = await shared.Host.SignInAsync(role);
        (await other.StatusAsync("/disposal")).ShouldBe(HttpStatusCode.Forbidden);
        (await other.StatusAsync($"/disposal/{other.Staff}")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<string> RefusedAsync(StaffClient manager, string page, (string, string)[] answers)
    {
        using var answer = await manager.SubmitAsync(page, "dispose", answers);
        return (await Documents.ReadAsync(answer)).Body!.TextContent;
    }
}
