using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Messages;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Sealing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Kernel;

/// <summary>Kernel's own pages and workers: sign-in, staff, purposes, audit, operations.</summary>
public sealed class KernelModule : IModule
{
    public string Name => "kernel";

    public IEnumerable<NavigationLink> Navigation =>
        [
            new("Staff", "/staff", "access.users"),
            new("Consultations", "/audit/consultations", "access.audit"),
            new("Restricted", "/break-glass", "records.break-glass"),
            new("Disposal", "/disposal", "ledger.dispose"),
            new("Outbox", "/outbox", "operations.outbox"),
            new("Reactions", "/operations/reactions", "operations.reactions"),
        ];

    public void AddServices(IServiceCollection services)
    {
        services.AddAccess();
        services.AddMessages();
        services.AddSingleton<IEntryWords, DisposalWords>();
        services.AddSingleton<ReadinessCheck>().AddSingleton<Sweeper>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapAccess();
}
