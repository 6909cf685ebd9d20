using Bluelamp.Kernel.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Media;

/// <summary>Registers what makes derivatives.</summary>
internal static class MediaServices
{
    public static void AddMedia(this IServiceCollection services)
    {
        services.AddSingleton(static s => s.GetService<IConfiguration>()?.GetSection("Media").Get<MediaOptions>() ?? new MediaOptions());
        services.AddSingleton<Sandbox>().AddSingleton<Lanes>().AddSingleton<Studio>().AddSingleton<DerivativeWorks>();
        services.AddSingleton<ISweep>(static s => s.GetRequiredService<Studio>());
        services.AddSingleton<IReaction, MakeDerivatives>();
        services.AddSingleton<IReaction>(static s => ActivatorUtilities.CreateInstance<MakeFilms>(s, Lane.Film));
        services.AddSingleton<IReaction>(static s => ActivatorUtilities.CreateInstance<MakeFilms>(s, Lane.LongFilm));
        services.AddSingleton<IView, DerivativeView>().AddSingleton<IView, ExaminedView>().AddSingleton<DerivativeList>();
        services.AddSingleton<IEntryWords, MediaWords>();
    }
}
