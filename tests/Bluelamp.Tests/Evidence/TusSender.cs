using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Evidence;

/// <summary>A program that sends files by tus, as the page that it was loaded with would.</summary>
/// <param name="page">A page with a form, for its token.</param>
/// <param name="door">Where uploads begin.</param>
internal sealed class TusSender(HttpClient http, IDocument page, string door)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public HttpClient Http => http;

    public string Token { get; } = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!; // every form has one

    /// <summary>The one value of a header.</summary>
    public static string One(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) ? values.Single() : throw new InvalidOperationException($"{answer}");

    public async Task<string> BeginAsync(long length, params (string Name, string Text)[] said)
    {
        var metadata = string.Join(',', said.Select(static s => $"{s.Name} {Convert.ToBase64String(Encoding.UTF8.GetBytes(s.Text))}"));
        using var answer = await SendAsync(
            HttpMethod.Post,
            door,
            ("Upload-Length", length.ToString(CultureInfo.InvariantCulture)),
            ("Upload-Metadata", metadata)
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
        return One(answer, "Location");
    }

    public Task<HttpResponseMessage> PatchAsync(string upload, long offset, byte[] bytes, params (string, string)[] headers) =>
        SendAsync(HttpMethod.Patch, upload, bytes, [("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)), .. headers]);

    public async Task<HttpStatusCode> PatchStatusAsync(string upload, long offset, byte[] bytes, string? checksum = null)
    {
        using var answer = await PatchAsync(upload, offset, bytes, checksum is null ? [] : [("Upload-Checksum", checksum)]);
        return answer.StatusCode;
    }

    public async Task<long> OffsetAsync(string upload)
    {
        using var answer = await SendAsync(HttpMethod.Head, upload);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return long.Parse(One(answer, "Upload-Offset"), CultureInfo.InvariantCulture);
    }

    /// <summary>The offset once the server has noticed that the line is broken: until then an empty stretch is refused as busy.</summary>
    public async Task<long> SettledAsync(string upload)
    {
        while (true)
        {
            var offset = await OffsetAsync(upload);
            if (await PatchStatusAsync(upload, offset, []) is HttpStatusCode.NoContent)
                return offset;
            await Task.Yield();
        }
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, bytes: null, headers);

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        byte[]? bytes,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (!request.Headers.Contains("Tus-Resumable"))
            request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("RequestVerificationToken", Token);
        if (bytes is not null)
        {
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        }

        return await http.SendAsync(request, Ct);
    }

    public async Task<HttpResponseMessage> PostFormAsync((string Name, string Text)[] fields, (string Name, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(Token), "__RequestVerificationToken");
        form.Add(new StringContent("add"), "_handler");
        foreach (var (name, bytes) in files)
            form.Add(new ByteArrayContent(bytes), "files", name);
        foreach (var (name, text) in fields)
            form.Add(new StringContent(text), name);
        return await http.PostAsync("/evidence/add", form, Ct);
    }
}
