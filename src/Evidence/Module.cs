using Bluelamp.Evidence.Bulk;
using Bluelamp.Evidence.Bundles;
using Bluelamp.Evidence.Cameras;
using Bluelamp.Evidence.Captions;
using Bluelamp.Evidence.Doors;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Fixity;
using Bluelamp.Evidence.Forensics;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Likeness;
using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Moments;
using Bluelamp.Evidence.Moving;
using Bluelamp.Evidence.Objects;
using Bluelamp.Evidence.Reading;
using Bluelamp.Evidence.Remaking;
using Bluelamp.Evidence.Retention;
using Bluelamp.Evidence.Scanning;
using Bluelamp.Evidence.Shares;
using Bluelamp.Evidence.Storing;
using Bluelamp.Evidence.Uploads;
using Bluelamp.Evidence.Versions;
using Bluelamp.Evidence.Watching;
using Bluelamp.Evidence.Worn;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Evidence;

/// <summary>Evidence of any medium: taken in whole, kept unchanged, with every act on it in its chain of custody.</summary>
public sealed class Module : IModule
{
    public string Name => "evidence";

    public IEnumerable<NavigationLink> Navigation =>
        [
            new("Evidence", "evidence", "evidence.read", "Files and objects held as evidence, the newest first.", 32),
            new(
                "Digital forensics",
                "evidence/forensics",
                "forensics.work",
                "Devices that are to be examined, the most pressing first.",
                33
            ),
        ];

    /// <summary>Host adds the <see cref="StoreOptions"/>.</summary>
    public void AddServices(IServiceCollection services)
    {
        services.AddStorage();
        services.AddSingleton<ISweep, ErasedContents>().AddSingleton<EvidenceIntake>();
        services
            .AddSingleton<IView, ExhibitView>()
            .AddSingleton<ICompanions, ExhibitCompanions>()
            .AddSingleton<ExhibitList>()
            .AddSingleton<CustodyOfParts>();
        services.AddObjects();
        services.AddUploads();
        services.AddFixity();
        services.AddSingleton<BulkIntake>().AddTransient<BulkWatch>();
        services.AddRetention();
        services.AddBodyWorn();
        services.AddMedia();
        services.AddSingleton<Bundler>().AddSingleton<CustodyPage>();
        services.AddSingleton(new RecordPart(typeof(EvidenceOf), "evidence.read", Order: 10));
        services.AddSingleton<EvidenceOfCrimes>().AddSingleton(new RecordPart(typeof(EvidenceOfTheirCrimes), "evidence.read", Order: 11));
        services.AddSingleton(DoorSession.Note).AddSingleton<DoorSession>().AddSingleton<PublicDoor>();
        services.AddSingleton<CountedFor>(DoorLimits.Of);
        services.AddSingleton<IView, DoorView>().AddSingleton<DoorList>().AddSingleton<IEntryWords, DoorWords>();
        services.AddCameras();
        services.AddShares();
        services.AddVersions();
        services.AddSingleton<DocumentReader>();
        services.AddRemaking();
        services.AddMoments();
        services.AddCaptions();
        services.AddSingleton<CameraBeside>();
        services.AddLikeness();
        services.AddScanning();
        services.AddForensics();
        services.AddSingleton<IEntryWords, ExhibitWords>().AddSingleton<IRecordNames, ExhibitNames>();
        services.AddSingleton<ISearchSource, ExhibitSearch>();
        services.AddSingleton<LinkObjection>(static s => ReferenceGuard.Of(s.GetRequiredService<ExhibitList>()));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapOriginals();
        routes.MapUploads();
        routes.MapPublicUploads();
        routes.MapDerivatives();
        routes.MapCaptions();
        routes.MapSignatures();
        routes.MapBundles();
        routes.MapShared();
        routes.MapSharedBundle();
        routes.MapDocumentPages();
    }
}
