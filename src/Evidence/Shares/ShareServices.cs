using Bluelamp.Kernel.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Shares;

internal static class ShareServices
{
    public static void AddShares(this IServiceCollection services)
    {
        services.AddSingleton<ShareList>().AddSingleton<Sharing>().AddSingleton<PublicShare>().AddSingleton<SharedPages>();
        services.AddSingleton<IView, ShareView>().AddSingleton<IView, ShareItemView>().AddSingleton<IView, ShareAccessView>();
        services.AddSingleton<IView, WatermarkView>().AddSingleton<IReaction, MakeWatermarks>();
        services
            .AddSingleton<IEntryWords, ShareWords>()
            .AddSingleton<IRecordNames, ShareNames>()
            .AddSingleton<ICompanions, ShareCompanions>();
    }
}
