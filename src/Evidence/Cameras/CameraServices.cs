using Bluelamp.Kernel.Sealing;
using Bluelamp.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence.Cameras;

internal static class CameraServices
{
    public static void AddCameras(this IServiceCollection services)
    {
        services.AddSingleton<OwnerList>().AddSingleton<CameraDesk>();
        services.AddSingleton<CameraList>().AddSingleton<CamerasInArea>().AddSingleton<FootageList>().AddSingleton<FootageDesk>();
        services.AddSingleton<IView, OwnerView>().AddSingleton<IView, CameraView>().AddSingleton<IView, FootageView>();
        services.AddSingleton<IView, FootageDoorView>().AddSingleton<IView, DoorEntryView>();
        services
            .AddSingleton<IEntryWords, CameraWords>()
            .AddSingleton<IRecordNames, CameraNames>()
            .AddSingleton<IRecordNames, OwnerNames>();
        services.AddSingleton<ICompanions, FootageCompanions>().AddSingleton<ICompanions, OwnerCompanions>();
        services.AddSingleton(new RecordPart(typeof(FootageOfRecord), "evidence.cameras", Order: 12));
    }
}
