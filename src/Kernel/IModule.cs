using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Kernel;

/// <summary>A module's one public door. Host lists the modules; nothing else knows of them all.</summary>
public interface IModule
{
    /// <summary>Its name in URLs, permissions and SQL schemas: <c>records</c>.</summary>
    string Name { get; }

    void AddServices(IServiceCollection services);

    void MapEndpoints(IEndpointRouteBuilder routes);

    /// <summary>What the desk's navigation offers, in order.</summary>
    IEnumerable<NavigationLink> Navigation => [];
}

/// <summary>A line of the desk's navigation, shown to those who may.</summary>
/// <param name="Says">What one finds there, for the desk's first page.</param>
/// <param name="Order">Its place among all of them; what is used most comes first.</param>
public sealed record NavigationLink(string Title, string Href, string Permission, string Says, int Order);
