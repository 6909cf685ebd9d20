using System.CommandLine;
using System.Globalization;
using Bluelamp.Host.Running;

namespace Bluelamp.Host.Commands;

/// <summary>The options that mean the same with every verb.</summary>
internal static class Options
{
    public const int DefaultPort = 8080;
    public const int DefaultSeed = 1829;

    public static readonly Option<string> Data = new("--data")
    {
        HelpName = "DIR",
        Description = "The folder of everything that is stored: the private database, keys, settings, evidence",
        DefaultValueFactory = static _ => Home.DefaultData,
    };

    public static readonly Option<string?> Db = new("--db")
    {
        HelpName = "CONNECTION",
        Description = "A PostgreSQL of your own (15 or newer) instead of the private one, as \"Host=…;Username=…;Password=…;Database=…\"",
    };

    public static readonly Option<int> Port = new("--port")
    {
        HelpName = "N",
        Description = "The port to open on this machine; 0 takes any free one",
        DefaultValueFactory = static _ => DefaultPort,
    };

    public static readonly Option<bool> Json = new("--json") { Description = "End with one line of JSON that holds the figures" };

    public static readonly Option<int> Seed = new("--seed")
    {
        HelpName = "N",
        Description = "The seed of the invented world: the same seed makes the same world",
        DefaultValueFactory = static _ => DefaultSeed,
    };

    public static readonly Option<bool> NoLive = new("--no-live")
    {
        Description = "Leave the invented world as it is: no new reports come in by themselves",
    };

    static Options() =>
        Port.Validators.Add(static port =>
        {
            if (
                port.Tokens is [{ Value: var text }]
                && (!int.TryParse(text, CultureInfo.InvariantCulture, out var number) || number is < 0 or > 65535)
            )
                port.AddError($"--port takes a number from 0 to 65535, not {text}.");
        });
}
