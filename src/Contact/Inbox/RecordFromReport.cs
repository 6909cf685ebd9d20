using System.Collections.Immutable;
using Bluelamp.Contact.Reports;
using Bluelamp.Records;

namespace Bluelamp.Contact.Inbox;

/// <summary>
/// One action, and nothing keyed again: the crime with its people, place, vehicles and property, the links between them, and the end of the
/// report, in one transaction. Pure; ids, number and time are given.
/// </summary>
/// <param name="Chosen">For each person of the report, in order: the nominal that the handler says they are, or <c>null</c> for somebody new.</param>
/// <param name="Proposed">What was proposed to the handler.</param>
/// <param name="Seen">The version of the report that the handler had before them.</param>
public sealed record RecordFromReport(
    short Force,
    Id<Report> Report,
    string ReportReference,
    ReportContent Content,
    DateTimeOffset ReportedAt,
    Id<Crime> Crime,
    CrimeReference Reference,
    string Offence,
    string Narrative,
    ImmutableArray<Id<Nominal>?> Chosen,
    IReadOnlyList<ProposedPerson> Proposed,
    int Seen
)
{
    public IReadOnlyList<Step> Steps() =>
        [Step.For(Report, new CrimeReport(Report, Crime, Reference.ToString(), Proposed), Seen), .. Plan().Steps()];

    private CrimePlan Plan() =>
        new(
            Force,
            Crime,
            Reference,
            Offence,
            Facts(),
            ReportedAt,
            new Source(SourceKind.Report, $"report {ReportReference}", new(Report.Value))
        )
        {
            Where = Content.Where,
            People = [.. Content.People.Select((said, i) => Planned(said, Chosen.ElementAtOrDefault(i)))],
            Vehicles = Content.Vehicles,
            Property = Content.Property,
            Report = new RecordRef(RecordKind.Report, new(Report.Value)),
        };

    /// <summary>Without a time of its own, it is recorded as up to when it was reported.</summary>
    private CrimeFacts Facts() =>
        new(Content.When ?? new TimeRange(ReportedAt), Narrative, Where: Content.Where, Method: Content.Method) { Flags = Content.Flags };

    private static PlannedPerson Planned(SaidPerson person, Id<Nominal>? chosen) =>
        new(chosen ?? Id<Nominal>.New(), chosen is null, person.Role, person.Said);
}
