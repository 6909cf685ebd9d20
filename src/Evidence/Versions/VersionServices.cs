using Bluelamp.Kernel.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Versions;

/// <summary>Registers clips and redacted copies.</summary>
public static class VersionServices
{
    public static IServiceCollection AddVersions(this IServiceCollection services) =>
        services
            .AddSingleton<IView, VersionView>()
            .AddSingleton<VersionList>()
            .AddSingleton<DocumentWorks>()
            .AddDefinitionKind<NameRuleKind>()
            .AddSingleton<CaseNames>()
            .AddSingleton<IReaction, MakeVersions>()
            .AddSingleton<IEntryWords, VersionWords>();
}
