using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Worn;

/// <summary>Registers body-worn video as it comes from its docks.</summary>
internal static class BodyWornServices
{
    public static void AddBodyWorn(this IServiceCollection services) =>
        services.AddSingleton<IView, BodyWornView>().AddSingleton<BodyWornList>().AddSingleton<IEntryWords, BodyWornWords>();
}
