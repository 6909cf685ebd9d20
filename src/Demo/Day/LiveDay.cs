using System.Globalization;
using System.Net.Http.Json;
using Bluelamp.Demo.World;
using Bluelamp.Kernel;
using Microsoft.Extensions.Logging;

namespace Bluelamp.Demo.Day;

/// <summary>
/// Keeps the invented day going: now and then somebody in Lampshire reports something, through the same public door as everybody
/// (<c>POST /api/v1/reports</c>).
/// </summary>
public sealed class LiveDay(TimeProvider time, ILogger<LiveDay> logger)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(70);

    /// <summary>Reports until it is cancelled.</summary>
    /// <param name="address">Where Bluelamp is open.</param>
    /// <param name="seed">Of the world; the day goes another way each time that it is opened.</param>
    public async Task RunAsync(string address, int seed, CancellationToken ct)
    {
        var (people, _) = Lampshire.Settle(seed);
        var dice = new Random(HashCode.Combine(seed, time.GetUtcNow().Ticks));
        var form = new ReportForm(people, dice, new Garage(seed));
        var plots = new Deck<Plot>(Plots.Stock.All, dice);
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        try
        {
            while (true)
            {
                await Task.Delay(Shortest + (Spread * dice.NextDouble()), time, ct);
                var (plot, victim) = (plots.Deal(), people[dice.Next(people.Count)]);
                await SendAsync(http, new(ReportForm.Id, form.Answer(plot, victim, time.GetUtcNow()), victim.Language), ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The demo is closing.
        }
    }

    private async Task SendAsync(HttpClient http, Body body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/reports")
        {
            Content = JsonContent.Create(body, options: LedgerJson.Options),
        };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("D", CultureInfo.InvariantCulture));
        try
        {
            using var answer = await http.SendAsync(request, ct);
            if (!answer.IsSuccessStatusCode)
                logger.LiveDayRefused((int)answer.StatusCode);
        }
        catch (HttpRequestException e)
        {
            logger.LiveDayMissed(e);
        }
    }

    private sealed record Body(string Form, System.Text.Json.JsonElement Answers, string Language);
}
