namespace Bluelamp.Records;

/// <summary>Keeps <c>records.crime</c>: one line a crime, and the words by which it is searched.</summary>
public sealed class CrimeView : IView
{
    public string Table => "records.crime";

    public Sql Forget(short force, Guid stream) => $"delete from records.crime where force = {force} and crime = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            CrimeRecorded e => Insert(entry, e),
            CrimeCorrected { Facts: var f } e =>
                $"""
                update records.crime
                   set committed_from = {f.Committed.From}, committed_to = {f.Committed.To}, place = {f.Place}, address = {f.Where?.Address
                    ?? ""},
                       easting = {f.Where?.Easting}, northing = {f.Where?.Northing}, narrative = {f.Narrative}, method = {f.Method ?? ""},
                       flags = {Flags(f)}
                 where force = {entry.Force} and crime = {e.Crime}
                """,
            CrimeReclassified e => $"update records.crime set offence = {e.To} where force = {entry.Force} and crime = {e.Crime}",
            OutcomeRecorded e => Stands(entry, e.Crime, e.NeedsSignOff ? CrimeStatus.AwaitingSignOff : CrimeStatus.OutcomeGiven, e.Code),
            OutcomeSignedOff e => Stands(entry, e.Crime, CrimeStatus.OutcomeGiven, e.Code),
            CrimeFinalised e => Stands(entry, e.Crime, CrimeStatus.Finalised, e.Code),
            CrimeReopened e => Stands(entry, e.Crime, CrimeStatus.UnderInvestigation, outcome: null),
            CrimeCancelled e => $"""
                update records.crime set status = {CrimeStatus.Cancelled.ToString()} where force = {entry.Force} and crime = {e.Crime}
                """,
            _ => null,
        };

    private static Sql Insert(Entry entry, CrimeRecorded e)
    {
        var f = e.Facts;
        return $"""
            insert into records.crime (force, crime, reference, offence, status, reported_at, recorded_at, committed_from, committed_to, place, address,
                                       easting, northing, narrative, method, flags, crime_group)
            values ({entry.Force}, {e.Crime}, {e.Reference}, {e.Offence}, {CrimeStatus.UnderInvestigation.ToString()}, {e.ReportedAt}, {e.RecordedAt},
                    {f.Committed.From}, {f.Committed.To}, {f.Place}, {f.Where?.Address
                ?? ""}, {f.Where?.Easting}, {f.Where?.Northing}, {f.Narrative},
                    {f.Method ?? ""}, {Flags(f)}, {e.Group})
            """;
    }

    private static Sql Stands(Entry entry, Id<Crime> crime, CrimeStatus status, string? outcome) =>
        $"update records.crime set status = {status.ToString()}, outcome = {outcome} where force = {entry.Force} and crime = {crime}";

    private static string[] Flags(CrimeFacts facts) => [.. facts.Flags.Select(static f => f.ToString())];
}

/// <summary>How a crime stands.</summary>
public enum CrimeStatus
{
    UnderInvestigation,

    /// <summary>An outcome was given that a supervisor must agree with.</summary>
    AwaitingSignOff,

    /// <summary>The outcome stands; the victim is still to be told.</summary>
    OutcomeGiven,
    Finalised,
    Cancelled,
}

public static class CrimeStatuses
{
    public static string Label(this CrimeStatus status) =>
        status switch
        {
            CrimeStatus.UnderInvestigation => "Under investigation",
            CrimeStatus.AwaitingSignOff => "Awaiting sign-off",
            CrimeStatus.OutcomeGiven => "Victim to be told",
            _ => status.ToString(),
        };
}
