using System.Diagnostics;

namespace Bluelamp.Tests.Evidence;

/// <summary>Makes small media for tests with the tool itself.</summary>
internal static class MediaWorks
{
    public const string Absent = "ffmpeg is not on this machine";

    public static bool IsAbsent => !Bluelamp.Evidence.Media.Studio.IsOpen;

    /// <summary>A test pattern with a tone, in a form that no browser plays.</summary>
    public static Task<byte[]> FilmAsync(CancellationToken ct, int seconds = 2) =>
        MadeAsync(
            "avi",
            [
                "-f",
                "lavfi",
                "-i",
                $"testsrc=s=320x240:r=10:d={seconds}",
                "-f",
                "lavfi",
                "-i",
                $"sine=d={seconds}",
                "-c:v",
                "mpeg4",
                "-c:a",
                "pcm_s16le",
            ],
            ct
        );

    public static Task<byte[]> SoundAsync(CancellationToken ct) => MadeAsync("wav", ["-f", "lavfi", "-i", "sine=d=1"], ct);

    /// <summary>A picture of 40 by 20 dots, as the sensor saw it.</summary>
    public static Task<byte[]> PictureAsync(CancellationToken ct) =>
        MadeAsync("jpg", ["-f", "lavfi", "-i", "testsrc=s=40x20:d=1", "-frames:v", "1", "-f", "mjpeg"], ct);

    /// <summary>A JPEG with an EXIF part that says: turn me to the right (orientation 6).</summary>
    public static byte[] Turned(byte[] jpeg)
    {
        byte[] exif = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }

    /// <summary>What the tool makes, as bytes.</summary>
    public static Task<byte[]> BytesAsync(string[] arguments, CancellationToken ct) => MadeAsync("raw", arguments, ct);

    /// <summary>Runs a tool; its standard output.</summary>
    public static async Task<string> SaidAsync(string program, string[] arguments, CancellationToken ct)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!; // a program, no document
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return said;
    }

    private static async Task<byte[]> MadeAsync(string ending, string[] arguments, CancellationToken ct)
    {
        var path = Path.Combine(Path.GetTempPath(), $"bluelamp-{Guid.CreateVersion7():n}.{ending}");
        await SaidAsync("ffmpeg", ["-v", "error", "-nostdin", .. arguments, path], ct);
        var bytes = await File.ReadAllBytesAsync(path, ct);
        File.Delete(path);
        return bytes;
    }
}
