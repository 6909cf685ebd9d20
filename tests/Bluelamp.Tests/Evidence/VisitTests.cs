using System.Net;
using System.Security.Cryptography;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>The browser of whoever came in by a door stays theirs: beside other doors, on other days, in the other language.</summary>
public sealed class VisitTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new(TimeProvider.System.GetUtcNow());
    private TestHost _host = null!; // set before each test

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(clock: _clock);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_owner_of_two_cameras_goes_to_and_fro_between_two_links_and_an_appeal()
    {
        var front = await _host.OpenDoorAsync(DoorKind.Link);
        var back = await _host.OpenDoorAsync(DoorKind.Link);
        var appeal = await _host.OpenDoorAsync(DoorKind.Appeal);
        using var owner = _host.NewClient();
        foreach (var door in (OpenedDoor[])[front, appeal, back, front, back, appeal])
            await owner.EnterAsync(door.Code);
        foreach (var door in (OpenedDoor[])[back, front, appeal])
            await SendWholeAsync(owner, door, $"of {door.Code}");
    }

    [Fact]
    public async Task The_day_after_a_link_is_still_its_holders_and_the_file_goes_on()
    {
        var link = await _host.OpenDoorAsync(DoorKind.Link, TimeSpan.FromDays(28));
        using var victim = _host.NewClient();
        await victim.EnterAsync(link.Code);
        var place = await (await victim.TusAsync(link.Code)).BeginAsync(8, ("filename", "clip.mp4"));
        (await (await victim.TusAsync(link.Code)).PatchStatusAsync(place, 0, [.. "half"u8])).ShouldBe(HttpStatusCode.NoContent);
        _clock.Now += TimeSpan.FromHours(40);
        var start = await Documents.ReadAsync(await victim.GetAsync($"/upload/{link.Code}", Ct));
        start.QuerySelector($"a[href='upload/{link.Code}/files']").ShouldNotBeNull("other answers would begin another file");
        var sender = await victim.TusAsync(link.Code);
        (await sender.OffsetAsync(place)).ShouldBe(4);
        (await sender.PatchStatusAsync(place, 4, [.. "more"u8])).ShouldBe(HttpStatusCode.NoContent);
        await ShouldHaveAsync(link, "halfmore");
        _clock.Now += TimeSpan.FromDays(25);
        await victim.EnterAsync(link.Code);
        using var another = _host.NewClient();
        (await another.BeginAsync(link.Code)).ShouldContain("opened on another device already");
    }

    [Fact]
    public async Task A_file_for_an_appeal_goes_on_for_two_days_though_the_page_stayed_open_for_as_long()
    {
        var appeal = await _host.OpenDoorAsync(DoorKind.Appeal, TimeSpan.FromDays(28));
        using var witness = _host.NewClient();
        await witness.EnterAsync(appeal.Code);
        var sender = await witness.TusAsync(appeal.Code);
        _clock.Now += TimeSpan.FromHours(47);
        var place = await sender.BeginAsync(8, ("filename", "clip.mp4"));
        (await sender.PatchStatusAsync(place, 0, [.. "half"u8])).ShouldBe(HttpStatusCode.NoContent);
        _clock.Now += TimeSpan.FromHours(47);
        (await sender.PatchStatusAsync(place, 4, [.. "more"u8])).ShouldBe(HttpStatusCode.NoContent);
        await ShouldHaveAsync(appeal, "halfmore");
    }

    [Fact]
    public async Task Whoever_opens_an_appeal_in_the_same_browser_days_later_does_not_send_in_the_name_of_the_first()
    {
        var appeal = await _host.OpenDoorAsync(DoorKind.Appeal, TimeSpan.FromDays(28));
        using var shared = _host.NewClient();
        await shared.EnterAsync(appeal.Code);
        _clock.Now += TimeSpan.FromHours(49);
        using var files = await shared.GetAsync($"/upload/{appeal.Code}/files", Ct);
        files.Headers.Location!.ToString().ShouldEndWith($"upload/{appeal.Code}");
    }

    [Fact]
    public async Task A_link_is_its_holders_also_when_the_answer_to_the_first_sending_never_came()
    {
        var link = await _host.OpenDoorAsync(DoorKind.Link);
        using var victim = _host.NewClient();
        using var first = await victim.GetAsync($"/upload/{link.Code}", Ct);
        using var lost = _host.NewClient();
        lost.DefaultRequestHeaders.Add("Cookie", CookieOf(first));
        (await lost.BeginAsync(link.Code)).ShouldBe("");
        await victim.EnterAsync(link.Code);
        await SendWholeAsync(victim, link, "whole");
    }

    [Fact]
    public async Task The_cookie_of_one_door_opens_no_other()
    {
        var (link, appeal) = (await _host.OpenDoorAsync(DoorKind.Link), await _host.OpenDoorAsync(DoorKind.Appeal));
        using var first = await _host.Client.GetAsync($"/upload/{link.Code}", Ct);
        using var victim = _host.NewClient();
        victim.DefaultRequestHeaders.Add("Cookie", CookieOf(first));
        await victim.EnterAsync(link.Code);
        using var files = await victim.GetAsync($"/upload/{appeal.Code}/files", Ct);
        files.Headers.Location!.ToString().ShouldEndWith($"upload/{appeal.Code}");
    }

    [Fact]
    public async Task A_link_in_capitals_or_in_the_other_language_is_the_same_link()
    {
        var link = await _host.OpenDoorAsync(DoorKind.Link);
        using var victim = _host.NewClient();
        await victim.EnterAsync(link.Code);
        using var capitals = await victim.GetAsync($"/upload/{link.Code.ToUpperInvariant()}", Ct);
        capitals.Headers.Location!.ToString().ShouldEndWith($"/upload/{link.Code}");
        using var welsh = await victim.GetAsync($"/cy/upload/{link.Code}/files", Ct);
        welsh.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_longest_answers_in_any_script_fit_into_what_a_browser_keeps()
    {
        var link = await _host.OpenDoorAsync(DoorKind.Link);
        using var victim = _host.NewClient();
        await victim.EnterAsync(link.Code, Signs(500), Signs(200), Signs(200));
        await SendWholeAsync(victim, link, "whole");
    }

    private async Task SendWholeAsync(HttpClient visitor, OpenedDoor door, string text)
    {
        var sender = await visitor.TusAsync(door.Code);
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var place = await sender.BeginAsync(bytes.Length, ("filename", "clip.mp4"));
        (await sender.PatchStatusAsync(place, 0, bytes)).ShouldBe(HttpStatusCode.NoContent);
        await ShouldHaveAsync(door, text);
    }

    private async Task ShouldHaveAsync(OpenedDoor door, string text)
    {
        var viewer = Viewer.System(_host.Get<ForceProfile>().Code);
        var exhibits = await _host.Get<ExhibitList>().NewestAsync(new(Door: door.Door.Value), after: null, viewer, Ct);
        exhibits
            .ShouldHaveSingleItem()
            .Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>What a browser sends back of it.</summary>
    private static string CookieOf(HttpResponseMessage answer)
    {
        var cookies = answer
            .Headers.GetValues("Set-Cookie")
            .Where(static c => c.StartsWith(DoorSession.Cookie, StringComparison.Ordinal))
            .ToList();
        cookies.ShouldAllBe(static c => c.Contains("httponly") && c.Contains("samesite=lax"));
        return cookies[0].Split(';')[0];
    }

    /// <summary>Chinese signs without rhyme or reason, which no packing makes much shorter.</summary>
    private static string Signs(int count) => new([.. Enumerable.Range(0, count).Select(static i => (char)(0x4E00 + (i * 7919 % 20_000)))]);
}
