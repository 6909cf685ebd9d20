using System.Collections.Frozen;
using System.Collections.Immutable;
using Bluelamp.Contact.Reports;
using Bluelamp.Records;

namespace Bluelamp.Contact.Inbox;

/// <summary>
/// The end of a report, and its people with it: whom it names is on the list from then on, as the report said it, also when no crime is recorded from it.
/// Pure; ids are given. See <c>docs/decisions/0202</c>.
/// </summary>
/// <param name="ReportReference">As the source of what is said of them.</param>
public sealed record PeopleOfReport(NaturalIds Ids, Id<Report> Report, string ReportReference, ReportContent Content)
{
    /// <inheritdoc cref="CrimePlan.Closed"/>
    public IReadOnlySet<Guid> Closed { get; init; } = FrozenSet<Guid>.Empty;

    /// <summary>The <see cref="Report.News"/> of the report that the handler had before them.</summary>
    public int Read { get; init; } = int.MaxValue;

    /// <summary>
    /// The report ends without a crime. Each person whom it tells from others is somebody new, linked from the report in their role; who of the list they are,
    /// people judge as they judge all pairs. Whoever stays anonymous is not among them.
    /// </summary>
    public IReadOnlyList<Step> With(ICommand<Report> end)
    {
        var people = Named();
        return [Step.For(Report, new HavingRead(Read, new EndWithPeople(end, people.Links))), .. people.Steps];
    }

    /// <summary>
    /// The same of a report that ended before its people were put on the list: nothing where it names nobody. Whoever was named in a report that was put to a
    /// crime is linked from the report, too: who of the crime they are, nobody said.
    /// </summary>
    public IReadOnlyList<Step> Afterwards()
    {
        var people = Named();
        return people.Links.Count == 0 ? [] : [Step.For(new Id<ListedPeople>(Report.Value), new ListPeople(people.Links)), .. people.Steps];
    }

    private PlannedPeople Named() =>
        Plan(Ref(Report), [.. Content.People.Where(static p => p.Said.IsOfSomebody).Select(static p => p.Planned(chosen: null))]);

    /// <summary>The report is about a crime that was recorded before: its people are those of the crime, and the crime is linked to it.</summary>
    /// <param name="chosen">For each person of the report, in order: the nominal that the handler says they are, or <c>null</c> for somebody new.</param>
    public IReadOnlyList<Step> With(AttachReport attach, ImmutableArray<Id<Nominal>?> chosen)
    {
        var crime = RecordRef.Of(attach.Crime);
        var people = Plan(crime, [.. Content.People.Select((p, i) => p.Planned(chosen.ElementAtOrDefault(i)))]);
        var report = new Linked(Id<Link>.New(), crime, Ref(Report), LinkRole.Report, Confidence.Believed, Source(Report, ReportReference));
        return
        [
            Step.For(Report, new HavingRead(Read, attach)),
            Step.For(new Id<Records.AnyRecord>(attach.Crime.Value), new AddLinks([report, .. people.Links])),
            .. people.Steps,
        ];
    }

    /// <summary>The report as a record that others are linked to.</summary>
    internal static RecordRef Ref(Id<Report> report) => new(RecordKind.Report, new(report.Value));

    /// <summary>The report as the source of what it says.</summary>
    internal static Source Source(Id<Report> report, string reference) => new(SourceKind.Report, $"report {reference}", new(report.Value));

    private PlannedPeople Plan(RecordRef of, ImmutableArray<PlannedPerson> people) =>
        new PeoplePlan(Ids, of, Source(Report, ReportReference), people) { Closed = Closed }.Plan();

    private sealed record EndWithPeople(ICommand<Report> End, IReadOnlyList<Linked> Links) : ICommand<Report>
    {
        public Decision Decide(Report report, By by)
        {
            var ended = End.Decide(report, by);
            return ended.Refusal is null ? [.. ended, .. Links] : ended;
        }
    }
}
