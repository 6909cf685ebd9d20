using System.Security.Cryptography;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Operations;

namespace Bluelamp.Evidence.Media;

/// <summary>What came of making a derivative: the bytes, or a reason in plain words.</summary>
/// <param name="Arguments">With <c>{input}</c> and <c>{output}</c> for the files.</param>
internal sealed record Produced(IReadOnlyList<string> Arguments, ContentHash Output, long Bytes, string? Failure);

/// <summary>Looks into originals and makes derivatives of them, with <c>ffprobe</c> and <c>ffmpeg</c> in a <see cref="Sandbox"/>.</summary>
public sealed class Studio(ContentStore store, Contents contents, Sandbox sandbox, Lanes lanes, TimeProvider time) : ISweep
{
    /// <summary>No run takes as long, so what is older was left by a process that was killed.</summary>
    private static readonly TimeSpan Left = TimeSpan.FromDays(1);

    /// <summary>The tool, as the ledger names it.</summary>
    internal const string Tool = "ffmpeg";

    private const string Input = "{input}";
    private const string Output = "{output}";
    private string? _version;

    /// <summary>Whether the tools are on this machine. Without them nothing is made, and originals can still be downloaded.</summary>
    public static bool IsOpen => Sandbox.Has(Tool) && Sandbox.Has("ffprobe");

    /// <summary>What an original is, by its own bytes; nothing when it cannot be played or shown.</summary>
    public async Task<Probed?> ExamineAsync(ContentHash original, string type, CancellationToken ct)
    {
        if (Recipes.Demuxer(type) is not { } demuxer)
            return null;
        using var place = await lanes.EnterAsync(SandboxLimits.Look, ct);
        using var room = new Room(store);
        var lent = await room.LendAsync(contents, original, ct);
        string[] words = ["-v", "error", .. Opened(demuxer), "-of", "json", "-show_format", "-show_streams", $"file:{lent}"];
        var ran = await sandbox.RunAsync("ffprobe", words, room.Path, SandboxLimits.Look, ct);
        if (!ran.Well || Probe.Read(ran.Output) is not { } probed || IsTooLarge(probed.Found))
            return null;
        if (!type.StartsWith("image/", StringComparison.Ordinal))
            return probed;
        await using var picture = File.OpenRead(lent);
        return probed with { Found = PictureFacts.Read(picture, probed.Found with { DurationSeconds = null, FrameRate = null }) };
    }

    /// <summary>What an original says of itself that cannot be shown: of a picture, what its camera wrote. Nothing of anything else.</summary>
    public async Task<Found> FoundAsync(ContentHash original, string type, CancellationToken ct)
    {
        if (!type.StartsWith("image/", StringComparison.Ordinal))
            return new();
        await using var picture = await contents.OpenAsync(original, ct);
        return PictureFacts.Read(picture, new());
    }

    /// <summary>The version of the tool, as it says it itself.</summary>
    public async Task<string> VersionAsync(CancellationToken ct)
    {
        if (_version is { } known)
            return known;
        var ran = await sandbox.RunAsync(Tool, ["-version"], Path.GetTempPath(), SandboxLimits.Look, ct);
        return _version = ran.Output.Split(' ').ElementAtOrDefault(2) ?? "unknown";
    }

    /// <summary>Makes one derivative and keeps it under its own hash. The original is only read.</summary>
    /// <param name="mark">The words of <see cref="Recipes.Marked"/>.</param>
    internal async Task<Produced> MakeAsync(ContentHash original, string type, Recipe recipe, CancellationToken ct, string? mark = null)
    {
        using var room = new Room(store);
        await room.LendAsync(contents, original, ct);
        var produced = await RunAsync(room, Words(type, recipe.Before, recipe.After), recipe.SandboxLimits, mark, ct);
        if (produced.Failure is null)
            store.Keep(room.Made, produced.Output);
        return produced;
    }

