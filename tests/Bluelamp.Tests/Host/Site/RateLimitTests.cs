using System.Net;
using System.Text;
using System.Text.Json;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Shares;
using Bluelamp.Tests.Contact.Pages;
using Bluelamp.Tests.Evidence;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.Site;

/// <summary>Who sends too much is told to wait, and for how long.</summary>
public sealed class RateLimitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_that_reports_too_often_is_told_for_how_long_to_wait()
    {
        await using var host = await TestHost.StartAsync(settings: """{ "RateLimits": { "ApiBurst": 3, "ApiPerSecond": 1 } }""");
        var statuses = new List<HttpStatusCode>();
        HttpResponseMessage answer;
        do
        {
            answer = await host.Client.PostAsync("/api/v1/reports", new StringContent("{}", Encoding.UTF8, "application/json"), Ct);
            statuses.Add(answer.StatusCode);
        } while (answer.StatusCode is not HttpStatusCode.TooManyRequests && statuses.Count < 20);

        statuses.Count.ShouldBeGreaterThan(3);
        statuses[..^1].ShouldAllBe(static s => s == HttpStatusCode.BadRequest);
        Waits(answer);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
        problem.GetProperty("type").GetString().ShouldBe("/problems/too-many-requests");
        problem.GetProperty("status").GetInt32().ShouldBe(429);
    }

    [Theory]
    [InlineData("", "Please wait a moment", "nothing that you typed is lost")]
    [InlineData("/cy", "Arhoswch funud, os gwelwch yn dda", "nid oes dim a deipiwyd gennych wedi'i golli")]
    public async Task A_person_who_sends_too_many_forms_is_told_so_on_a_page(string language, string heading, string words)
    {
        await using var host = await TestHost.StartAsync(settings: """{ "RateLimits": { "PublicBurst": 2 } }""");
        using var reader = new Browsing(host);
        await reader.GoAsync($"{language}/report-crime", Ct);
        using var answer = await SendUntilRefusedAsync(host, $"{language}/report-crime");
        Waits(answer);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var page = await answer.Content.ReadAsStringAsync(Ct);
        page.ShouldContain(heading);
        WebUtility.HtmlDecode(page).ShouldContain(words);
        using var read = await host.Client.GetAsync($"{language}/report-crime", Ct);
        read.StatusCode.ShouldBe(HttpStatusCode.OK, "reading goes on");
    }

    [Theory]
    [InlineData("/follow", "reference", "code")]
    [InlineData("/report-crime/resume", "code", "code")]
    public async Task Ten_guesses_are_allowed_however_often_the_page_is_looked_at_and_the_next_is_not(string page, string one, string two)
    {
        await using var host = await TestHost.StartAsync();
        using var guesser = new Browsing(host);
        for (var guess = 0; guess < 10; guess++)
        {
            await guesser.GoAsync(page, Ct);
            guesser.Status.ShouldBe(HttpStatusCode.OK);
            await guesser.SendAsync(Ct, (one, "AAAA-AAAA-A"), (two, "AAAA-AAAA-AAAA"));
            guesser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"guess {guess}");
        }

        await guesser.GoAsync(page, Ct);
        for (var extra = 0; extra < 5 && guesser.Status is not HttpStatusCode.TooManyRequests; extra++)
            await guesser.SendAsync(Ct, (one, "AAAA-AAAA-A"), (two, "AAAA-AAAA-AAAA")); // one more is allowed every ten seconds
        guesser.Status.ShouldBe(HttpStatusCode.TooManyRequests);

        using var other = new Browsing(host);
        await other.GoAsync(page, Ct);
        await other.SendAsync(Ct, (one, "AAAA-AAAA-A"), (two, "AAAA-AAAA-AAAA"));
        other.Status.ShouldBe(HttpStatusCode.TooManyRequests, "new cookies make no new guesser");
    }

    [Fact]
    public async Task Whoever_tries_links_one_after_the_other_is_stopped_though_looking_is_all_that_they_do()
    {
        await using var host = await TestHost.StartAsync(settings: """{ "RateLimits": { "LinkBurst": 3 } }""");
        var statuses = new List<HttpStatusCode>();
        while (statuses.Count < 100 && !statuses.Contains(HttpStatusCode.TooManyRequests))
        {
            using var page = await host.Client.GetAsync($"/shared/{ShareCode.New()}", Ct);
            using var file = await host.Client.GetAsync($"/shared/{ShareCode.New()}/exhibits/{Guid.CreateVersion7()}/original", Ct);
            statuses.AddRange([page.StatusCode, file.StatusCode]);
        }

        statuses[..2].ShouldBe([HttpStatusCode.NotFound, HttpStatusCode.NotFound]);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Forty_people_behind_one_address_come_in_by_an_appeal_and_send_their_pictures()
    {
        await using var host = await TestHost.StartAsync();
        var appeal = await host.OpenDoorAsync(DoorKind.Appeal);
        for (var person = 0; person < 40; person++)
        {
            using var witness = host.NewClient();
            await witness.EnterAsync(appeal.Code);
            var sender = await witness.TusAsync(appeal.Code);
            var place = await sender.BeginAsync(4, ("filename", $"{person}.jpg"));
            (await sender.PatchStatusAsync(place, 0, BitConverter.GetBytes(person))).ShouldBe(HttpStatusCode.NoContent);
        }
    }

    [Fact]
    public async Task Who_sends_too_much_by_a_link_waits_and_nobody_else_behind_the_same_address_does()
    {
        await using var host = await TestHost.StartAsync(settings: """{ "RateLimits": { "VisitBurst": 3 } }""");
        var (one, other) = (await host.OpenDoorAsync(DoorKind.Link), await host.OpenDoorAsync(DoorKind.Link));
        using var eager = host.NewClient();
        using var calm = host.NewClient();
        await eager.EnterAsync(one.Code);
        await calm.EnterAsync(other.Code);
        var sender = await eager.TusAsync(one.Code);
        var statuses = new List<HttpStatusCode>();
        while (statuses.Count < 100 && !statuses.Contains(HttpStatusCode.TooManyRequests))
        {
            using var answer = await sender.SendAsync(HttpMethod.Post, $"/upload/{one.Code}/tus", ("Upload-Length", "8"));
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
                Waits(answer);
        }

        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
        await (await calm.TusAsync(other.Code)).BeginAsync(8, ("filename", "clip.mp4"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/files")]
    [InlineData("/nothing")]
    public async Task Who_guesses_links_is_stopped_and_those_behind_the_same_address_go_on_sending(string page)
    {
        await using var host = await TestHost.StartAsync(settings: """{ "RateLimits": { "WrongBurst": 3 } }""");
        var link = await host.OpenDoorAsync(DoorKind.Link);
        using var victim = host.NewClient();
        await victim.EnterAsync(link.Code);
        for (var look = 0; look < 10; look++)
        {
            using var known = await host.Client.GetAsync($"/upload/{link.Code}", Ct);
            known.StatusCode.ShouldBe(HttpStatusCode.OK, "the right secret is no guess");
        }

        var statuses = new List<HttpStatusCode>();
        while (statuses.Count < 100 && !statuses.Contains(HttpStatusCode.TooManyRequests))
        {
            using var guess = await host.Client.GetAsync($"/upload/{DoorCode.New()}{page}", Ct);
            statuses.Add(guess.StatusCode);
            await Task.Delay(150, Ct); // a part of a guess comes back meanwhile, which is none
        }

        statuses[..3].ShouldAllBe(static s => s == HttpStatusCode.NotFound);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
        var sender = await victim.TusAsync(link.Code);
        await sender.BeginAsync(8, ("filename", "clip.mp4"));
    }

    private static async Task<HttpResponseMessage> SendUntilRefusedAsync(TestHost host, string page)
    {
        for (var sent = 0; ; sent++)
        {
            var answer = await host.Client.PostAsync(page, new FormUrlEncodedContent([]), Ct);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests || sent == 20)
                return answer;
            answer.Dispose();
        }
    }

    private static void Waits(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
    }
}
