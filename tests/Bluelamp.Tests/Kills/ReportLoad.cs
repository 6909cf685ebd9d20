using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Bluelamp.Tests.Contact.Forms;

namespace Bluelamp.Tests.Kills;

/// <summary>Programs that send reports without pause, each under a key of its own, and ask again under the same key until they have an answer.</summary>
internal sealed class ReportLoad(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
    private volatile bool _finishing;
    private int _failures;

    /// <summary>The reference that was answered, by key.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = new(StringComparer.Ordinal);

    public int Failures => _failures;

    public void Dispose() => _http.Dispose();

    public Task RunAsync(int workers, CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, workers).Select(_ => SendAsync(ct)));

    /// <summary>Waits until so many more were answered.</summary>
    public async Task AnsweredAsync(int more, CancellationToken ct)
    {
        var enough = Acknowledged.Count + more;
        while (Acknowledged.Count < enough)
            await Task.Delay(2, ct);
    }

    /// <summary>Nothing new is begun; what is under way is brought to its answer.</summary>
    public void Finish() => _finishing = true;

    private async Task SendAsync(CancellationToken ct)
    {
        while (!_finishing)
        {
            var key = Guid.CreateVersion7().ToString();
            string? reference;
            while ((reference = await TryAsync(key, ct)) is null)
            {
                Interlocked.Increment(ref _failures);
                await Task.Delay(20, ct);
            }

            Acknowledged[key] = reference;
            await Task.Delay(5, ct);
        }
    }

    /// <summary>The reference, or nothing when there was no answer or none that settles it.</summary>
    private async Task<string?> TryAsync(string key, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reports");
        var answers = TheForm.Burglary.Replace("took my laptop", $"took {key}", StringComparison.Ordinal);
        request.Content = new StringContent($$"""{ "form": "report-crime", "answers": {{answers}} }""", Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await _http.SendAsync(request, ct);
            if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(ct));
            return answer.StatusCode is HttpStatusCode.Created
                ? (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("reference").GetString()
                : null;
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException or JsonException
                || (e is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            return null;
        }
    }
}
