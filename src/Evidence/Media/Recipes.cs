using System.Globalization;

namespace Bluelamp.Evidence.Media;

/// <summary>How one derivative is made.</summary>
/// <param name="Before">Arguments that stand before the input.</param>
/// <param name="After">Arguments that stand between the input and the output.</param>
/// <param name="Type">The media type of what comes out.</param>
public sealed record Recipe(
    DerivativeKind Kind,
    IReadOnlyList<string> Before,
    IReadOnlyList<string> After,
    string Type,
    SandboxLimits SandboxLimits
);

/// <summary>
/// The recipes by what was found. No metadata goes over, no clock or random number goes in, threads are counted, and nothing is rounded as one processor does
/// and another does not, so that the same tool makes the same bytes again (decision 0184).
/// </summary>
internal static class Recipes
{
    /// <summary>The most dots of a picture that are decoded: a hundred million, as the largest cameras make.</summary>
    public const int MostPixels = 100_000_000;

    /// <summary>The file, in the folder of the run, that holds the words of a mark: so no sign in them is read as an argument.</summary>
    public const string MarkFile = "mark";

    /// <summary>Frames of a filmstrip.</summary>
    internal const int Moments = 10;

    /// <summary>How JPEG is coded, so that every processor makes the same bytes.</summary>
    internal static readonly string[] AnyProcessor = ["-dct", "int"];

    internal static readonly string[] Same = ["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags", "+bitexact"];
    private static readonly string[] Jpeg =
    [
        .. Same,
        "-an",
        "-frames:v",
        "1",
        "-c:v",
        "mjpeg",
        .. AnyProcessor,
        "-q:v",
        "4",
        "-threads",
        "1",
        "-f",
        "mjpeg",
    ];

    /// <summary>How to scale, so that it comes out the same on every processor: the fast ways round differently from one to the next.</summary>
    private const string Scaled = "flags=bicubic+accurate_rnd+bitexact";

    internal static readonly string[] Streams = ["-map", "0:v:0", "-map", "0:a:0?", "-sn", "-dn"];
    internal static readonly string Plain = $"scale=trunc(iw/2)*2:trunc(ih/2)*2:{Scaled},format=yuv420p";
    private static readonly string[] Copied = ["-c", "copy"];
    private static readonly string[] Smaller = ["-vf", $"{Within(1280, 720)},format=yuv420p"];
    private static readonly string[] H264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-threads", "2"];
    internal static readonly string[] Aac = ["-c:a", "aac", "-b:a", "128k", "-ac", "2"];

    /// <summary>The demuxer for a type that begins as it does. Never one that opens further files, such as playlists.</summary>
    public static string? Demuxer(string type) =>
        type switch
        {
            "video/mp4" or "video/quicktime" or "video/3gpp" or "audio/mp4" or "image/heic" or "image/avif" => "mov",
            "video/webm" or "video/x-matroska" => "matroska",
            "video/x-msvideo" => "avi",
            "video/mp2t" => "mpegts",
            "video/mpeg" => "mpeg",
            "video/x-flv" => "flv",
            "video/x-ms-asf" => "asf",
            "video/ogg" or "audio/ogg" => "ogg",
            "audio/mpeg" => "mp3",
            "audio/flac" => "flac",
            "audio/amr" => "amr",
            "audio/aac" => "aac",
            "audio/wav" => "wav",
            "image/jpeg" => "jpeg_pipe",
            "image/png" => "png_pipe",
            "image/gif" => "gif",
            "image/webp" => "webp_pipe",
            "image/tiff" => "tiff_pipe",
            "image/bmp" => "bmp_pipe",
            _ => null,
        };

    public static IEnumerable<Recipe> For(string type, Probed probed) =>
        type.StartsWith("image/", StringComparison.Ordinal) ? OfImage(probed.Found.Turned)
        : probed.Found.VideoCodec is null ? OfSound()
        : OfFilm(probed);

    /// <summary>
    /// A copy to look at or to hear that names whom it was made for: words across the picture, at three places, so that no corner can be cut off without them;
    /// in a sound, which has no picture, as its comment.
    /// </summary>
    /// <param name="mark">The words, a line each; the tool finds them in <see cref="MarkFile"/>.</param>
    public static Recipe Marked(string type, Probed probed, string mark)
    {
        if (type.StartsWith("image/", StringComparison.Ordinal))
            return Image(DerivativeKind.Web, 1600, probed.Found.Turned, Words(mark));
        if (probed.Found.VideoCodec is not null)
            return Film(["-vf", $"{Within(1280, 720)},{Words(mark)}format=yuv420p", .. H264, .. Aac]);
        var sound = OfSound().Single(static r => r.Kind is DerivativeKind.Proxy);
        return sound with { After = [.. sound.After, "-metadata", $"comment={mark}"] };
    }

