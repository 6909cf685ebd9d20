using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Records;

/// <summary>Keeps <c>records.vehicle</c>.</summary>
public sealed class VehicleView : IView
{
    public string Table => "records.vehicle";

    public Sql Forget(short force, Guid stream) => $"delete from records.vehicle where force = {force} and vehicle = {stream}";

    public Sql? Write(Entry entry)
    {
        if (entry.Event is not VehicleDescribed { Details: var d } e)
            return null;
        var vrm = Vrm.TryParse(d.Vrm, out var read) ? read.ToString() : d.Vrm;
        return $"""
            insert into records.vehicle (force, vehicle, vrm, make, model, colour, words)
            values ({entry.Force}, {e.Vehicle}, {vrm}, {d.Make}, {d.Model}, {d.Colour}, {d.Words})
            on conflict (force, vehicle) do update
               set vrm = coalesce(records.vehicle.vrm, excluded.vrm), make = coalesce(records.vehicle.make, excluded.make),
                   model = coalesce(records.vehicle.model, excluded.model), colour = coalesce(records.vehicle.colour, excluded.colour),
                   words = coalesce(records.vehicle.words, excluded.words)
            """;
    }
}
