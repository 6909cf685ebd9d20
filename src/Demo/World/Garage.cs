using Bluelamp.Records;

namespace Bluelamp.Demo.World;

/// <summary>
/// The cars that the story has spoken of. One time in six the next one is one of them again, with its mark misread or half remembered, so that there are two
/// records of it. Draws from a stream of its own: whatever else a seed tells stays as it is.
/// </summary>
internal sealed class Garage(int seed)
{
    private const string MistakenFor = "0ODQ|1I|8B|5S|2Z|6G|7T|UV|MNHW";
    private readonly List<VehicleDetails> _cars = [];
    private readonly Random _own = new(seed ^ 0xca5);

    /// <summary>The car of the next happening.</summary>
    public VehicleDetails Draw(Random random)
    {
        var car = Cars.Draw(random);
        if (_cars.Count > 0 && _own.Next(6) == 0)
            return Misread(_cars[_own.Next(_cars.Count)]);
        _cars.Add(car);
        return car;
    }

    private VehicleDetails Misread(VehicleDetails car) =>
        _own.Next(4) switch
        {
            0 => car with { Vrm = Mistaken(car.Vrm!) },
            1 => car with { Vrm = Swapped(car.Vrm!) },
            2 => car with { Vrm = car.Vrm![..4] },
            _ => car with { Vrm = Wrong(car.Vrm!), Model = null },
        };

    /// <summary>A sign that looks like another is taken for it; never a last I for an L, so that no mark becomes one that was issued.</summary>
    private static string Mistaken(string mark)
    {
        foreach (var alike in MistakenFor.Split('|'))
        {
            if (mark.IndexOfAny(alike.ToCharArray()) is >= 0 and var at)
                return $"{mark[..at]}{alike[(alike.IndexOf(mark[at], StringComparison.Ordinal) + 1) % alike.Length]}{mark[(at + 1)..]}";
        }
        return mark;
    }

    /// <summary>The last letters change places.</summary>
    private static string Swapped(string mark) => $"{mark[..^2]}{mark[^1]}{mark[^2]}";

    private string Wrong(string mark) => $"{mark[..^2]}{"CEHKPRTX"[_own.Next(8)]}{mark[^1]}";
}
