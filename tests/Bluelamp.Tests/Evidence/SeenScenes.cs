using System.Numerics;
using Bluelamp.Demo.Evidence;
using Bluelamp.Evidence.Likeness;

namespace Bluelamp.Tests.Evidence;

/// <summary>Scenes of the demo, copies of them that were changed on the way, and how far their frames are from one another.</summary>
internal static class SeenScenes
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 21, 0, 0, TimeSpan.Zero);

    /// <summary>What people and their apps do to a picture before they send it: arguments of ffmpeg.</summary>
    public static IReadOnlyDictionary<string, string[]> Changes { get; } =
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["saved again, coarser"] = ["-q:v", "20"],
            ["half as large"] = ["-vf", "scale=iw/2:-2"],
            ["cut at its edges"] = ["-vf", "crop=iw*0.97:ih*0.97"],
            ["brighter"] = ["-vf", "eq=brightness=0.12:contrast=1.1"],
        };

    public static Task<byte[]> PictureAsync(int seed, CancellationToken ct) => DrawnAsync(new Scene(seed).Picture, "jpg", ct);

    public static Task<byte[]> FilmAsync(int seed, CancellationToken ct) =>
        DrawnAsync(path => new Scene(seed).Film(At, place: null, "Lampcam", path), "mp4", ct);

    /// <summary>A copy that was changed; a film is coded anew.</summary>
    public static async Task<byte[]> ChangedAsync(byte[] of, string ending, string[] change, CancellationToken ct)
    {
        var from = Path.Combine(Path.GetTempPath(), $"bluelamp-{Guid.CreateVersion7():n}.{ending}");
        await File.WriteAllBytesAsync(from, of, ct);
        try
        {
            return await DrawnAsync(to => ["-v", "error", "-nostdin", "-i", from, .. change, to], ending, ct);
        }
        finally
        {
            File.Delete(from);
        }
    }

    /// <summary>The hash of a picture, straight from its bytes.</summary>
    public static async Task<ulong> HashAsync(byte[] picture, CancellationToken ct)
    {
        var grey = await ChangedAsync(picture, "jpg", [], ct);
        var path = Path.Combine(Path.GetTempPath(), $"bluelamp-{Guid.CreateVersion7():n}.jpg");
        await File.WriteAllBytesAsync(path, grey, ct);
        try
        {
            var dots = await DrawnAsync(
                to => ["-v", "error", "-nostdin", "-f", "jpeg_pipe", "-i", path, .. Frames.Grey(isPicture: true), to],
                "gray",
                ct
            );
            return unchecked((ulong)Frames.Hash(dots, isPicture: true).Single().AsNumber());
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>In how many bits two hashes differ.</summary>
    public static int Between(ulong one, ulong other) => BitOperations.PopCount(one ^ other);

    private static async Task<byte[]> DrawnAsync(Func<string, string[]> draw, string ending, CancellationToken ct)
    {
        var path = Path.Combine(Path.GetTempPath(), $"bluelamp-{Guid.CreateVersion7():n}.{ending}");
        await MediaWorks.SaidAsync("ffmpeg", draw(path), ct);
        var bytes = await File.ReadAllBytesAsync(path, ct);
        File.Delete(path);
        return bytes;
    }
}
