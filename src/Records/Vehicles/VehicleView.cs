using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>Keeps <c>records.vehicle</c>.</summary>
public sealed class VehicleView : IView
{
    public string Table => "records.vehicle";

    public Sql Forget(short force, Guid stream) => $"delete from records.vehicle where force = {force} and vehicle = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            VehicleDescribed { Details: var d } e => $"""
                insert into records.vehicle (force, vehicle, vrm, make, model, colour, words)
                values ({entry.Force}, {e.Vehicle}, {Mark(d)}, {d.Make}, {d.Model}, {d.Colour}, {d.Words})
                on conflict (force, vehicle) do update
                   set vrm = coalesce(records.vehicle.vrm, excluded.vrm), make = coalesce(records.vehicle.make, excluded.make),
                       model = coalesce(records.vehicle.model, excluded.model), colour = coalesce(records.vehicle.colour, excluded.colour),
                       words = coalesce(records.vehicle.words, excluded.words)
                """,
            VehicleCorrected { Now: var d } e => $"""
                update records.vehicle
                   set vrm = coalesce({Mark(d)}, vrm), make = coalesce({d.Make}, make), model = coalesce({d.Model}, model),
                       colour = coalesce({d.Colour}, colour), words = coalesce({d.Words}, words)
                 where force = {entry.Force} and vehicle = {e.Vehicle}
                """,
            _ => null,
        };

    private static string? Mark(VehicleDetails details) => Vrm.TryParse(details.Vrm, out var vrm) ? vrm.ToString() : details.Vrm;
}
