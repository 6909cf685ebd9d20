using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Uploads;

/// <summary>
/// Resumable uploads by the open protocol tus 1.0.0, with creation (also with upload, also of unknown length), checksum, expiration, termination and
/// concatenation. The same handlers serve any door: staff at the desk, or the public by a link.
/// </summary>
public static class TusEndpoints
{
    /// <summary>Maps the protocol under an address.</summary>
    /// <param name="who">Who is at this door, and what it allows; nothing answers 404.</param>
    public static RouteGroupBuilder MapTus(this IEndpointRouteBuilder routes, string pattern, Func<HttpContext, ValueTask<UploadBy?>> who)
    {
        var group = routes.MapGroup(pattern);
        group.AddEndpointFilter(async (call, next) => await EnterAsync(call, next, who));
        group.MapMethods("", [HttpMethods.Options], Options);
        group.MapPost("", CreateAsync);
        group.MapMethods("/{id:guid}", [HttpMethods.Head], HeadAsync);
        group.MapMethods("/{id:guid}", [HttpMethods.Patch], PatchAsync);
        group.MapDelete("/{id:guid}", DeleteAsync);
        group.MapPost("/{id:guid}", OverrideAsync);
        return group;
    }

    internal static void MapUploads(this IEndpointRouteBuilder routes) =>
        routes
            .MapTus("/evidence/uploads", static http => new(UploadBy.Staff(http.RequestServices.GetRequiredService<Viewer>())))
            .RequireAuthorization("evidence.add");

    private static async ValueTask<object?> EnterAsync(
        EndpointFilterInvocationContext call,
        EndpointFilterDelegate next,
        Func<HttpContext, ValueTask<UploadBy?>> who
    )
    {
        var http = call.HttpContext;
        http.Features.Get<IStatusCodePagesFeature>()?.Enabled = false; // a program reads this
        http.Response.Headers["Tus-Resumable"] = TusHeaders.Version;
        if (!HttpMethods.IsHead(http.Request.Method) && !await BearsTokenAsync(http))
            return new NoFormToken().ToProblem();
        if (!HttpMethods.IsOptions(http.Request.Method) && http.Request.Headers["Tus-Resumable"] != TusHeaders.Version)
        {
            http.Response.Headers["Tus-Version"] = TusHeaders.Version;
            return TypedResults.Problem("This door speaks tus 1.0.0.", statusCode: StatusCodes.Status412PreconditionFailed);
        }

        if (await who(http) is not { } by)
            return new NoSuchUpload().ToProblem();
        http.Features.Set(by);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null; // the upload has its own
        try
        {
            return await next(call);
        }
        catch (IOException e) when (UploadReceiver.IsNoRoom(e))
        {
            return new DiskFull().ToProblem();
        }
    }