    /// <summary>As large as the picture is wide enough for; half seen through.</summary>
    private static string Words(string mark)
    {
        var longest = mark.Split('\n').Max(static l => l.Length);
        var words = $"drawtext=textfile={MarkFile}:expansion=none:font=Sans:fontcolor=white@0.6:box=1:boxcolor=black@0.35:boxborderw=4";
        var size = $"fontsize='max(8,min(h/18,w*1.5/{longest}))'";
        return $"{words}:{size}:x=w/40:y=h/40,{words}:{size}:x='(w-text_w)/2':y='(h-text_h)/2',{words}:{size}:x='w-text_w-w/40':y='h-text_h-h/40',";
    }

    private static IEnumerable<Recipe> OfImage(int turned)
    {
        yield return Image(DerivativeKind.Poster, 480, turned);
        yield return Image(DerivativeKind.Web, 1600, turned);
    }

    private static Recipe Image(DerivativeKind kind, int side, int turned, string words = "") =>
        new(
            kind,
            ["-noautorotate"],
            ["-vf", $"{Upright(turned)}{Within(side, side)},{words}format=yuvj420p", .. Jpeg],
            "image/jpeg",
            SandboxLimits.Look
        );

    private static IEnumerable<Recipe> OfSound()
    {
        yield return new(
            DerivativeKind.Waveform,
            [],
            [
                "-filter_complex",
                "[0:a:0]aformat=channel_layouts=mono,showwavespic=s=1200x160:colors=0x1d70b8",
                .. Same,
                "-frames:v",
                "1",
                "-c:v",
                "png",
                "-f",
                "image2pipe",
            ],
            "image/png",
            SandboxLimits.Look with
            {
                Cpu = TimeSpan.FromMinutes(10),
                Wall = TimeSpan.FromMinutes(15),
            }
        );
        yield return new(
            DerivativeKind.Proxy,
            [],
            ["-map", "0:a:0", "-vn", "-sn", "-dn", .. Aac, .. Same, "-movflags", "+faststart", "-f", "mp4"],
            "audio/mp4",
            SandboxLimits.Film
        );
    }

    private static IEnumerable<Recipe> OfFilm(Probed probed)
    {
        var seconds = probed.Found.DurationSeconds ?? 0;
        yield return new(
            DerivativeKind.Poster,
            ["-ss", Said(Math.Min(1, seconds / 2))],
            ["-vf", $"{Within(640, 640)},format=yuvj420p", .. Jpeg],
            "image/jpeg",
            SandboxLimits.Look
        );
        yield return Film(probed.Copies ? Copied : [.. Smaller, .. H264, .. Aac]);
        if (seconds > 0)
            yield return new(
                DerivativeKind.Filmstrip,
                seconds > 60 ? ["-skip_frame", "nokey"] : [],
                ["-vf", $"fps={Said(Moments / seconds)},scale=160:-2:{Scaled},tile={Moments}x1,format=yuvj420p", .. Jpeg],
                "image/jpeg",
                SandboxLimits.Film
            );
    }

    private static Recipe Film(string[] how) =>
        new(
            DerivativeKind.Proxy,
            [],
            [.. Streams, .. how, .. Same, "-movflags", "+faststart", "-f", "mp4"],
            "video/mp4",
            SandboxLimits.Film
        );

    /// <summary>Made smaller, never larger, with even sides as the coders want them.</summary>
    internal static string Within(int width, int height) =>
        $"scale=w='max(2,min({width},iw))':h='max(2,min({height},ih))':force_original_aspect_ratio=decrease:force_divisible_by=2:{Scaled}";

    internal static string Upright(int turned) =>
        turned switch
        {
            2 => "hflip,",
            3 => "hflip,vflip,",
            4 => "vflip,",
            5 => "transpose=0,",
            6 => "transpose=1,",
            7 => "transpose=3,",
            8 => "transpose=2,",
            _ => "",
        };

    private static string Said(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
