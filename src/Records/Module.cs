using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Records.People.Import;
using Bluelamp.Records.StreetCrime;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Records;

/// <summary>The one list: crimes, people, places, vehicles and things, how they are linked, and how they are found.</summary>
public sealed class Module : IModule
{
    public string Name => "records";

    public IEnumerable<NavigationLink> Navigation =>
        [
            new("Crimes", "records/crimes", "records.read", "What was recorded, the newest first.", 30),
            new("Search", "search", "records.search", "People, places, crimes, vehicles, numbers, words.", 20),
            new(
                "Who is who",
                "records/who-is-who",
                "records.confirm-identity",
                "People found to be one, who wait for a second person.",
                35
            ),
            new("Same person?", "records/review", "records.identify", "People who may be one, for you to judge.", 34),
            new("Street crime", "records/street-crime", "street-crime.read", "Published open data, as a list and on the map.", 40),
        ];

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<IView, CrimeView>();
        services.AddSingleton<IView, NominalView>().AddSingleton<IView, NominalNameView>();
        services
            .AddSingleton<IView, NominalAliasView>()
            .AddSingleton<IView, AppearanceMoveView>()
            .AddSingleton<Persons>()
            .AddSingleton<IdentityDesk>();
        AddReview(services);
        services.AddSingleton<IView, JoinRequestView>().AddSingleton<JoinRequests>();
        services.AddSingleton<IView, PlaceView>().AddSingleton<IView, VehicleView>().AddSingleton<IView, OrganisationView>();
        services.AddSingleton<IView, CommunicationView>().AddSingleton<IView, AccountView>();
        services.AddSingleton<IView, LinkView>().AddSingleton<IView, MarkerView>();
        services.AddSingleton<IView, ThingSaidView>().AddSingleton<LikelyThings>().AddDefinitionKind<ThingRulesKind>();
        services.AddStreetCrime();
        services
            .AddDefinitionKind<PersonMappingKind>()
            .AddDefinitionKind<PersonRulesKind>()
            .AddSingleton<ImportedPeople>()
            .AddSingleton<IImport, CsvImport>();
        services
            .AddSingleton<CrimeNumbers>()
            .AddSingleton<CrimeList>()
            .AddSingleton<CrimeDesk>()
            .AddSingleton<CrimeByReference>()
            .AddSingleton<LinkList>()
            .AddSingleton<MarkerLines>()
            .AddSingleton<NearPlaces>()
            .AddSingleton<PlaceFinder>();
        services.AddSingleton<RecordFinder>(CrimeFinder.Find).AddSingleton<CodeNames>();
        services.AddSingleton<IEntryWords, RecordWords>().AddSingleton<IRecordNames, RecordLabels>();
        services
            .AddSingleton<IView, AppearanceView>()
            .AddSingleton<ValueFrequencies>()
            .AddSingleton<PersonLikeness>()
            .AddSingleton<LikeliestPeople>()
            .AddSingleton<ICandidates, ResolvedCandidates>()
            .AddSingleton<PriorHistory>()
            .AddSingleton<WhatIsKnown>()
            .AddSingleton<OpenMatters>()
            .AddSingleton<PartsInCrimes>()
            .AddSingleton<PeopleElsewhere>();
        services.AddSingleton<PlacePositions>().AddSingleton<SearchBox>().AddSingleton<ISearchSource, CrimeReferenceSearch>();
        services
            .AddSingleton<DescribedPeople>()
            .AddSingleton<PeopleSearch>()
            .AddSingleton<ISearchSource>(static s => s.GetRequiredService<PeopleSearch>());
        services.AddSingleton<ISearchSource, VehicleSearch>().AddSingleton<ISearchSource, CommunicationSearch>();
        services.AddSingleton<ISearchSource, AccountSearch>();
        services.AddSingleton<ISearchSource, PlaceSearch>().AddSingleton<ISearchSource, OrganisationSearch>();
        services.AddSingleton<ISearchSource, CrimeWordSearch>();
    }

    private static void AddReview(IServiceCollection services)
    {
        services.AddSingleton<IView, PersonPairView>().AddSingleton<IView, PairJudgementView>();
        services
            .AddSingleton<PairsToReview>()
            .AddSingleton<PairsOfPerson>()
            .AddSingleton<JudgedPairs>()
            .AddSingleton<ReviewDesk>()
            .AddSingleton<PairHarm>()
            .AddSingleton<DecidedByPeople>()
            .AddSingleton<AllThatIsKnown>()
            .AddSingleton<ConcernedPeople>()
            .AddSingleton<ProposedPairs>()
            .AddSingleton<IReaction, ProposePairs>();
        services
            .AddSingleton<IView, SplitProposalView>()
            .AddSingleton<SplitsToReview>()
            .AddSingleton<HoldsTogether>()
            .AddSingleton<ProposedSplits>();
        services.AddSingleton<IReaction, ProposeSplits>().AddSingleton<IReaction, FollowProposals>();
        services.AddSingleton<ICompanions, PairCompanions>().AddSingleton<ICompanions, SplitCompanions>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapStreetCrime();
        routes.MapReview();
    }
}
