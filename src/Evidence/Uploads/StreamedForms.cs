using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Storing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Bluelamp.Evidence.Uploads;

/// <summary>
/// Lets the page that adds evidence take large files from a plain form: they go straight to <see cref="ContentStore.Incoming"/> as the form is
/// read, which is after sign-in and permission, and nothing is held in memory. To the page it is a form like any other.
/// </summary>
internal sealed class StreamedForms : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                static async (http, then) =>
                {
                    if (await MostAsync(http) is not { } most)
                    {
                        await then(http);
                        return;
                    }

                    using var form = new StreamedForm(http, http.RequestServices.GetRequiredService<UploadFiles>(), most);
                    http.Features.Set<IFormFeature>(form);
                    http.Features.Set(form);
                    await then(http);
                }
            );
            next(app);
        };

    /// <summary>The largest file that this form may send; nothing when it is no such form, or of somebody who may send none.</summary>
    private static async ValueTask<long?> MostAsync(HttpContext http)
    {
        var request = http.Request;
        if (
            !HttpMethods.IsPost(request.Method)
            || request.Path.Value is not { } path
            || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        )
            return null;
        if (path.EndsWith(AddEvidencePage.Address, StringComparison.Ordinal) || path.Split('/') is [.., "forensics", _, "results"])
            return UploadBy.MostOfStaff; // read after sign-in
        // The public's form is read by whoever sends it, so whether they may is asked before the first byte.
        return path.Split('/') is [.., "upload", var code, "files"]
            ? (await http.RequestServices.GetRequiredService<PublicDoor>().SenderAsync(code, http))?.MaxBytes
            : null;
    }
}

/// <summary>A file of a plain form, whole on disk.</summary>
internal sealed record FormFile(Guid Id, ContentHash Sha256, long Bytes, string Name, string? Type);

/// <summary>A form whose files went to disk while it was read. Those that nobody took in go with it.</summary>
internal sealed class StreamedForm(HttpContext http, UploadFiles files, long most) : IFormFeature, IDisposable
{
    private const int LongestField = 64 * 1024;
    private const int MostParts = 1000;
    private readonly List<FormFile> _files = [];
    private Task<IFormCollection>? _reading;

    public bool HasFormContentType => true;

    public IFormCollection? Form { get; set; }

    public IReadOnlyList<FormFile> Files => _files;

    /// <summary>Why the files could not be kept.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>What was read: the check of the form's token comes first, and reads it.</summary>
    public IFormCollection ReadForm() => Form ?? throw new InvalidOperationException("This form is read as it comes.");

    public Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) => _reading ??= ReadAsync(http.RequestAborted);

    public void Dispose()
    {
        foreach (var file in _files)
            files.Drop(file.Id);
    }

    private async Task<IFormCollection> ReadAsync(CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(http.Request.ContentType).Boundary).Value;
        var fields = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        if (string.IsNullOrEmpty(boundary))
            return Form = new FormCollection(fields);
        var reader = new MultipartReader(boundary, http.Request.Body) { BodyLengthLimit = null };
        for (var part = 0; part < MostParts && await reader.ReadNextSectionAsync(ct) is { } section; part++)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said))
                continue;
            var name = HeaderUtilities.RemoveQuotes(said.Name).Value ?? "";
            if (said.IsFileDisposition())
                await FileAsync(section, said, ct);
            else
                fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), await FieldAsync(section, ct));
        }

        return Form = new FormCollection(fields);
    }

    private async Task FileAsync(MultipartSection section, ContentDispositionHeaderValue said, CancellationToken ct)
    {
        var name = HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName).Value ?? "";
        if (name.Length == 0 || Refusal is not null)
            return; // the reader passes over what is left of it
        var id = Guid.CreateVersion7();
        try
        {
            files.Create(id);
            var (ending, bytes) = await files.AppendAsync(id, section.Body, most, check: null, ct);
            if (ending is Ending.Complete)
            {
                _files.Add(new(id, await files.Sha256Async(id, ct), bytes, name, section.ContentType));
                return;
            }

            Refusal = new TooLarge(most);
        }
        catch (IOException e) when (UploadReceiver.IsNoRoom(e))
        {
            Refusal = new DiskFull();
        }

        files.Drop(id);
        ct.ThrowIfCancellationRequested();
    }

    private static async Task<string> FieldAsync(MultipartSection section, CancellationToken ct)
    {
        using var text = new StreamReader(section.Body);
        var buffer = new char[LongestField];
        var read = await text.ReadBlockAsync(buffer, ct);
        return new(buffer, 0, read);
    }
}
