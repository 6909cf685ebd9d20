using Bluelamp.Kernel.Sealing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Fixity;

internal static class FixityServices
{
    public static void AddFixity(this IServiceCollection services)
    {
        services.AddSingleton(static s => s.GetService<IConfiguration>()?.GetSection("Fixity").Get<FixityOptions>() ?? new FixityOptions());
        services.AddSingleton<FixityRows>().AddSingleton<StoreStandings>().AddSingleton<StoreCheck>().AddSingleton<ITraces, FixityTraces>();
        services.AddHostedService<FixityWorker>().AddSingleton<IEntryWords, FixityWords>();
    }
}
