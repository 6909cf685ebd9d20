using Bluelamp.Contact.Api;
using Bluelamp.Contact.Drafts;
using Bluelamp.Contact.Following;
using Bluelamp.Contact.Forms;
using Bluelamp.Contact.Inbox;
using Bluelamp.Contact.Reports;
using Bluelamp.Contact.Sending;
using Bluelamp.Contact.Telling;
using Bluelamp.Kernel.Access;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Live;
using Bluelamp.Kernel.Operations;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Records;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bluelamp.Contact;

/// <summary>The public's door: forms, reports and how to follow them; and the inbox where they are dealt with.</summary>
public sealed class Module : IModule
{
    public string Name => "contact";

    public IEnumerable<NavigationLink> Navigation =>
        [new("Inbox", "inbox", "contact.inbox", "Reports from the public, the most urgent first.", 10)];

    public void AddServices(IServiceCollection services)
    {
        services
            .AddSingleton<IView, ReportView>()
            .AddSingleton<IView, ReportPersonView>()
            .AddSingleton<IView, ReportTextView>()
            .AddSingleton<IEntryWords, ReportEntryWords>()
            .AddSingleton<IRecordNames, ReportNames>()
            .AddSingleton<RecordFinder>(ReportFinder.Find)
            .AddSingleton<ICompanions, ReportCompanions>()
            .AddSingleton<ICurrentRisk, RiskOfReports>()
            .AddSingleton(new RiskTold(typeof(ReportAssessed), typeof(AssessmentOverruled)));
        services.AddDefinitionKind<FormKind>();
        services
            .AddSingleton(DraftSecret.Note)
            .AddSingleton<DraftStore>()
            .AddSingleton<ITraces, DraftTraces>()
            .AddSingleton<ReportDesk>()
            .AddSingleton<FollowedReports>();
        services.AddSingleton(FilesOfReporter.WayBack);
        services.AddSingleton(FollowSession.Note).AddSingleton<FollowSession>();
        services.AddSingleton<Idempotency>().AddSingleton<ReportsApi>();
        services.AddSingleton<ISweep>(static s => s.GetRequiredService<Idempotency>());
        services.AddSingleton<ISweep>(static s => s.GetRequiredService<DraftStore>());
        services.AddSingleton<LostCodes>().AddSingleton<IReaction, ConfirmReport>().AddSingleton<IReaction, TellReporter>();
        services
            .AddSingleton<ReportAssessor>()
            .AddSingleton<IReaction, AssessReports>()
            .AddSingleton<IReaction, ListPeopleOfClosedReports>();
        services.AddSingleton<ISearchSource, ReportReferenceSearch>().AddSingleton<ISearchSource, ReportWordSearch>();
        services
            .AddSingleton<ReportsOfPerson>()
            .AddSingleton(new RecordPart(typeof(OpenReportsOf), "contact.inbox", Order: 5, First: true));
        services.AddSingleton<InboxList>().AddSingleton<Grades>().AddSingleton<ReportKinds>().AddSingleton<SimilarReports>();
        services.AddSingleton(
            new LiveList(
                "inbox",
                "contact.inbox",
                static e => string.Equals(e.GetType().Namespace, typeof(Report).Namespace, StringComparison.Ordinal)
            )
        );
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => ReportsApi.Map(routes);
}
