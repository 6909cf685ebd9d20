using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bluelamp.Kernel.Live;

/// <summary>
/// <c>GET /live?since=…&amp;topic=inbox&amp;topic=record-…</c>: server-sent events that <c>&lt;bl-live&gt;</c> applies. Each says only "fetch the frame
/// of this topic again"; the frame's own request answers what this reader may see. Its id says up to where the page knows then: a browser whose line
/// broke sends the last one as <c>Last-Event-ID</c>, and is told what it missed.
/// </summary>
public static class LiveEndpoint
{
    private const int MostTopics = 20;

    /// <summary>An event that changes nothing: it opens the line at once, and shows later that the page is still there.</summary>
    private const string Still = "still";

    /// <summary>Milliseconds.</summary>
    private const int ShortestWait = 1_000;
    private const int LongestWait = 6_000;

    public static IServiceCollection AddLive(this IServiceCollection services) =>
        services
            .AddSingleton<LiveFeed>()
            .AddHostedService(static sp => sp.GetRequiredService<LiveFeed>())
            .AddScoped(static sp => sp.GetRequiredService<LiveFeed>().Now());

    public static void MapLive(this IEndpointRouteBuilder routes) => routes.MapGet("/live", GetAsync).AllowAnonymous();

    private static async Task<Results<ServerSentEventsResult<string>, ProblemHttpResult>> GetAsync(
        string[] topic,
        string? since,
        [FromHeader(Name = "Last-Event-ID")] string? last,
        Viewer viewer,
        Db db,
        LiveFeed feed,
        IHostApplicationLifetime lifetime,
        CancellationToken ct
    )
    {
        if (topic.Length is 0 or > MostTopics)
            return new WrongTopics().ToProblem();
        foreach (var name in topic)
        {
            if (!await MayHearAsync(name, viewer, db, feed, ct))
                return new NoSuchTopic().ToProblem();
        }

        return TypedResults.ServerSentEvents(
            StreamsAsync(feed, topic, (last ?? since) is { } known ? LiveSince.Parse(known) : null, lifetime.ApplicationStopping, ct)
        );
    }

    /// <summary>A list by its permission. A record by being open to the viewer; the public hears only of the report that they hold.</summary>
    private static async Task<bool> MayHearAsync(string topic, Viewer viewer, Db db, LiveFeed feed, CancellationToken ct)
    {
        if (feed.List(topic) is { } list)
            return viewer.May(list.Permission);
        if (!topic.StartsWith("record-", StringComparison.Ordinal) || !Guid.TryParseExact(topic["record-".Length..], "D", out var record))
            return false;
        if (!viewer.IsStaff)
            return viewer.Keys.Contains(record);
        return (await db.WorkingAsync<bool>($"select {viewer.SeesStream(record)}", ct))[0];
    }

    private static async IAsyncEnumerable<SseItem<string>> StreamsAsync(
        LiveFeed feed,
        string[] topics,
        LiveSince? since,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, ct);
        using var listener = feed.Listen(topics, since);
        await using var news = listener.NewsAsync(both.Token).GetAsyncEnumerator(both.Token);
        while (await MoreAsync(news))
        {
            var (topic, known) = news.Current;
            yield return topic.Length == 0
                ? new("", Still) { EventId = known.ToString(), ReconnectionInterval = Wait() }
                : new($"""<turbo-stream action="reload" target="{topic}"></turbo-stream>""") { EventId = known.ToString() };
        }
    }

    /// <summary>
    /// How long this page's browser waits before it opens a broken line again: not all the same, for after a restart every page then fetches its frames.
    /// </summary>
    private static TimeSpan Wait() => TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(ShortestWait, LongestWait));

    /// <summary>A closed page and a stopping server end the stream; neither is a fault.</summary>
    private static async Task<bool> MoreAsync(IAsyncEnumerator<(string Topic, LiveSince Known)> news)
    {
        try
        {
            return await news.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>No topic, or too many.</summary>
public sealed record WrongTopics() : Refusal.Invalid("wrong-topics", "Name one to twenty topics.", "topic");

/// <summary>A topic that is not there, or not for this viewer.</summary>
public sealed record NoSuchTopic() : Refusal.NotFound("no-such-topic", "There is nothing to follow by that name.");
