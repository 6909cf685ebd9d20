using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Captions;

/// <summary>Registers captions of recordings.</summary>
internal static class CaptionServices
{
    public static void AddCaptions(this IServiceCollection services) =>
        services
            .AddSingleton<IView, CaptionView>()
            .AddSingleton<CaptionList>()
            .AddSingleton<CaptionKeeper>()
            .AddSingleton<IEntryWords, CaptionWords>();
}
