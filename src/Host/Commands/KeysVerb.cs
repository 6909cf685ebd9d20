using System.CommandLine;
using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Host.Commands;

/// <summary><c>bluelamp keys rotate</c>: another private key signs the checkpoints from now on; the old one signs for it.</summary>
internal static class KeysVerb
{
    public static Command Make()
    {
        var rotate = new Command("rotate", "Replace the sealing key. Checkpoints of before verify as ever; back the new key up")
        {
            Options.Data,
            Options.Db,
            Options.Json,
        };
        rotate.SetAction(RotateAsync);
        return new Command("keys", "Look after the key that signs the logs") { rotate };
    }

    private static async Task<int> RotateAsync(ParseResult said, CancellationToken ct)
    {
        await using var store = await Store.FindAsync(said.GetValue(Options.Data)!, said.GetValue(Options.Db), Terminal.Say, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        var rotated = await workshop.Get<KeyRotation>().RunAsync(ct);
        var file = Path.Combine(workshop.Get<SealOptions>().KeyFolder, "seal.key");
        if (said.GetValue(Options.Json))
        {
            Terminal.Figures(new { file, keys = rotated.Select(static r => new { log = r.Log.Origin, key = r.Key.ToString() }) });
            return CommandLine.Ok;
        }

        foreach (var (log, key) in rotated)
            Terminal.Answer($"{log.Origin} is signed by {key} from now on");
        Terminal.Answer($"Back up {file}, and keep the backup of the old key away: it signs nothing any more.");
        return CommandLine.Ok;
    }
}
