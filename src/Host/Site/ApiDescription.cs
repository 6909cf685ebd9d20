using Bluelamp.Kernel.Web;
using Microsoft.OpenApi;

namespace Bluelamp.Host.Site;

/// <summary><c>/openapi/v1.json</c>: what programs may ask of <c>/api</c>, in OpenAPI 3.1. Each endpoint describes itself.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            static o =>
            {
                o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                o.ShouldInclude = static endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) is true;
                o.AddDocumentTransformer(
                    static (document, context, _) =>
                    {
                        var force = context.ApplicationServices.GetRequiredService<ForceProfile>();
                        document.Info = new()
                        {
                            Title = $"{force.Name.En}: reports by program",
                            Version = "1",
                            Description =
                                "Reports to the police by program, checked by the same forms as on the pages. In an emergency call 999.",
                            Contact = new() { Name = force.Name.En, Email = force.ContactEmail },
                        };
                        document.Servers = [new() { Url = "/" }];
                        return Task.CompletedTask;
                    }
                );
            }
        );

    public static void MapApiDescription(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/v1.json").AllowAnonymous();
}
