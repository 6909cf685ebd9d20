using System.Collections.Immutable;

namespace Bluelamp.Demo.World;

/// <summary>
/// The streets of one town: a grid of crossings that is turned, bent and shaken, cut to a round outline and broken here and there, so that streets end
/// at one another; and closes that lead off them. Each seed lays another town.
/// </summary>
internal sealed class TownPlan
{
    private const double Block = 125;
    private const double Shake = 16;
    private const double Close = 52;
    private readonly Random _random;
    private readonly Spot?[,] _crossings;

    public TownPlan(Spot centre, int rows, int columns, Random random)
    {
        _random = random;
        _crossings = new Spot?[rows, columns];
        var (turn, wave, bend) = (random.NextDouble() * 0.9, random.NextDouble() * 6, 25 + (random.NextDouble() * 20));
        for (var row = 0; row < rows; row++)
        for (var column = 0; column < columns; column++)
        {
            var (x, y) = (column - ((columns - 1) / 2.0), row - ((rows - 1) / 2.0));
            var bent =
                new Spot(x * Block * 1.15, y * Block)
                + new Spot(bend * Math.Sin((y * 0.9) + wave), bend * Math.Sin((x * 0.8) + wave))
                + Shaken();
            var isInside = Math.Pow(x / columns * 2, 2) + Math.Pow(y / rows * 2, 2) < 1.15;
            _crossings[row, column] = isInside ? centre + Turned(bent, turn) : null;
        }
    }

    private int Rows => _crossings.GetLength(0);

    private int Columns => _crossings.GetLength(1);

    /// <summary>Every street, main streets first: one through the town each way.</summary>
    public IReadOnlyList<(ImmutableArray<Spot> Spots, bool Main)> Lines()
    {
        var lines = new List<(ImmutableArray<Spot> Spots, bool Main)>();
        for (var row = 0; row < Rows; row++)
            lines.AddRange(Along([.. Enumerable.Range(0, Columns).Select(column => _crossings[row, column])], row == Rows / 2));
        for (var column = 0; column < Columns; column++)
            lines.AddRange(Along([.. Enumerable.Range(0, Rows).Select(row => _crossings[row, column])], column == Columns / 2));
        lines.AddRange(Closes([.. lines.Where(static l => !l.Main).Select(static l => l.Spots)]));
        return [.. lines.OrderByDescending(static l => l.Main)];
    }

    /// <summary>The streets along one line of crossings: a main street whole, others broken here and there, where a park or a school may lie.</summary>
    private IEnumerable<(ImmutableArray<Spot> Spots, bool Main)> Along(Spot?[] crossings, bool main)
    {
        var street = new List<Spot>();
        foreach (var crossing in crossings)
        {
            if (street.Count > 0 && (crossing is null || (!main && _random.Next(9) == 0)))
            {
                if (street.Count > 1)
                    yield return ([.. street], main);
                street = [];
            }

            if (crossing is not { } here)
                continue;
            if (street.Count > 0)
                street.Add(((street[^1] + here) * 0.5) + (Shaken() * 0.3));
            street.Add(here);
        }

        if (street.Count > 1)
            yield return ([.. street], main);
    }

    /// <summary>Short streets with one end, from the middle between two crossings of every third street.</summary>
    private IEnumerable<(ImmutableArray<Spot> Spots, bool Main)> Closes(IReadOnlyList<ImmutableArray<Spot>> streets)
    {
        foreach (var street in streets.Where(_ => _random.Next(3) == 0))
        {
            var from = (_random.Next(street.Length / 2) * 2) + 1;
            var way = street[from + 1] - street[from - 1];
            var aside = way.Left * ((_random.Next(2) == 0 ? Close : -Close) / way.Length);
            yield return ([street[from], street[from] + aside], false);
        }
    }

    private Spot Shaken() => new(((_random.NextDouble() * 2) - 1) * Shake, ((_random.NextDouble() * 2) - 1) * Shake);

    private static Spot Turned(Spot spot, double turn) =>
        new(
            (spot.Easting * Math.Cos(turn)) - (spot.Northing * Math.Sin(turn)),
            (spot.Easting * Math.Sin(turn)) + (spot.Northing * Math.Cos(turn))
        );
}
