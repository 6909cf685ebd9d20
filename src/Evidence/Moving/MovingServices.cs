using Bluelamp.Evidence.Fixity;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Sealing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Moving;

internal static class MovingServices
{
    public static void AddStorage(this IServiceCollection services)
    {
        services.AddSingleton(static s =>
            s.GetService<IConfiguration>()?.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions()
        );
        services.AddSingleton<ContentStore>().AddSingleton<DiskRoom>().AddSingleton<PlaceRows>().AddSingleton<StorePlaces>();
        services.AddSingleton(static s => new Contents(
            s.GetRequiredService<ContentStore>(),
            s.GetRequiredService<StorePlaces>(),
            s.GetRequiredService<PlaceRows>(),
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(static s => new Mover(
            s.GetRequiredService<StorePlaces>(),
            s.GetRequiredService<PlaceRows>(),
            s.GetRequiredService<FixityRows>(),
            s.GetRequiredService<ILedger>()
        ));
        services.AddSingleton<MovingWorker>().AddHostedService(static s => s.GetRequiredService<MovingWorker>());
        services.AddSingleton<ITraces, StorageTraces>().AddSingleton<IEntryWords, MovingWords>().AddSingleton<StorageStandings>();
    }
}
