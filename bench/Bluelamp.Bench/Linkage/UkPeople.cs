namespace Bluelamp.Bench.Linkage;

/// <summary>
/// The made-up table of UK-like people that engines of linkage are measured on: of ten records seven are a person's first, three are further ones, in no
/// order, with the errors of <see cref="UkWriter"/>. A seed and a number of rows give the same table again.
/// </summary>
internal sealed class UkPeople
{
    /// <summary>One person in so many is met again and again, and takes <see cref="ToKnown"/> of the further records beside their share of the rest.</summary>
    private const int Known = 16;

    /// <summary>Gives 511,784 true pairs in the mean of a million rows, and about fourteen records at most of one person.</summary>
    private const double ToKnown = 0.391;

    private readonly UkPerson[] _people;

    /// <summary>The person of each row; of a further record, its complement.</summary>
    private readonly int[] _rows;
    private readonly UkNames _names;
    private readonly int _seed;

    public UkPeople(int rows, int seed)
    {
        var random = new Dice(seed);
        var further = (int)(rows * 3L / 10);
        _seed = seed;
        _names = new(random);
        _people = new UkHouseholds(_names, random).People(rows - further);
        _rows = [.. Enumerable.Range(0, _people.Length), .. Enumerable.Range(0, further).Select(_ => ~Again(random))];
        random.Shuffle(_rows);
    }

    public int Count => _people.Length;

    /// <summary>How many records there are of each person.</summary>
    public IReadOnlyList<int> Clusters()
    {
        var clusters = new int[_people.Length];
        foreach (var row in _rows)
            clusters[row < 0 ? ~row : row]++;
        return clusters;
    }

    public IEnumerable<(int Person, UkRecord Record)> Records()
    {
        var writer = new UkWriter(_names, new Dice(~_seed));
        foreach (var row in _rows)
        {
            var person = row < 0 ? ~row : row;
            yield return (person, writer.Write(_people[person], further: row < 0));
        }
    }

    private int Again(Random random) =>
        random.NextDouble() < ToKnown ? random.Next((_people.Length + Known - 1) / Known) * Known : random.Next(_people.Length);
}
