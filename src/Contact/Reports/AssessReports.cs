using System.Text.Json;
using Bluelamp.Contact.Inbox;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;
using Bluelamp.Risk;

namespace Bluelamp.Contact.Reports;

/// <summary>
/// Assesses each report as soon as it is in: the facts of the form, and what Records already knows of the people and the place, under the latest
/// THRIVE model. A second run finds the first and comes to nothing.
/// </summary>
internal sealed class AssessReports(ILedger ledger, PriorHistory history, CurrentDefinitions definitions) : IReaction
{
    private const string Model = "thrive";

    public string Name => "contact.assess-report";

    public IReadOnlyCollection<Type> To => [typeof(ReportSubmitted)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (entry.Event is not ReportSubmitted submitted)
            return; // its content was lawfully erased meanwhile
        var viewer = Viewer.System(entry.Force, "risk-assessment");
        var known = await history.OfAsync(Question(submitted.Content), viewer, entry.At, ct);
        var model = definitions.Latest<RiskModel>(Model);
        var assessment = Assessor.Assess(
            model,
            Facts.Of(model.Value, [.. Of(submitted.Facts), .. Of(JsonSerializer.SerializeToElement(known, LedgerJson.Options))])
        );
        var assessed = new ReportAssessed(
            submitted.Report,
            assessment.Grade,
            assessment.Band.Title.En,
            assessment.Score,
            assessment.Route.Title.En,
            assessment.ToJson()
        );
        (await ledger.DecideAsync(submitted.Report, new AssessReport(submitted.Report, assessed), viewer, ct)).OrThrow();
    }

    private static HistoryQuestion Question(ReportContent content) =>
        new([.. content.People.Select(static p => new PersonSaid(p.Role, p.Said))], content.Where, [LikelyOffence.Of(content)]);

    private static IEnumerable<KeyValuePair<string, JsonElement>> Of(JsonElement facts) =>
        facts.ValueKind is JsonValueKind.Object ? facts.EnumerateObject().Select(static f => KeyValuePair.Create(f.Name, f.Value)) : [];
}
