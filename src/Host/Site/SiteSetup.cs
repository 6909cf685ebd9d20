using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.ResponseCompression;

namespace Bluelamp.Host.Site;

/// <summary>The site shell: pages of every module in one frame, in two languages, behind one set of protections.</summary>
public static class SiteSetup
{
    /// <summary>What the site needs, before it is built.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">Sections <c>Force</c> and <c>RateLimits</c>.</param>
    /// <param name="pages">The assemblies of the modules that have pages.</param>
    public static void AddSite(this IServiceCollection services, IConfiguration configuration, IReadOnlyList<Assembly> pages)
    {
        services.AddSingleton(Assets.Find());
        services.AddSingleton(configuration.GetSection("Force").Get<ForceProfile>() ?? new ForceProfile());
        services.AddSingleton(new PageAssemblies(pages));
        services.AddCookieNotes();
        services.AddHttpContextAccessor();
        services.AddRazorComponents();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddCascadingValue(static s => LanguagePrefix.LanguageOf(s.GetRequiredService<IHttpContextAccessor>().HttpContext));
        services.AddAntiforgery(static o =>
        {
            o.Cookie.Name = CookieNotes.FormCookie;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddResponseCompression(static o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes =
            [
                .. ResponseCompressionDefaults.MimeTypes,
                "application/geo+json",
                "application/problem+json",
                "application/vnd.mapbox-vector-tile",
            ];
        });
        services.AddRateLimits(configuration.GetSection("RateLimits").Get<RateLimitOptions>() ?? new RateLimitOptions());
    }

    /// <summary>What stands before sign-in: headers, assets, language, routing. The host adds authentication and authorisation after it.</summary>
    public static void UseSiteBeforeSignIn(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseAssetFiles(app.Services.GetRequiredService<Assets>());
        app.UseErrorPages();
        app.UseSeeOther();
        app.UseLanguagePrefix();
        app.UseRouting();
        app.UseMethodRefusal();
    }

    /// <summary>What stands after sign-in: limits and protection of forms.</summary>
    public static void UseSiteAfterSignIn(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseAntiforgery();
    }

    public static void MapSite(this WebApplication app)
    {
        app.MapTheme();
        app.MapRazorComponents<App>().AddAdditionalAssemblies([.. app.Services.GetRequiredService<PageAssemblies>().Assemblies]);
    }
}
