using Bluelamp.Kernel.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Kernel;

/// <summary>Kernel's own pages and workers: sign-in, staff, purposes, audit, operations.</summary>
public sealed class KernelModule : IModule
{
    public string Name => "kernel";

    public IEnumerable<NavigationLink> Navigation => [];

    public void AddServices(IServiceCollection services) => services.AddAccess();

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapAccess();
}