    /// <summary>Both kinds of visitors come with a cookie, so another site's page must not be able to send in their name.</summary>
    private static async Task<bool> BearsTokenAsync(HttpContext http)
    {
        try
        {
            await http.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(http);
            return true;
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }

    private static NoContent Options(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers["Tus-Version"] = TusHeaders.Version;
        headers["Tus-Extension"] = TusHeaders.Extensions;
        headers["Tus-Checksum-Algorithm"] = "sha1,sha256";
        headers["Tus-Max-Size"] = By(http).MaxBytes.ToString(CultureInfo.InvariantCulture);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> CreateAsync(HttpContext http, UploadReceiver uploads, CancellationToken ct)
    {
        var request = http.Request;
        var metadata = request.Headers["Upload-Metadata"].ToString();
        if (TusHeaders.Metadata(metadata) is not { } answers)
            return new BadHeader("Upload-Metadata", "write each name with its value in base64, with commas between them.").ToProblem();
        if (UploadSaid.Read(answers).Refused(out var refusal, out var said))
            return refusal.ToProblem();
        var concat = request.Headers["Upload-Concat"].ToString();
        if (concat.StartsWith("final;", StringComparison.Ordinal))
            return await JoinAsync(http, uploads, concat, said, metadata, ct);
        var length = request.Bytes("Upload-Length");
        if (length is null && request.Headers["Upload-Defer-Length"] != "1")
            return new BadHeader("Upload-Length", "say how many bytes the file has, or Upload-Defer-Length: 1.").ToProblem();
        var part = concat is "partial" ? UploadPart.Partial : UploadPart.Whole;
        if ((await uploads.BeginAsync(length, part, said, metadata, By(http), ct)).Refused(out refusal, out var upload))
            return refusal.ToProblem();
        http.Response.Headers.Location = $"{request.PathBase}{request.Path}/{upload.Id}";
        Expires(http, upload);
        if (!IsStretch(request) && length is not 0)
            return TypedResults.StatusCode(StatusCodes.Status201Created);
        return await AddAsync(http, uploads, upload.Id, offset: 0, StatusCodes.Status201Created, ct);
    }

    private static async Task<IResult> JoinAsync(
        HttpContext http,
        UploadReceiver uploads,
        string concat,
        UploadSaid said,
        string metadata,
        CancellationToken ct
    )
    {
        if (TusHeaders.Parts(concat) is not { } parts)
            return new BadHeader("Upload-Concat", "name the addresses of one to a hundred partial uploads.").ToProblem();
        if ((await uploads.JoinAsync(parts, said, metadata, By(http), ct)).Refused(out var refusal, out var joined))
            return refusal.ToProblem();
        http.Response.Headers.Location = $"{http.Request.PathBase}{http.Request.Path}/{joined.Upload.Id}";
        return TypedResults.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<IResult> HeadAsync(Guid id, HttpContext http, UploadReceiver uploads, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if ((await uploads.FindAsync(id, By(http), ct)).Refused(out var refusal, out var found))
            return TypedResults.StatusCode(refusal.Status);
        var headers = http.Response.Headers;
        headers["Upload-Offset"] = found.Offset.ToString(CultureInfo.InvariantCulture);
        if (found.Upload.Length is { } length)
            headers["Upload-Length"] = length.ToString(CultureInfo.InvariantCulture);
        else
            headers["Upload-Defer-Length"] = "1";
        if (found.Upload.Metadata.Length > 0)
            headers["Upload-Metadata"] = found.Upload.Metadata;
        if (found.Upload.Part is not UploadPart.Whole)
            headers["Upload-Concat"] = found.Upload.Part is UploadPart.Partial ? "partial" : "final";
        Expires(http, found.Upload);
        return TypedResults.Ok();
    }

    private static async Task<IResult> PatchAsync(Guid id, HttpContext http, UploadReceiver uploads, CancellationToken ct)
    {
        if (!IsStretch(http.Request))
            return TypedResults.Problem(
                "Send the bytes as application/offset+octet-stream.",
                statusCode: StatusCodes.Status415UnsupportedMediaType
            );
        if (http.Request.Bytes("Upload-Offset") is not { } offset)
            return new BadHeader("Upload-Offset", "say how many bytes are here already.").ToProblem();
        return await AddAsync(http, uploads, id, offset, StatusCodes.Status204NoContent, ct);
    }

    private static async Task<IResult> AddAsync(
        HttpContext http,
        UploadReceiver uploads,
        Guid id,
        long offset,
        int status,
        CancellationToken ct
    )
    {
        var request = http.Request;
        if (!request.TryChecksum(out var checksum))
            return new BadHeader("Upload-Checksum", "write sha1 or sha256 and the hash in base64.").ToProblem();
        var stretch = new Stretch(request.Body, request.ContentLength, checksum);
        var added = await uploads.AddAsync(id, offset, request.Bytes("Upload-Length"), stretch, By(http), ct);
        if (added.Refused(out var refusal, out var progress))
            return refusal.ToProblem();
        http.Response.Headers["Upload-Offset"] = progress.Offset.ToString(CultureInfo.InvariantCulture);
        Expires(http, progress.Upload);
        return TypedResults.StatusCode(status);
    }

    private static async Task<IResult> DeleteAsync(Guid id, HttpContext http, UploadReceiver uploads, CancellationToken ct) =>
        (await uploads.EndAsync(id, By(http), ct)).Refused(out var refusal, out _) ? refusal.ToProblem() : TypedResults.NoContent();

    /// <summary>For senders that can only post: the protocol's <c>X-HTTP-Method-Override</c>.</summary>
    private static Task<IResult> OverrideAsync(Guid id, HttpContext http, UploadReceiver uploads, CancellationToken ct) =>
        http.Request.Headers["X-HTTP-Method-Override"].ToString() switch
        {
            "PATCH" => PatchAsync(id, http, uploads, ct),
            "DELETE" => DeleteAsync(id, http, uploads, ct),
            _ => Task.FromResult<IResult>(TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed)),
        };

    private static UploadBy By(HttpContext http) =>
        http.Features.Get<UploadBy>() ?? throw new InvalidOperationException("Nobody was let in by this door.");

    private static bool IsStretch(HttpRequest request) => request.ContentType is "application/offset+octet-stream";

    private static void Expires(HttpContext http, Upload upload)
    {
        if (!upload.Done)
            http.Response.Headers["Upload-Expires"] = upload.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
    }
}