    /// <summary>Turns a content into bytes that are worked on at once and not kept; no bytes when it cannot be read.</summary>
    /// <param name="after">Arguments that stand between the input and the output.</param>
    internal async Task<(IReadOnlyList<string> Arguments, byte[]? Bytes)> ReadAsync(
        ContentHash content,
        string type,
        IReadOnlyList<string> after,
        CancellationToken ct
    )
    {
        using var room = new Room(store);
        await room.LendAsync(contents, content, ct);
        var produced = await RunAsync(room, Words(type, [], after), SandboxLimits.Look, mark: null, ct);
        return (produced.Arguments, produced.Failure is null ? await File.ReadAllBytesAsync(room.Made, ct) : null);
    }

    /// <summary>A picture that was made here (PNG) with words across it, as those of links have them (JPEG); nothing when it cannot be made.</summary>
    /// <param name="mark">The words of <see cref="Recipes.Marked"/>.</param>
    internal async Task<byte[]?> MarkAsync(byte[] picture, string mark, CancellationToken ct)
    {
        const string Type = "image/png";
        using var room = new Room(store);
        await File.WriteAllBytesAsync(room.Original, picture, ct);
        var recipe = Recipes.Marked(Type, new(new(), Copies: false), mark);
        var produced = await RunAsync(room, Words(Type, recipe.Before, recipe.After), recipe.SandboxLimits, mark, ct);
        return produced.Failure is null ? await File.ReadAllBytesAsync(room.Made, ct) : null;
    }

    /// <summary>Runs the tool, in its lane, on the original that was lent to a room. What it makes stays in the room, as <see cref="Room.Made"/>.</summary>
    /// <param name="words">Its arguments as the ledger records them, with <c>{input}</c> and <c>{output}</c> for the files.</param>
    internal async Task<Produced> RunAsync(Room room, IReadOnlyList<string> words, SandboxLimits limits, string? mark, CancellationToken ct)
    {
        using var place = await lanes.EnterAsync(limits, ct);
        if (mark is not null)
            await File.WriteAllTextAsync(Path.Combine(room.Path, Recipes.MarkFile), mark, ct);
        string[] real =
        [
            .. words.Select(w =>
                w is Input ? $"file:{room.Original}"
                : w is Output ? $"file:{room.Made}"
                : w
            ),
        ];
        var ran = await sandbox.RunAsync(Tool, real, room.Path, limits, ct);
        return Failure(ran, room.Made) is { } failure
            ? new(words, default, Bytes: 0, failure)
            : new(words, await HashAsync(room.Made, ct), new FileInfo(room.Made).Length, Failure: null);
    }

    /// <summary>Takes away the rooms that a killed process left.</summary>
    public Task<int> SweepAsync(CancellationToken ct)
    {
        var before = (time.GetUtcNow() - Left).UtcDateTime;
        var rooms = Directory
            .GetDirectories(store.Incoming, Room.Prefix + "*")
            .Where(r => Directory.GetLastWriteTimeUtc(r) < before)
            .ToList();
        rooms.ForEach(static room => Directory.Delete(room, recursive: true));
        return Task.FromResult(rooms.Count);
    }

    /// <summary>The arguments as they are told; <paramref name="type"/> is one that was examined before.</summary>
    private static string[] Words(string type, IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        ["-v", "error", "-nostdin", "-y", .. Opened(Recipes.Demuxer(type)!), .. before, "-i", Input, .. after, Output];

    private static string? Failure(Ran ran, string made) =>
        ran.OutOfTime ? "It took longer than is allowed."
        : !ran.Well ? "The file is damaged, or of a form that cannot be read here."
        : new FileInfo(made) is { Exists: true, Length: > 0 } ? null
        : "There is nothing in it to play or show.";

    private static bool IsTooLarge(Found found) => (long)(found.Width ?? 0) * (found.Height ?? 0) > Recipes.MostPixels;

    /// <summary>One demuxer, one protocol, and no picture larger than is sensible.</summary>
    private static string[] Opened(string demuxer) =>
        [
            "-protocol_whitelist",
            "file",
            "-format_whitelist",
            demuxer is "mov" ? "mov,mp4,m4a,3gp,3g2,mj2"
            : demuxer is "matroska" ? "matroska,webm"
            : demuxer,
            "-f",
            demuxer,
        ];

    /// <summary>The hash of a file of a room.</summary>
    internal static async Task<ContentHash> HashAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return ContentHash.Of(await SHA256.HashDataAsync(file, ct));
    }
}
