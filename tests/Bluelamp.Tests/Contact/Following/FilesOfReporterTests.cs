using System.Net;
using Bluelamp.Kernel;
using Bluelamp.Tests.Contact.Telling;
using Bluelamp.Tests.Evidence;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Following;

/// <summary>Whoever sent a report adds files to it, and they are where the report goes.</summary>
public sealed class FilesOfReporterTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestHost Host => shared.Host;

    [Fact]
    public async Task A_film_from_the_page_of_a_report_is_evidence_of_the_report_and_of_its_crime()
    {
        var sent = await SentReport.SendAsync(Host);
        using var reporter = Host.NewClient();
        var follow = await Documents.ReadAsync(await reporter.GetAsync("/follow", Ct));
        using (await reporter.SubmitAsync(follow, "/follow", "follow", ("reference", sent.Reference), ("code", sent.Code))) { }
        var own = await Documents.ReadAsync(await reporter.GetAsync("/follow/report", Ct));
        using var link = await reporter.SubmitAsync(own, "/follow/report", "files");
        using var again = await reporter.SubmitAsync(own, "/follow/report", "files");
        var place = new Uri(Host.Address, link.Headers.Location!).PathAndQuery;
        new Uri(Host.Address, again.Headers.Location!).PathAndQuery.ShouldBe(place, "a button pressed twice opens one link");
        var start = await Documents.ReadAsync(await reporter.GetAsync(place, Ct));
        start.Body!.TextContent.ShouldContain(sent.Reference);
        using (await reporter.SubmitAsync(start, place, "begin", ("Agreed", "yes"), ("Description", "The back door"))) { }
        var files = await Documents.ReadAsync(await reporter.GetAsync($"{place}/files", Ct));
        files.QuerySelector("a[href='follow/report']").ShouldNotBeNull();
        var sender = new TusSender(reporter, files, $"{place}/tus");
        (await sender.PatchStatusAsync(await sender.BeginAsync(4, ("filename", "door.mp4")), 0, [.. "film"u8])).ShouldBe(
            HttpStatusCode.NoContent
        );

        var told = await Documents.ReadAsync(await reporter.GetAsync("/follow/report", Ct));
        told.Body!.TextContent.ShouldContain("You sent us files");
        var handler = await Host.SignInAsync("contact-handler");
        (await handler.OpenAsync($"/inbox/{sent.Report}")).Body!.TextContent.ShouldContain("door.mp4");
        var plan = await sent.PlanAsync();
        (await Host.Get<ILedger>().DecideAsync(plan.Steps(), Host.Administrator, Ct)).OrThrow();
        (await handler.OpenAsync($"/records/crimes/{plan.Crime}")).Body!.TextContent.ShouldContain("door.mp4");
        (await handler.OpenAsync($"/evidence/add?kind=Report&record={sent.Report}"))
            .QuerySelector($"a[href='inbox/{sent.Report}']")
            .ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_the_code_of_the_report_no_link_is_opened()
    {
        using var stranger = Host.NewClient();
        var follow = await Documents.ReadAsync(await stranger.GetAsync("/follow", Ct));
        var token = follow.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var asked = new FormUrlEncodedContent([
            new("__RequestVerificationToken", token),
            new("_handler", "files"),
            new("door", "abcdefghjkmnpqrstuvw"),
        ]);
        using var link = await stranger.PostAsync("/follow/report", asked, Ct);
        link.Headers.Location!.ToString().ShouldEndWith("follow");
        (await stranger.GetAsync("/upload/abcdefghjkmnpqrstuvw", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
