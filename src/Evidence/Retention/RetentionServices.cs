using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Retention;

/// <summary>Registers how long evidence is kept, and who may let it go.</summary>
public static class RetentionServices
{
    public static IServiceCollection AddRetention(this IServiceCollection services) =>
        services
            .AddDefinitionKind<RetentionRuleKind>()
            .AddSingleton<IView, KeepingView>()
            .AddSingleton<RetentionPlanner>()
            .AddSingleton<RetentionBasis>()
            .AddSingleton<RetentionRows>()
            .AddSingleton<ITraces>(static s => s.GetRequiredService<RetentionRows>())
            .AddSingleton<IDisposalBar, HeldBack>()
            .AddSingleton<RetentionDesk>()
            .AddSingleton<DueList>()
            .AddSingleton<ISweep, RetentionSweep>()
            .AddSingleton<IReaction, PlanRetention>()
            .AddSingleton<IEntryWords, RetentionWords>();
}
