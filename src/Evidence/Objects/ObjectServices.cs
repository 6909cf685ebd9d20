using Bluelamp.Kernel.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Objects;

/// <summary>Registers physical exhibits and their hand-overs.</summary>
internal static class ObjectServices
{
    public static void AddObjects(this IServiceCollection services) =>
        services
            .AddSingleton<IView, HandOverView>()
            .AddSingleton<IView, SignatureView>()
            .AddSingleton<HandOverList>()
            .AddSingleton<SignatureKeeper>()
            .AddSingleton(new DeskPart(typeof(WaitingForYou), "evidence.read", Order: 10));
}
