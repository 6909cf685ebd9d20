using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bluelamp.Evidence.Media;

/// <summary>What <c>ffprobe</c> says of a file.</summary>
/// <param name="Copies">A browser can play the streams as they are.</param>
public sealed record Probed(Found Found, bool Copies);

/// <summary>Reads the answer of <c>ffprobe -of json -show_format -show_streams</c>.</summary>
internal static partial class Probe
{
    /// <summary>Nothing when there is no stream to play or show.</summary>
    public static Probed? Read(string json)
    {
        try
        {
            using var answer = JsonDocument.Parse(json);
            return Read(answer.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Probed? Read(JsonElement root)
    {
        List<JsonElement> streams = root.TryGetProperty("streams", out var all) ? [.. all.EnumerateArray()] : [];
        var video = First(streams, "video");
        var audio = First(streams, "audio");
        if (video is null && audio is null)
            return null;
        JsonElement? format = root.TryGetProperty("format", out var f) ? f : null;
        var made = Tag(format, "com.apple.quicktime.creationdate") ?? Tag(format, "creation_time");
        var place = Iso6709().Match(Tag(format, "com.apple.quicktime.location.ISO6709") ?? Tag(format, "location") ?? "");
        var found = new Found(
            DurationSeconds: Number(Text(format, "duration")),
            Width: Whole(video, "width"),
            Height: Whole(video, "height"),
            VideoCodec: Text(video, "codec_name"),
            AudioCodec: Text(audio, "codec_name"),
            FrameRate: Ratio(Text(video, "avg_frame_rate")),
            MadeAt: Moment(made),
            MadeAtHasZone: Moment(made) is not null,
            Latitude: place.Success ? Number(place.Groups["lat"].Value) : null,
            Longitude: place.Success ? Number(place.Groups["lon"].Value) : null,
            Device: PictureFacts.Device(Tag(format, "com.apple.quicktime.make"), Tag(format, "com.apple.quicktime.model"))
        );
        var plain =
            found is { VideoCodec: "h264", Height: <= 1080, AudioCodec: null or "aac" }
            && string.Equals(Text(video, "pix_fmt"), "yuv420p", StringComparison.Ordinal);
        return new(found, plain);
    }

    private static JsonElement? First(List<JsonElement> streams, string kind) =>
        streams
            .Where(s => string.Equals(Text(s, "codec_type"), kind, StringComparison.Ordinal) && !IsCover(s))
            .Cast<JsonElement?>()
            .FirstOrDefault();

    /// <summary>The cover of a record is no film.</summary>
    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out var d) && d.TryGetProperty("attached_pic", out var cover) && cover.GetInt32() == 1;

    private static string? Text(JsonElement? of, string name) =>
        of is { } o && o.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static int? Whole(JsonElement? of, string name) =>
        of is { } o && o.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : null;

    private static string? Tag(JsonElement? of, string name) =>
        of is { } o && o.TryGetProperty("tags", out var tags) ? Text(tags, name) : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static double? Ratio(string? text) =>
        text?.Split('/') is [var a, var b] && Number(a) is { } over && Number(b) is > 0 and { } under ? Math.Round(over / under, 3) : null;

    private static DateTimeOffset? Moment(string? said) =>
        DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year > 1970
            ? at.ToUniversalTime()
            : null;

    /// <summary>Degrees with sign, as in <c>+51.5010-000.1416+012.3/</c> (ISO 6709, annex H).</summary>
    [GeneratedRegex(
        @"^(?<lat>[+-]\d{1,2}(\.\d+)?)(?<lon>[+-]\d{1,3}(\.\d+)?)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Iso6709();
}
