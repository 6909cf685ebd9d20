using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Bluelamp.Host.Site;

/// <summary>Serves the assets: as they were compressed at build time, and for ever, because their names carry their content's hash.</summary>
internal static class AssetFiles
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void UseAssetFiles(this IApplicationBuilder app, Assets assets)
    {
        if (!Directory.Exists(assets.Folder))
            return;
        app.Use(
            (http, next) =>
            {
                PreferCompressed(http.Request, assets.Folder);
                return next(http);
            }
        );
        app.UseStaticFiles(
            new StaticFileOptions
            {
                RequestPath = "/assets",
                FileProvider = new PhysicalFileProvider(assets.Folder),
                ServeUnknownFileTypes = true,
                DefaultContentType = "text/plain",
                OnPrepareResponse = static served => Label(served.Context.Response, served.File.Name),
            }
        );
    }

    private static void PreferCompressed(HttpRequest request, string folder)
    {
        if (
            !request.Path.StartsWithSegments("/assets", StringComparison.Ordinal, out var rest)
            || rest.Value is not { Length: > 1 } name
            || name.AsSpan(1).ContainsAny('/', '\\')
        )
            return;
        var accepted = request.Headers.AcceptEncoding.ToString();
        foreach (var (coding, suffix) in (ReadOnlySpan<(string, string)>)[("br", ".br"), ("gzip", ".gz")])
        {
            if (!accepted.Contains(coding, StringComparison.OrdinalIgnoreCase) || !File.Exists(Path.Combine(folder, name[1..] + suffix)))
                continue;
            request.Path += suffix;
            return;
        }
    }

    private static void Label(HttpResponse response, string file)
    {
        var coding = Path.GetExtension(file) switch
        {
            ".br" => "br",
            ".gz" => "gzip",
            _ => null,
        };
        var plain = coding is null ? file : Path.GetFileNameWithoutExtension(file);
        response.ContentType = Types.TryGetContentType(plain, out var type) ? type : "text/plain";
        if (coding is not null)
            response.Headers.ContentEncoding = coding;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.CacheControl = plain is "manifest.json" ? "no-cache" : "public, max-age=31536000, immutable";
    }
}
