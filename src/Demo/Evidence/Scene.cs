using System.Globalization;

namespace Bluelamp.Demo.Evidence;

/// <summary>A street at night that somebody's camera saw, drawn by ffmpeg: houses, windows, and a car that passes. A seed always draws the same one.</summary>
internal sealed class Scene(int seed)
{
    private const int Seconds = 6;
    private const int Ground = 250;
    private static readonly string[] Skies = ["0x1b2a41", "0x10131c", "0x2b2438", "0x35507a"];
    private static readonly string[] Walls = ["0x7a4b3a", "0x6b5a48", "0x5a4652", "0x8a8078", "0x4d5b4a"];
    private static readonly string[] Cars = ["0xa02828", "0x2850a0", "0xd8d8d8", "0x303030", "0x3c7a50"];
    private readonly Random _dice = new(seed);

    /// <summary>Arguments of ffmpeg that draw the film.</summary>
    /// <param name="place">As ISO 6709 writes it; nothing for a camera that does not know.</param>
    /// <param name="isForwarded">Smaller and coarser, as an app makes it that sends it on.</param>
    public string[] Film(DateTimeOffset at, string? place, string device, string path, bool isForwarded = false) =>
        [
            .. Quiet,
            .. Drawn(Street()),
            .. Drawn(Car()),
            .. Drawn(string.Create(CultureInfo.InvariantCulture, $"anoisesrc=a=0.02:d={Seconds}:seed={seed}")),
            "-filter_complex",
            $"[0][1]overlay=x='{Way()}':y=268{(isForwarded ? ",scale=426:240" : "")}[v]",
            "-map",
            "[v]",
            "-map",
            "2",
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-crf",
            isForwarded ? "36" : "32",
            "-pix_fmt",
            "yuv420p",
            "-c:a",
            "aac",
            "-b:a",
            "32k",
            "-movflags",
            "use_metadata_tags",
            .. Said("creation_time", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            .. Said("com.apple.quicktime.model", device),
            .. place is null ? [] : Said("location", place),
            path,
        ];

    /// <summary>Arguments of ffmpeg that draw one picture of the street.</summary>
    public string[] Picture(string path) => [.. Quiet, .. Drawn(Street()), "-frames:v", "1", "-q:v", "4", path];

    /// <summary>Arguments of ffmpeg that make a recorder's tone: a voice would be somebody's.</summary>
    public static string[] Tone(string path) =>
        [.. Quiet, .. Drawn("sine=f=440:d=8:r=16000"), "-af", "tremolo=f=3:d=0.8,volume=0.4", "-c:a", "pcm_s16le", path];

    private static string[] Quiet => ["-v", "error", "-nostdin", "-y"];

    private static string[] Drawn(string filter) => ["-f", "lavfi", "-i", filter];

    private static string[] Said(string name, string value) => ["-metadata", $"{name}={value}"];

    private string Street()
    {
        var boxes = new List<string> { Box(0, Ground, 640, 110, "0x2c2c30"), Box(0, 300, 640, 4, "0xb8b090") };
        for (var left = 20; left < 560; )
        {
            var (width, height) = (_dice.Next(110, 190), _dice.Next(90, 170));
            boxes.Add(Box(left, Ground - height, width, height, Walls[_dice.Next(Walls.Length)]));
            for (var window = left + 18; window + 30 < left + width; window += 48)
                boxes.Add(Box(window, Ground - height + 24, 28, 30, _dice.Next(3) == 0 ? "0xf2d680" : "0x20242c"));
            boxes.Add(Box(left + (width / 2), Ground - 48, 24, 48, "0x30404f"));
            left += width + _dice.Next(15, 50);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"color=c={Skies[_dice.Next(Skies.Length)]}:s=640x360:r=12:d={Seconds},{string.Join(',', boxes)},noise=alls=10:allf=t:all_seed={seed}"
        );
    }

    private string Car() =>
        string.Create(CultureInfo.InvariantCulture, $"color=c={Cars[_dice.Next(Cars.Length)]}:s=96x34:r=12:d={Seconds},")
        + $"{Box(18, 4, 56, 14, "0x90a8b8")},{Box(88, 18, 8, 8, "0xffffc0")}";

    private string Way() => string.Create(CultureInfo.InvariantCulture, $"-96+(t-{_dice.NextDouble() * 2:0.00})*{_dice.Next(110, 320)}");

    private static string Box(int x, int y, int w, int h, string colour) =>
        string.Create(CultureInfo.InvariantCulture, $"drawbox=x={x}:y={y}:w={w}:h={h}:color={colour}:t=fill");
}
