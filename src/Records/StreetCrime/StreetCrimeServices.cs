using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Records.StreetCrime.Import;
using Bluelamp.Records.StreetCrime.Map;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Records.StreetCrime;

/// <summary>What the published open data of street crime brings to the module.</summary>
internal static class StreetCrimeServices
{
    public static IServiceCollection AddStreetCrime(this IServiceCollection services) =>
        services
            .AddSingleton<IImport, PoliceUkImport>()
            .AddSingleton<IView, StreetBatchView>()
            .AddSingleton<IEntryWords, StreetWords>()
            .AddSingleton<IBatchProof, StreetBatchProof>()
            .AddSingleton<StreetState>()
            .AddSingleton<StreetVocabulary>()
            .AddSingleton<StreetCrimes>()
            .AddSingleton<StopSearches>()
            .AddSingleton<IReaction, StreetText>()
            .AddSingleton<ISearchSource, StreetSearch>()
            .AddSingleton<StreetTiles>();
}
