using System.Globalization;
using System.Text;

namespace Bluelamp.Bench.Evidence;

/// <summary>Sends files by tus 1.0.0, the same way to any server: begun by one request, sent by one more.</summary>
/// <param name="door">Where uploads begin.</param>
/// <param name="token">The form token that our server asks for; nothing for another.</param>
internal sealed class TusClient(HttpClient http, string door, string? token)
{
    private const int Chunk = 1 << 20;

    /// <summary>Sends a file whole. Answers the address that it has.</summary>
    /// <param name="said">Answers about it: <c>filename</c>, <c>record</c>, …</param>
    public async Task<string> SendAsync(string path, IReadOnlyDictionary<string, string> said, CancellationToken ct)
    {
        var length = new FileInfo(path).Length.ToString(CultureInfo.InvariantCulture);
        using var begin = Request(HttpMethod.Post, door);
        begin.Headers.Add("Upload-Length", length);
        begin.Headers.Add(
            "Upload-Metadata",
            string.Join(',', said.Select(static s => $"{s.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(s.Value))}"))
        );
        using var begun = await http.SendAsync(begin, ct);
        if (!begun.IsSuccessStatusCode || begun.Headers.Location is not { } place)
            throw new InvalidOperationException($"{door}: {begun.StatusCode} {await begun.Content.ReadAsStringAsync(ct)}");
        await using var file = new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        using var patch = Request(HttpMethod.Patch, place.ToString());
        patch.Headers.Add("Upload-Offset", "0");
        patch.Content = new StreamContent(file, Chunk);
        patch.Content.Headers.ContentType = new("application/offset+octet-stream");
        using var sent = await http.SendAsync(patch, ct);
        return sent.IsSuccessStatusCode
            ? place.ToString()
            : throw new InvalidOperationException($"{place}: {sent.StatusCode} {await sent.Content.ReadAsStringAsync(ct)}");
    }

    private HttpRequestMessage Request(HttpMethod method, string place)
    {
        var request = new HttpRequestMessage(method, place);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        if (token is not null)
            request.Headers.Add("RequestVerificationToken", token);
        return request;
    }
}
