using System.Net.Http.Headers;
using Bluelamp.Kernel.Web;
using Bluelamp.Tests.Harness;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Bluelamp.Tests.Kernel.Access;

/// <summary>One endpoint with one method: a door that opens to some.</summary>
internal sealed record Door(string Method, RouteEndpoint Endpoint)
{
    public string Route => "/" + Endpoint.RoutePattern.RawText?.TrimStart('/');

    /// <summary>The policies that it names; none for a door that is public or undeclared.</summary>
    public IReadOnlyList<string> Policies =>
        [.. Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(static a => a.Policy).OfType<string>()];

    public bool IsPublic => SaysAnonymous || Endpoint.Metadata.GetMetadata<FaceAttribute>() is { Face: Face.Public or Face.Either };

    public bool SaysAnonymous => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>A page of the public face, as opposed to an endpoint for programs or forms.</summary>
    public bool IsPage => Endpoint.Metadata.GetMetadata<FaceAttribute>() is not null;

    /// <summary>The public API: it reads no session, so nobody's session can be abused through it.</summary>
    public bool IsForPrograms => SaysAnonymous && Route.StartsWith("/api/", StringComparison.Ordinal);

    public bool IsSafe => Method is "GET" or "HEAD";

    /// <summary>Every door of ours. What the framework itself maps falls under the rule for what declares nothing: it is for staff.</summary>
    public static IReadOnlyList<Door> All(TestHost host) =>
        [
            .. host.Get<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(static e => e.RoutePattern.RawText?.TrimStart('/').StartsWith("_framework/", StringComparison.Ordinal) != true)
                .Where(static e => e.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 })
                .SelectMany(
                    static e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods,
                    static (e, method) => new Door(method, e)
                ),
        ];

    /// <summary>A request at this door, as a browser sends it, for a record that does not exist.</summary>
    public HttpRequestMessage Knock()
    {
        var request = new HttpRequestMessage(new(Method), Address())
        {
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/html") } },
        };
        if (!IsSafe)
            request.Content = new FormUrlEncodedContent([]);
        return request;
    }

    public override string ToString() => $"{Method} {Route}";

    private string Address()
    {
        var segments = Endpoint.RoutePattern.PathSegments.Select(static s => string.Concat(s.Parts.Select(Filled)));
        return "/" + string.Join('/', segments);
    }

    private static string Filled(RoutePatternPart part) =>
        part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { ParameterPolicies: var policies } when policies.Any(static p => p.Content is "int" or "long") =>
                "404",
            RoutePatternParameterPart { ParameterPolicies: var policies } when policies.Any(IsHash) => new string('4', 64),
            _ => "00000000-0000-7000-8000-000000000404",
        };

    /// <summary>A published reference is a SHA-256 in hex.</summary>
    private static bool IsHash(RoutePatternParameterPolicyReference policy) => policy.Content is "length(64)";
}
