using System.Net;
using Bluelamp.Kernel;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Access;

public sealed class AuditTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_auditor_sees_who_looked_at_a_record_and_for_which_purpose()
    {
        await using var host = await TestHost.StartAsync();
        var (record, _) = await host.EnrolAsync("officer");
        var handler = await host.SignInAsync("contact-handler");
        var auditor = await host.SignInAsync("auditor");
        using var chosen = await handler.SubmitAsync("/purpose", "purpose", ("purpose", "preserve-order"), ("reference", "=HYPERLINK(1)"));
        chosen.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await handler.OpenAsync("/desk")).Body!.TextContent.ShouldContain("=HYPERLINK(1)");
        var looks = host.Get<ConsultationLog>();
        var viewer = host.Administrator with { Person = handler.Staff.Value, Purpose = new("preserve-order", "=HYPERLINK(1)") };
        await looks.LookedAsync(viewer, [record.Staff.Value], "timeline", Ct);

        var shown = await auditor.OpenAsync($"/audit/consultations?record={record.Staff}");
        shown.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        shown.Body!.TextContent.ShouldContain($"Test {handler.Username}");
        shown.Body!.TextContent.ShouldContain("Preserve order: =HYPERLINK(1)");
        (await auditor.OpenAsync($"/audit/consultations?record={Guid.CreateVersion7()}")).Body!.TextContent.ShouldContain("No looks found");
        foreach (
            var (days, said) in new[]
            {
                ("from=yesterday", "Enter a real day"),
                ("from=2026-02-02&to=2026-02-01", "must not be before"),
                ("to=9999-12-31", "Enter a real day"),
            }
        )
            (await auditor.OpenAsync($"/audit/consultations?{days}"))
                .QuerySelector(".govuk-error-summary")!
                .TextContent.ShouldContain(said);
        (await auditor.OpenAsync("/audit/consultations?who=no-such-person")).Body!.TextContent.ShouldContain("Nobody has this user name");

        var csv = await auditor.Http.GetStringAsync($"/audit/consultations.csv?who={handler.Username}", Ct);
        csv.ShouldContain("preserve-order: =HYPERLINK(1)");
        csv.Split("\r\n").Length.ShouldBeGreaterThan(2);
        (await handler.StatusAsync("/audit/consultations.csv")).ShouldBe(HttpStatusCode.Forbidden);
    }
}
