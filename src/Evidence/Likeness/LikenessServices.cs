using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Likeness;

/// <summary>Registers what finds exhibits that look alike.</summary>
internal static class LikenessServices
{
    public static void AddLikeness(this IServiceCollection services) =>
        services
            .AddSingleton<IView, FrameView>()
            .AddSingleton<IReaction, HashFrames>()
            .AddSingleton<IEntryWords, LikenessWords>()
            .AddSingleton<LikenessList>();
}
