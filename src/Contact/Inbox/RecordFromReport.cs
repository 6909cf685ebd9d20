using System.Collections.Frozen;
using System.Collections.Immutable;
using Bluelamp.Contact.Reports;
using Bluelamp.Records;

namespace Bluelamp.Contact.Inbox;

/// <summary>
/// One action, and nothing keyed again: the crime with its people, place, vehicles and property, the links between them, and the end of the
/// report, in one transaction. Pure; ids, numbers and time are given.
/// </summary>
/// <param name="Chosen">For each person of the report, in order: the nominal that the handler says they are, or <c>null</c> for somebody new.</param>
/// <param name="Proposed">What was proposed to the handler.</param>
/// <param name="Read">The <see cref="Report.News"/> of the report that the handler had before them.</param>
public sealed record RecordFromReport(
    NaturalIds Ids,
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
    int Read
)
{
    /// <summary>A crime for each further victim, when the offence is counted so (<see cref="CountingRules"/>); else they suffered one crime together.</summary>
    public ImmutableArray<NewCrime> Further { get; init; } = [];

    /// <inheritdoc cref="CrimePlan.Closed"/>
    public IReadOnlySet<Guid> Closed { get; init; } = FrozenSet<Guid>.Empty;

    public IReadOnlyList<Step> Steps() =>
        [
            Step.For(Report, new HavingRead(Read, new CrimeReport(Report, [new(Crime, Reference), .. Further], Proposed))),
            .. CrimePlan.Steps([.. Further.IsEmpty ? [Joint()] : OneForEachVictim()]),
        ];

    private CrimePlan Joint()
    {
        var people = People();
        return Plan(new(Crime, Reference), group: null, people) with
        {
            Joint = people.Count(static p => p.Role is LinkRole.Victim) + OrganisationsHarmed.Count() > 1,
            Organisations = Content.Organisations,
            Vehicles = Content.Vehicles,
            Property = Content.Property,
        };
    }

    /// <summary>
    /// Everybody else is in each crime, and so are the vehicles of those who did it. What was taken or damaged is listed once, with the first: it would be
    /// counted twice else. The people come first; an organisation has a crime of its own where it is counted, and else its part in each.
    /// </summary>
    private IEnumerable<CrimePlan> OneForEachVictim()
    {
        var (people, group) = (People(), Id<CrimeGroup>.New());
        var victims = people.Where(static p => p.Role is LinkRole.Victim).ToList();
        var others = people.Where(static p => p.Role is not LinkRole.Victim).ToList();
        var counted = OrganisationsHarmed.Take(1 + Further.Length - victims.Count).ToList();
        var involved = Content
            .Organisations.Except(counted)
            .Select(static o => o.Role is LinkRole.Victim ? o with { Role = LinkRole.Involved } : o)
            .ToList();
        foreach (var (i, crime) in Further.Prepend(new(Crime, Reference)).Index())
        {
            yield return Plan(crime, group, [.. victims.Skip(i).Take(1), .. others]) with
            {
                Organisations = [.. counted.Skip(i - victims.Count).Take(i < victims.Count ? 0 : 1), .. involved],
                Vehicles = i == 0 ? Content.Vehicles : [.. Content.Vehicles.Where(static v => IsTheirs(v.Role))],
                Property = i == 0 ? Content.Property : [],
            };
        }
    }

    private CrimePlan Plan(NewCrime crime, Id<CrimeGroup>? group, ImmutableArray<PlannedPerson> people) =>
        new(Ids, crime.Crime, crime.Reference, Offence, Facts(), ReportedAt, PeopleOfReport.Source(Report, ReportReference))
        {
            Where = Content.Where,
            People = people,
            Group = group,
            Closed = Closed,
            Report = PeopleOfReport.Ref(Report),
        };

    private IEnumerable<PlannedOrganisation> OrganisationsHarmed => Content.Organisations.Where(static o => o.Role is LinkRole.Victim);

    private static bool IsTheirs(LinkRole vehicle) => vehicle is LinkRole.VehicleUsed or LinkRole.VehicleSeen;

    /// <summary>Without a time of its own, it is recorded as up to when it was reported.</summary>
    private CrimeFacts Facts() =>
        new(Content.When ?? new TimeRange(ReportedAt), Narrative, Where: Content.Where, Method: Content.Method) { Flags = Content.Flags };

    /// <summary>The reporter first: of several crimes, theirs is the first.</summary>
    private ImmutableArray<PlannedPerson> People() =>
        [
            .. Content
                .People.Select((said, i) => (Said: said, Planned: said.Planned(Chosen.ElementAtOrDefault(i))))
                .OrderByDescending(static p => p.Said.IsReporter)
                .Select(static p => p.Planned),
        ];
}
