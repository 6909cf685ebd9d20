using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bluelamp.Bench;

/// <summary>Members of the public, by the API and by the pages.</summary>
internal static partial class Reporting
{
    /// <summary>A complete burglary, each a little different.</summary>
    public static string Body(int i)
    {
        var scene = Town.Scene(i % Town.Told);
        return $$"""
            { "form": "report-crime", "answers": {
              "danger": "no", "kind": "burglary", "for_whom": "me", "burglary_building": "home", "burglary_inside": "no", "hate": ["none"],
              "what_happened": "Somebody forced the back door of number {{i % 97}} while we were away and took my laptop and {{i
                % 13}} rings. A neighbour saw a van.",
              "when": { "precision": "between", "from": { "date": "2026-11-20", "time": "18:00" }, "to": { "date": "2026-11-22", "time": "11:30" } },
              "where": { "number": "{{scene.Number}}", "street": "{{scene.Street}}", "town": "Llwynlamp", "postcode": "LL99 1AA",
                         "lat": "{{51.6 + (i % 211 * 0.001)}}", "lng": "{{-3.4 + (i % 317 * 0.001)}}" },
              "anything_taken": true, "stolen": [ { "what": "silver laptop", "make": "Dell", "serial": "ABC{{i}}", "value": "850" } ],
              "know_suspect": "no", "anonymous": "named",
              "you": { "forenames": "Siân", "surname": "Jones" },
              "you_contact": { "phone": "07700 900{{i % 1000:000}}", "email": "sian@example.com" },
              "language": "en", "support": true } }
            """;
    }

    /// <summary>Sends one report. Answers its reference.</summary>
    public static async Task<string> SendAsync(HttpClient http, int i, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reports")
        {
            Content = new StringContent(Body(i), Encoding.UTF8, "application/json"),
        };
        request.Headers.AcceptEncoding.ParseAdd("identity");
        request.Headers.Add("Idempotency-Key", $"bench-{Guid.CreateVersion7()}");
        using var answer = await http.SendAsync(request, ct);
        if (answer.StatusCode is not HttpStatusCode.Created)
            throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}");
        using var ticket = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(ct));
        return ticket.RootElement.GetProperty("reference").GetString()!;
    }

    /// <summary>Begins a form as a browser does. Answers the address of its first question.</summary>
    public static async Task<string> BeginAsync(HttpClient http, CancellationToken ct)
    {
        using var plain = new HttpRequestMessage(HttpMethod.Get, "/report-crime");
        plain.Headers.AcceptEncoding.ParseAdd("identity");
        using var page = await http.SendAsync(plain, ct);
        var html = await page.Content.ReadAsStringAsync(ct);
        using var begun = await http.PostAsync(
            "/report-crime",
            new FormUrlEncodedContent(
                HiddenInputs()
                    .Matches(html)
                    .Select(static m => KeyValuePair.Create(m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)))
            ),
            ct
        );
        return begun.Headers.Location is { } to
            ? to.ToString()
            : throw new InvalidOperationException($"The form did not begin: {(int)begun.StatusCode}");
    }

    [GeneratedRegex(
        """<input[^>]*type="hidden"[^>]*name="(?<name>[^"]+)"[^>]*value="(?<value>[^"]*)"[^>]*>""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    public static partial Regex HiddenInputs();
}
