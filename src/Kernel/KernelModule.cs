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
            new("Staff", "/staff", "access.users", "Who works here, and what they may do.", 50),
            new("Consultations", "/audit/consultations", "access.audit", "Who looked at what, and why.", 60),
            new("Restricted", "/break-glass", "records.break-glass", "Open a closed record, for a reason that its owner is told.", 70),
            new("Disposal", "/disposal", "ledger.dispose", "Erase what must lawfully be disposed of.", 75),
            new("Outbox", "/outbox", "operations.outbox", "Messages that were sent out.", 80),
            new("Reactions", "/operations/reactions", "operations.reactions", "Work that failed and waits to be tried again.", 90),
        ];

    public void AddServices(IServiceCollection services)
    {
        services.AddAccess();
        services.AddMessages();
        services.AddSingleton<IEntryWords, DisposalWords>();
        services.AddSingleton<ReadinessCheck>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapAccess();
}
