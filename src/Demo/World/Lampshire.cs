namespace Bluelamp.Demo.World;

/// <summary>The invented county: who lives where. A seed always makes the same one.</summary>
internal static class Lampshire
{
    private const int People = 1_500;

    /// <summary>The residents, and the dice as they lie after settling them.</summary>
    public static (IReadOnlyList<Resident> People, Random Random) Settle(int seed)
    {
        var random = new Random(seed);
        return (Resident.Settle(Towns.Lay(random), People, random), random);
    }

    public static IReadOnlyList<Street> Streets(int seed) => Towns.Lay(new Random(seed));
}
