using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// What a log commits to (C2SP tlog-checkpoint): its name, its size and the root of its tree. Signed as a note, it is the few lines that a
/// citizen, an auditor or another force can keep, and hold the log to later.
/// </summary>
public sealed record Checkpoint(string Origin, long Size, Hash Root)
{
    public string Text => $"{Origin}\n{Size.ToString(CultureInfo.InvariantCulture)}\n{Root}\n";

    /// <summary>Reads the text of a note. Extension lines after the root are passed over.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        var lines = text.Split('\n');
        if (lines.Length < 4 || lines[0].Length == 0 || lines[^1].Length != 0 || lines[..^1].Any(static l => l.Length == 0))
            return false;
        if (
            !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || (lines[1].Length > 1 && lines[1][0] == '0')
            || !Hash.TryParse(lines[2], out var root)
        )
            return false;
        checkpoint = new Checkpoint(lines[0], size, root);
        return true;
    }
}
