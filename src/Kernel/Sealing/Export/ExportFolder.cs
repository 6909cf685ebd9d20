using System.Globalization;
using System.Text.Json;

namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// How an export lies on disk. For each log a folder <c>FORCE/LOG</c> as C2SP tlog-tiles has it: <c>checkpoint</c>, <c>tile/0/000</c>,
/// <c>tile/entries/000</c>; and beside that <c>keys.jsonl</c> and <c>aside.jsonl</c>. See <c>docs/verification.md</c>.
/// </summary>
internal static class ExportFolder
{
    /// <summary>The longest entry that a bundle can hold; a longer one lies in <c>aside.jsonl</c>.</summary>
    public const int MaxBundled = ushort.MaxValue;

    public static string Of(string root, SealedLog log) => Path.Combine(root, log.Force.ToString(CultureInfo.InvariantCulture), log.Name);

    public static string Keys(string folder) => Path.Combine(folder, "keys.jsonl");

    public static string Aside(string folder) => Path.Combine(folder, "aside.jsonl");

    public static string Checkpoint(string folder) => Path.Combine(folder, "checkpoint");

    /// <summary>The logs of an export.</summary>
    public static IEnumerable<SealedLog> Logs(string root) =>
        from folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)
        where short.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        from name in SealedLog.Names
        where Directory.Exists(Path.Combine(folder, name))
        select new SealedLog(short.Parse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture), name);
}

/// <summary>A key as an export lists it.</summary>
internal sealed record ExportedKey(long FromSize, string Key, string? Endorsement);

/// <summary>
/// An entry that has no place in its bundle, where an empty one stands for it: one that is too long, or what is left of one that was erased.
/// </summary>
/// <param name="Entry">Base64 of salt and canonical entry, when it is only too long.</param>
/// <param name="Remains">The canonical entry with <c>null</c> for its data, when it was erased.</param>
internal sealed record AsideEntry(long Index, string? Entry, JsonElement? Remains);
