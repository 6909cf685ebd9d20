using Bluelamp.Records;

namespace Bluelamp.Demo.World;

/// <summary>The cars of Lampshire.</summary>
internal static class Cars
{
    private static readonly string[] Makes =
    [
        "Ford Fiesta",
        "Vauxhall Corsa",
        "Volkswagen Golf",
        "Nissan Qashqai",
        "Toyota Yaris",
        "Kia Sportage",
    ];

    private static readonly string[] Colours = ["blue", "silver", "black", "white", "red", "grey"];

    /// <summary>A car. Its mark ends in I or Q, which no mark of this pattern that was ever issued does.</summary>
    public static VehicleDetails Draw(Random random)
    {
        var make = Makes[random.Next(Makes.Length)].Split(' ');
        return new()
        {
            Vrm = $"L{Letter(random)}{random.Next(51, 76)} {Letter(random)}{Letter(random)}{"IQ"[random.Next(2)]}",
            Make = make[0],
            Model = make[1],
            Colour = Colours[random.Next(Colours.Length)],
        };
    }

    private static char Letter(Random random) => "ABCDEFGHJKLMNPRSTUVWXY"[random.Next(22)];
}
