using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Bluelamp.Kernel.Access;

/// <summary>Who is asking, and what they may do.</summary>
public static class AccessServices
{
    /// <summary>OWASP, Password Storage Cheat Sheet: PBKDF2 with HMAC-SHA512.</summary>
    private const int HashIterations = 210_000;

    internal static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.TryAddSingleton(static s => Section<ForceProfile>(s, "Force"));
        services.TryAddSingleton(static s => Section<AccessOptions>(s, "Access"));
        services.AddDataProtection();
        services.TryAddSingleton<IPasswordHasher<Staff>>(static _ => new PasswordHasher<Staff>(
            Options.Create(new PasswordHasherOptions { IterationCount = HashIterations })
        ));
        services.AddSingleton<IView, StaffView>().AddSingleton<IView, RestrictionView>().AddSingleton<IView, GlassView>();
        services.AddSingleton<ITraces, StaffTraces>();
        services
            .AddSingleton<Roles>()
            .AddSingleton<Credentials>()
            .AddSingleton<Sessions>()
            .AddSingleton<SignInDesk>()
            .AddSingleton<SetUp>();
        services
            .AddSingleton<StaffRegister>()
            .AddSingleton<StaffViewers>()
            .AddSingleton<Founding>()
            .AddSingleton<Restrictions>()
            .AddSingleton<Purposes>()
            .AddSingleton<Consultations>()
            .AddSingleton<AuditQuery>();
        services.AddSingleton<IReaction, TellOwners>().AddSingleton<IEntryWords, AccessWords>().AddSingleton<IRecordNames, StaffNames>();
        services.AddHttpContextAccessor();
        services.AddScoped(static s => Viewers.Of(s));
        services.AddCascadingValue(static s => s.GetRequiredService<Viewer>());
        services
            .AddAuthentication(SessionHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null);
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddSingleton<IAuthorizationHandler, PermissionCheck>();
        return services;
    }

    /// <summary>Recognises staff, refuses what they may not do, and gathers what they look at. Stands behind routing, before antiforgery and endpoints.</summary>
    public static void UseSignIn(this IApplicationBuilder app)
    {
        app.UseMiddleware<AnswerLooks.Middleware>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<FormTokens>();
    }

    internal static void MapAccess(this IEndpointRouteBuilder routes)
    {
        routes.MapSignOut();
        routes.MapConsultationExport();
    }

    private static T Section<T>(IServiceProvider services, string name)
        where T : class, new() => services.GetService<IConfiguration>()?.GetSection(name).Get<T>() ?? new();
}

/// <summary>The viewer of the request at hand.</summary>
internal static class Viewers
{
    /// <summary>Where there is no request, and where nobody signed in: the public, who see nothing.</summary>
    public static Viewer Of(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<Viewer>()
        ?? Viewer.Public(services.GetRequiredService<ForceProfile>().Code);
}
