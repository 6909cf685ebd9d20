using Bluelamp.Kernel.Operations;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Uploads;

internal static class UploadServices
{
    public static void AddUploads(this IServiceCollection services)
    {
        services.AddSingleton<UploadStore>().AddSingleton<UploadFiles>().AddSingleton<UploadReceiver>().AddSingleton<FormIntake>();
        services.AddSingleton<ISweep>(static s => s.GetRequiredService<UploadReceiver>());
        services.AddSingleton<IEntryWords, UploadWords>();
        services.AddSingleton<IStartupFilter, StreamedForms>();
    }
}
