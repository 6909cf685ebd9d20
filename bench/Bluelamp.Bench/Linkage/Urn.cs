namespace Bluelamp.Bench.Linkage;

/// <summary>Things that are drawn as often as they weigh.</summary>
internal sealed class Urn<T>
{
    private readonly T[] _things;
    private readonly double[] _upTo;

    public Urn(IEnumerable<(T Thing, double Weight)> things)
    {
        var all = things.ToArray();
        _things = Array.ConvertAll(all, static t => t.Thing);
        _upTo = new double[all.Length];
        var sum = 0d;
        for (var i = 0; i < all.Length; i++)
            _upTo[i] = sum += all[i].Weight;
    }

    public T Draw(Random random)
    {
        var at = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return _things[at < 0 ? ~at : at + 1];
    }
}
