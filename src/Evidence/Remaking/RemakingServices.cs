using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Remaking;

/// <summary>Registers what makes derivatives and versions again.</summary>
internal static class RemakingServices
{
    public static void AddRemaking(this IServiceCollection services) =>
        services
            .AddSingleton<Remaker>()
            .AddSingleton<MadeList>()
            .AddSingleton<RemakeCheck>()
            .AddSingleton<Mending>()
            .AddSingleton<IEntryWords, RemakingWords>();
}
