using System.Collections.Immutable;
using Bluelamp.Kernel.Access;

namespace Bluelamp.Records;

/// <summary>Of whom more is known after an entry, or on whom more or less hangs: warnings, restrictions, open crimes and their risk.</summary>
internal sealed class ConcernedPeople(Db db)
{
    /// <summary>A crime or a report names hardly more.</summary>
    private const int Most = 100;

    /// <summary>The events of Records and Kernel after which it is asked.</summary>
    public static ImmutableArray<Type> Events { get; } =
    [
        typeof(PersonDescribed),
        typeof(PersonCorrected),
        typeof(NominalsJoined),
        typeof(NominalSplit),
        typeof(IdentityDecisionUndone),
        typeof(PairJudged),
        typeof(PairJudgementWithdrawn),
        typeof(MarkerAdded),
        typeof(MarkerEnded),
        typeof(RecordRestricted),
        typeof(RestrictionLifted),
        typeof(Linked),
        typeof(Unlinked),
        typeof(CrimeFinalised),
        typeof(CrimeReopened),
        typeof(CrimeCancelled),
    ];

    public async Task<ImmutableArray<Id<Nominal>>> ByAsync(Entry entry, Viewer viewer, CancellationToken ct) =>
        entry.Event switch
        {
            PersonDescribed or PersonCorrected or RecordRestricted or RestrictionLifted => [new(entry.Stream)],
            IIdentityDecided { Between: var (one, other) } => [one, other],
            PairJudged e => [e.One, e.Other],
            PairJudgementWithdrawn e => [e.One, e.Other],
            MarkerAdded { Record.Kind: RecordKind.Nominal } or MarkerEnded { Record.Kind: RecordKind.Nominal } => [new(entry.Stream)],
            MarkerAdded or MarkerEnded => [],
            Linked e => await ByLinkAsync(e.From, e.To, viewer, ct),
            Unlinked e => await ByLinkAsync(e.From, e.To, viewer, ct),
            CrimeFinalised or CrimeReopened or CrimeCancelled => await OfCrimeAsync(entry.Stream, viewer, ct),
            Kernel.Disposed => [],
            _ => await OfReportAsync(entry.Stream, viewer, ct),
        };

    /// <summary>Whoever has a part in a crime, whoever can be reached by something, and all people of a crime whose report is told.</summary>
    private async Task<ImmutableArray<Id<Nominal>>> ByLinkAsync(RecordRef from, RecordRef to, Viewer viewer, CancellationToken ct) =>
        (from.Kind, to.Kind) switch
        {
            (RecordKind.Crime, RecordKind.Nominal) => [new(to.Id.Value)],
            (RecordKind.Crime, RecordKind.Report) => await OfCrimeAsync(from.Id.Value, viewer, ct),
            (RecordKind.Nominal, RecordKind.Place or RecordKind.Communication) => [new(from.Id.Value)],
            _ => [],
        };

    private Task<ImmutableArray<Id<Nominal>>> OfCrimeAsync(Guid crime, Viewer viewer, CancellationToken ct) =>
        PeopleAsync($"select l.record from records.link l where {viewer.Sees("l", "record")} and l.record = {crime} limit 1", viewer, ct);

    private Task<ImmutableArray<Id<Nominal>>> OfReportAsync(Guid report, Viewer viewer, CancellationToken ct) =>
        PeopleAsync(
            $"""
            select r.other from records.link r
             where {viewer.Sees("r", "record")} and r.record = {report} and r.other_kind = 'Crime' and r.unlinked_at is null
             limit {Most}
            """,
            viewer,
            ct
        );

    private async Task<ImmutableArray<Id<Nominal>>> PeopleAsync(Sql crimes, Viewer viewer, CancellationToken ct) =>
        [
            .. (
                await db.ListAsync<Guid>(
                    $"""
                    select distinct l.other
                      from ({crimes}) c(crime)
                      join records.link l on l.record = c.crime
                     where {viewer.Sees("l", "record")} and l.other_kind = 'Nominal' and l.outward and l.unlinked_at is null
                     limit {Most}
                    """,
                    ct
                )
            ).Select(static n => new Id<Nominal>(n)),
        ];
}
