using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Kernel.Definitions;

public static class DefinitionServices
{
    /// <summary>The definitions in force, and their reload in development.</summary>
    public static IServiceCollection AddDefinitions(this IServiceCollection services) =>
        services.AddSingleton<CurrentDefinitions>().AddHostedService<DefinitionWatcher>();

    /// <summary>Registers a kind of definition; the module that reads it does this.</summary>
    public static IServiceCollection AddDefinitionKind<TKind>(this IServiceCollection services)
        where TKind : class, IDefinitionKind => services.AddSingleton<IDefinitionKind, TKind>();
}
