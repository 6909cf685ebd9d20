using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel.Access;

/// <summary>Names of policies that are not permissions.</summary>
public static class Policies
{
    /// <summary>Anybody who is signed in as staff: their own desk, account and purpose.</summary>
    public const string Staff = "staff";
}

/// <summary>A policy is the name of a permission: <c>RequireAuthorization("records.read")</c>, <c>[Authorize("records.read")]</c>.</summary>
internal sealed class PermissionPolicies : IAuthorizationPolicyProvider
{
    private static readonly AuthorizationPolicy Staff = Needs(permission: null);
    private static readonly AuthorizationPolicy Undeclared = new AuthorizationPolicyBuilder(SessionHandler.SchemeName)
        .AddRequirements(new Declared())
        .Build();

    private static readonly Dictionary<string, AuthorizationPolicy> ByName = Permissions
        .All.Keys.Select(static p => (Name: p, Policy: Needs(p)))
        .Append((Policies.Staff, Staff))
        .ToDictionary(static p => p.Item1, static p => p.Item2, StringComparer.Ordinal);

    /// <summary>An unknown name is a defect, and throws when the endpoint is asked for.</summary>
    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => Task.FromResult(ByName.GetValueOrDefault(policyName));

    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(Staff);

    /// <summary>For what declares nothing: what is not said to be public is for staff.</summary>
    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(Undeclared);

    private static AuthorizationPolicy Needs(string? permission) =>
        new AuthorizationPolicyBuilder(SessionHandler.SchemeName).AddRequirements(new Needed(permission)).Build();
}

/// <summary>A permission, or only to be staff.</summary>
internal sealed record Needed(string? Permission) : IAuthorizationRequirement;

/// <summary>To be staff, unless the page says that it is public.</summary>
internal sealed record Declared : IAuthorizationRequirement;

/// <summary>Decides by the viewer of the request.</summary>
internal sealed class PermissionCheck(IHttpContextAccessor accessor) : IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        if (accessor.HttpContext is not { } http)
            return Task.CompletedTask;
        var staff = http.Features.Get<Viewer>() is { IsStaff: true } viewer ? viewer : null;
        foreach (var requirement in context.PendingRequirements.ToList())
        {
            if (Allows(requirement, staff, http))
                context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private static bool Allows(IAuthorizationRequirement requirement, Viewer? staff, HttpContext http) =>
        requirement switch
        {
            Needed { Permission: { } permission } => staff?.May(permission) == true,
            Needed => staff is not null,
            Declared => staff is not null || IsPublic(http.GetEndpoint()),
            _ => false,
        };

    /// <summary>No endpoint at all is a page that does not exist.</summary>
    private static bool IsPublic(Endpoint? endpoint) =>
        endpoint is null || endpoint.Metadata.GetMetadata<FaceAttribute>() is { Face: Face.Public or Face.Either };
}
