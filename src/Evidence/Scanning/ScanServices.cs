using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Scanning;

/// <summary>Registers the scanner for harmful files.</summary>
internal static class ScanServices
{
    public static void AddScanning(this IServiceCollection services) =>
        services
            .AddSingleton(static s => s.GetService<IConfiguration>()?.GetSection("Scanner").Get<ScanOptions>() ?? new ScanOptions())
            .AddSingleton<Clamd>()
            .AddSingleton<IReaction, ScanExhibits>()
            .AddSingleton<IEntryWords, ScanWords>();
}
