using Bluelamp.Evidence.Media;
using Bluelamp.Evidence.Objects;
using Bluelamp.Evidence.Scanning;
using Bluelamp.Evidence.Versions;
using Bluelamp.Kernel.Grids;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Evidence.Exhibits;

/// <summary>Keeps <c>evidence.exhibit</c>: a row for each exhibit, by which it is listed and found.</summary>
public sealed class ExhibitView : IView
{
    /// <summary>Digits of a grid reference to a hundred metres.</summary>
    private const int Hundreds = 3;

    public string Table => "evidence.exhibit";

    /// <summary>The bytes may have lost their last record with it: <see cref="Storing.ErasedContents"/> looks.</summary>
    public Sql Forget(short force, Guid stream) =>
        $"""
            with gone as (delete from evidence.exhibit where force = {force} and exhibit = {stream} returning sha256)
            insert into evidence.orphan (sha256) select g.sha256 from gone g where g.sha256 is not null on conflict do nothing
            """;

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            ExhibitReceived e =>
                $"""
                insert into evidence.exhibit (force, exhibit, sha256, bytes, name, type, media, origin, sender, door, description,
                                              clock_ahead, made_from, made_until, place, at, said_where, received_at, received_by)
                values ({entry.Force}, {e.Exhibit}, decode({e.Content?.Sha256.ToString()}, 'hex'), {e.Content?.Bytes}, {e.Content?.Name},
                        {e.Content?.Type}, {MediaKinds.Of(
                    e.Content?.Type
                ).ToString()}, {e.Origin.Kind.ToString()}, {e.Origin.From}, {e.Origin.Door},
                        {e.Said.Description}, {e.Said.ClockAheadSeconds}, {True(e.Said.From, e.Said)}, {True(e.Said.Until, e.Said)}, {e.Said.Place}, point({e.Said.Point?.Easting}, {e.Said.Point?.Northing}),
                        {SaidWhere(e.Said)}, {entry.At}, {entry.Actor})
                """,
            MoreKnown e => $"""
                update evidence.exhibit
                   set sender = {e.From}, made_from = {True(e.Said.From, e.Said)}, made_until = {True(e.Said.Until, e.Said)},
                       found_at = found_at + make_interval(secs => coalesce(clock_ahead, 0) - {e.Said.ClockAheadSeconds ?? 0}),
                       clock_ahead = {e.Said.ClockAheadSeconds}, place = {e.Said.Place},
                       at = point({e.Said.Point?.Easting}, {e.Said.Point?.Northing}), said_where = {SaidWhere(e.Said)}
                 where force = {entry.Force} and exhibit = {e.Exhibit}
                """,
            ExhibitProduced e => $"""
                update evidence.exhibit set reference = {e.Reference}, exhibitor = {e.Exhibitor}
                 where force = {entry.Force} and exhibit = {e.Exhibit}
                """,
            ExhibitExamined e =>
                $"""
                update evidence.exhibit set found_at = {FoundAt(
                    e.Found
                )} - make_interval(secs => coalesce(clock_ahead, 0)), found_where = {FoundWhere(e.Found)}
                 where force = {entry.Force} and exhibit = {e.Exhibit}
                """,
            ObjectTakenIn e => Went(entry, e.Exhibit, e.To),
            ObjectPassedOn e => Went(entry, e.Exhibit, e.To),
            ObjectReceived e => Went(entry, e.Exhibit, e.To),
            ExhibitScanned e => Quarantined(entry, e.Exhibit, e.Finding),
            ExhibitReleased e => Quarantined(entry, e.Exhibit, finding: null),
            MadeFrom e => $"""
                update evidence.exhibit
                   set original = coalesce((select o.original from evidence.exhibit o where o.force = {entry.Force} and o.exhibit = {e.Original}), {e.Original})
                 where force = {entry.Force} and exhibit = {e.Exhibit}
                """,
            _ => null,
        };

    private static Sql Went(Entry entry, Id<Exhibit> exhibit, Whereabouts to) =>
        $"update evidence.exhibit set whereabouts = {to.Status.ToString()} where force = {entry.Force} and exhibit = {exhibit}";

    /// <summary>What people say of a recording's time is what its recorder's clock said; lists go by the true time.</summary>
    private static DateTimeOffset? True(DateTimeOffset? at, Circumstances said) => at?.AddSeconds(-(said.ClockAheadSeconds ?? 0));

    private static string? SaidWhere(Circumstances said) =>
        string.IsNullOrWhiteSpace(said.Place) ? said.Point?.ToString(Hundreds) : said.Place.Trim();

    /// <summary>A clock that names no zone is the wall's: evidence of this force was made by its clocks.</summary>
    private static DateTimeOffset? FoundAt(Found found) =>
        found is { MadeAt: { } at, MadeAtHasZone: false } ? LocalTime.FromLondon(at.UtcDateTime) : found.MadeAt;

    private static string? FoundWhere(Found found) =>
        found is { Latitude: { } latitude, Longitude: { } longitude } ? new LatLng(latitude, longitude).ToGrid()?.ToString(Hundreds) : null;

    private static Sql Quarantined(Entry entry, Id<Exhibit> exhibit, string? finding) =>
        $"update evidence.exhibit set quarantine = {finding} where force = {entry.Force} and exhibit = {exhibit}";
}
