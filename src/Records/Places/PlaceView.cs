namespace Bluelamp.Records;

/// <summary>Keeps <c>records.place</c>. The first address stands until it is corrected; a position that was missing is filled in.</summary>
public sealed class PlaceView : IView
{
    public string Table => "records.place";

    public Sql Forget(short force, Guid stream) => $"delete from records.place where force = {force} and place = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            PlaceDescribed { Details: var d } e => $"""
                insert into records.place (force, place, address, postcode, uprn, easting, northing)
                values ({entry.Force}, {e.Place}, {d.Address}, {d.Postcode}, {d.Uprn}, {d.Easting}, {d.Northing})
                on conflict (force, place) do update
                   set easting = coalesce(records.place.easting, excluded.easting), northing = coalesce(records.place.northing, excluded.northing)
                """,
            PlaceCorrected { Details: var d } e => $"""
                update records.place
                   set address = {d.Address}, postcode = {d.Postcode}, uprn = {d.Uprn}, easting = {d.Easting}, northing = {d.Northing}
                 where force = {entry.Force} and place = {e.Place}
                """,
            _ => null,
        };
}
