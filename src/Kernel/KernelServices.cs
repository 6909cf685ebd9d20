using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Live;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>Registers the spine. Host calls it once, with the modules; a test can call it over a database of its own.</summary>
public static class KernelServices
{
    public static IServiceCollection AddKernel(this IServiceCollection services, NpgsqlDataSource source, IReadOnlyList<IModule> modules)
    {
        services.AddSingleton(source).AddSingleton(modules).AddSingleton(TimeProvider.System);
        services.AddSingleton<LedgerClock>().AddSingleton<LedgerSignal>().AddSingleton(new EventTypes(modules)).AddSingleton<EntryReader>();
        services
            .AddSingleton<ILedger, Ledger>()
            .AddSingleton<Bulk>()
            .AddSingleton<History>()
            .AddSingleton<Rebuild>()
            .AddSingleton<LedgerTail>();
        services.AddSingleton<DatabaseWatch>().AddHostedService(static sp => sp.GetRequiredService<DatabaseWatch>());
        services.AddSingleton<ConsultationLog>().AddHostedService(static sp => sp.GetRequiredService<ConsultationLog>());
        services.AddLive();
        services.AddSingleton<Db>().AddSingleton<ReactionStore>().AddSingleton<ITraces, RetryTraces>().AddSingleton<RecordNames>();
        services.AddDefinitions().AddDefinitionKind<RoleKind>().AddDefinitionKind<CodeListKind>().AddSingleton<Codes>();
        foreach (var module in modules)
            module.AddServices(services);
        return services;
    }

    /// <summary>Runs the reactions and sweeps that the modules registered: in a process with the worker role.</summary>
    public static IServiceCollection AddKernelWorkers(this IServiceCollection services)
    {
        services.AddHostedService<LedgerNotifier>();
        services.AddHostedService<ReactionWorkers>();
        services.AddSingleton<Sweeper>().AddHostedService(static sp => sp.GetRequiredService<Sweeper>());
        return services;
    }
}
