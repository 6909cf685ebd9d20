using Bluelamp.Records.StreetCrime;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Records;

/// <summary>The one list: crimes, people, places, vehicles and things, how they are linked, and how they are found.</summary>
public sealed class Module : IModule
{
    public string Name => "records";

    public IEnumerable<NavigationLink> Navigation =>
        [new("Crimes", "records/crimes", "records.read"), new("Search", "search", "records.search")];

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<IView, CrimeView>();
        services.AddSingleton<IView, NominalView>().AddSingleton<IView, NominalNameView>();
        services.AddSingleton<IView, PlaceView>().AddSingleton<IView, VehicleView>().AddSingleton<IView, OrganisationView>();
        services.AddSingleton<IView, CommunicationView>().AddSingleton<IView, AccountView>();
        services.AddSingleton<IView, LinkView>().AddSingleton<IView, MarkerView>();
        services.AddStreetCrime();
        services.AddSingleton<CrimeNumbers>().AddSingleton<LinkList>().AddSingleton<MarkerLines>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) { }
}
