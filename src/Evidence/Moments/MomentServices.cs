using Bluelamp.Kernel.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Moments;

/// <summary>Registers notes on moments of recordings.</summary>
internal static class MomentServices
{
    public static void AddMoments(this IServiceCollection services) =>
        services
            .AddSingleton<IView, MomentNoteView>()
            .AddSingleton<MomentNoteList>()
            .AddSingleton<MomentNotes>()
            .AddSingleton<ICompanions, MomentNoteCompanions>()
            .AddSingleton<IEntryWords, MomentWords>();
}
