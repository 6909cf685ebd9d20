using System.Security.Claims;
using System.Text.Encodings.Web;
using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bluelamp.Kernel.Access;

/// <summary>Which session a request belongs to.</summary>
internal sealed record CurrentSession(Guid Id);

/// <summary>
/// Recognises staff by their session, and gives the request its <see cref="Viewer"/>. Whoever has none is a member of the public. A force's own
/// identity provider will be a second way to begin a session; it ends here all the same.
/// </summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Sessions sessions,
    Roles roles,
    ForceProfile force
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Token(Context) is not { Length: > 0 } token)
            return AuthenticateResult.NoResult();
        if (Context.Features.Get<Viewer>() is { } known)
            return Recognised(known);
        if (Context.Features.Get<IExceptionHandlerFeature>() is not null || await FindAsync(token) is not { } viewer)
            return AuthenticateResult.NoResult();
        Context.Features.Set(viewer);
        return Recognised(viewer);
    }

    /// <summary>Pages lead to the sign-in and back; programs are told.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!Answers.WantsPage(Request))
            return Answers.ProblemAsync(Context, StatusCodes.Status401Unauthorized, "signed-out", "Sign in first.");
        var back = Uri.EscapeDataString($"{Request.PathBase}{Request.Path}{Request.QueryString}");
        Response.Redirect($"{Request.PathBase}/sign-in?back={back}");
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (!Answers.WantsPage(Request))
            return Answers.ProblemAsync(Context, StatusCodes.Status403Forbidden, "not-your-role", "This is for people with another role.");
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private async Task<Viewer?> FindAsync(string token)
    {
        if (await sessions.FindAsync(force.Code, token, Context.RequestAborted) is not { } live)
            return null;
        Context.Features.Set(new CurrentSession(live.Session));
        return new(
            live.Person,
            live.Name,
            force.Code,
            roles.Permissions(live.Roles),
            roles.Clearance(live.Roles),
            live.PurposeCode is null ? roles.Purpose(live.Roles) : new(live.PurposeCode, live.PurposeReference),
            [live.Person, .. live.Opened]
        );
    }

    private AuthenticateResult Recognised(Viewer viewer)
    {
        var person = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, viewer.Person.ToString())], Scheme.Name);
        return AuthenticateResult.Success(new(new(person), Scheme.Name));
    }
}
