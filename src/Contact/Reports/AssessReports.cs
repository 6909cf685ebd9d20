using System.Text.Json;
using Bluelamp.Contact.Inbox;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;
using Bluelamp.Risk;

namespace Bluelamp.Contact.Reports;

/// <summary>
/// Weighs a report under the latest THRIVE model: the facts of the form, and what Records already knows of the people and the place at that moment.
/// </summary>
public sealed class ReportAssessor(PriorHistory history, CurrentDefinitions definitions)
{
    private const string Model = "thrive";

    public async Task<ReportAssessed> AssessAsync(
        Id<Report> report,
        ReportContent content,
        JsonElement facts,
        Viewer viewer,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var known = await history.OfAsync(Question(content), viewer, at, ct);
        var model = definitions.Latest<RiskModel>(Model);
        var assessment = Assessor.Assess(
            model,
            Facts.Of(model.Value, [.. Of(facts), .. Of(JsonSerializer.SerializeToElement(known, LedgerJson.Options))])
        );
        return new(report, assessment.Grade, assessment.Band.Title.En, assessment.Score, assessment.Route.Title.En, assessment.ToJson());
    }

    private static HistoryQuestion Question(ReportContent content) =>
        new([.. content.People.Select(static p => new PersonSaid(p.Role, p.Said))], content.Where, [LikelyOffence.Of(content)]);

    private static IEnumerable<KeyValuePair<string, JsonElement>> Of(JsonElement facts) =>
        facts.ValueKind is JsonValueKind.Object ? facts.EnumerateObject().Select(static f => KeyValuePair.Create(f.Name, f.Value)) : [];
}

/// <summary>Assesses each report as soon as it is in. A second run finds the first and comes to nothing.</summary>
internal sealed class AssessReports(ILedger ledger, ReportAssessor assessor) : IReaction
{
    public string Name => "contact.assess-report";

    public IReadOnlyCollection<Type> To => [typeof(ReportSubmitted)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (entry.Event is not ReportSubmitted said)
            return; // its content was lawfully erased meanwhile
        var viewer = Viewer.System(entry.Force, "risk-assessment");
        var assessed = await assessor.AssessAsync(said.Report, said.Content, said.Facts, viewer, entry.At, ct);
        (await ledger.DecideAsync(said.Report, new AssessReport(said.Report, assessed), viewer, ct)).OrThrow();
    }
}
