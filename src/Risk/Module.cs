using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Risk;

/// <summary>Threat, harm and risk models as data: assess, explain, replay.</summary>
public sealed class Module : IModule
{
    public string Name => "risk";

    public void AddServices(IServiceCollection services) => services.AddDefinitionKind<RiskModelKind>();

    public void MapEndpoints(IEndpointRouteBuilder routes) { }
}
