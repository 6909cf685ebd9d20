using Bluelamp.Kernel.Identifiers;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Kernel.Sealing;

/// <summary>Registers sealing, and what else needs the folder of keys, on top of Kernel.</summary>
public static class SealingServices
{
    public static IServiceCollection AddSealing(this IServiceCollection services, SealOptions options) =>
        services
            .AddSingleton(options)
            .AddSingleton<SealKeys>()
            .AddSingleton<IdSecretKeeper>()
            .AddSingleton(static s => s.GetRequiredService<IdSecretKeeper>().Secret)
            .AddSingleton<KeyRotation>()
            .AddSingleton<Sealer>()
            .AddSingleton<Verifier>()
            .AddSingleton<Exporter>()
            .AddSingleton<Disposer>()
            .AddSingleton<DisposalDesk>()
            .AddSingleton<Inclusion>()
            .AddSingleton<StreamProofs>()
            .AddSingleton<SumsDesk>();

    /// <summary>Seals what is committed: in a process with the worker role.</summary>
    public static IServiceCollection AddSealer(this IServiceCollection services) =>
        services.AddHostedService(static sp => sp.GetRequiredService<Sealer>());
}
