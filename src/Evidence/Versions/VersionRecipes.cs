using System.Globalization;
using System.Text;
using Bluelamp.Evidence.Media;

namespace Bluelamp.Evidence.Versions;

/// <summary>
/// How versions are made. What is covered is gone: every picture is decoded, painted over and coded anew, every sound likewise, and nothing else of the file
/// goes over: no metadata, no other track, no small picture in the head.
/// </summary>
internal static class VersionRecipes
{
    /// <summary>A cover begins and ends this much earlier and later than said, so that no single frame slips through.</summary>
    private const double Margin = 0.05;

    private static readonly string[] Fine = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-threads", "2"];
    private static readonly SandboxLimits Stills = SandboxLimits.Look with { OutputBytes = 1L << 29 };

    public static Recipe Of(VersionPlan plan, string type, Found found) =>
        plan is { Kind: VersionKind.Clip, Part: { } part } ? Clip(part, found)
        : type.StartsWith("image/", StringComparison.Ordinal) ? Picture(plan, type, found)
        : found.VideoCodec is null ? Sound(plan)
        : Film(plan, found);

    private static Recipe Clip(Stretch part, Found found) =>
        Recording(
            ["-ss", Said(part.From)],
            found.VideoCodec is null
                ? ["-t", Said(part.Until - part.From), "-map", "0:a:0", "-vn", .. Recipes.Aac]
                : ["-t", Said(part.Until - part.From), .. Recipes.Streams, "-vf", Recipes.Plain, .. Fine, .. Recipes.Aac],
            found
        );

    private static Recipe Sound(VersionPlan plan) =>
        Recording([], ["-filter_complex", Muted(plan.Mutes), "-map", "[sound]", "-vn", .. Recipes.Aac], new());

    private static Recipe Film(VersionPlan plan, Found found)
    {
        var picture = Covered(plan.Regions, "null");
        var hasSound = found.AudioCodec is not null;
        string[] sound = hasSound ? ["-map", "[sound]", .. Recipes.Aac] : [];
        var graph = hasSound ? $"{picture};{Muted(plan.Mutes)}" : picture;
        return Recording([], ["-filter_complex", graph, "-map", "[picture]", .. sound, "-sn", "-dn", .. Fine], found);
    }

    private static Recipe Picture(VersionPlan plan, string type, Found found)
    {
        string[] coded = type is "image/jpeg" or "image/heic" or "image/avif"
            ? ["-c:v", "mjpeg", .. Recipes.AnyProcessor, "-q:v", "2"]
            : ["-c:v", "png"];
        string[] after = ["-filter_complex", Covered(plan.Regions, $"{Recipes.Upright(found.Turned)}null"), "-map", "[picture]"];
        var isJpeg = coded[1] is "mjpeg";
        return new(
            DerivativeKind.Web,
            ["-noautorotate"],
            [.. after, .. Recipes.Same, "-an", "-frames:v", "1", .. coded, "-threads", "1", "-f", isJpeg ? "mjpeg" : "image2pipe"],
            isJpeg ? "image/jpeg" : "image/png",
            Stills
        );
    }

    private static Recipe Recording(string[] before, string[] after, Found found) =>
        new(
            DerivativeKind.Proxy,
            before,
            [.. after, .. Recipes.Same, "-movflags", "+faststart", "-f", "mp4"],
            found.VideoCodec is null ? "audio/mp4" : "video/mp4",
            SandboxLimits.Film
        );

    /// <summary>The picture with a cover over each region: cut out, made unseen, and laid over the place that it came from.</summary>
    /// <param name="first">What is done to the picture before: so that it stands upright.</param>
    private static string Covered(IReadOnlyList<Region> regions, string first)
    {
        var graph = new StringBuilder($"[0:v:0]{first},{Recipes.Within(1920, 1920)},format=yuv420p[p0]");
        for (var i = 0; i < regions.Count; i++)
        {
            var (width, height) = (
                Side("iw", regions[i].Boxes.Max(static b => b.Width)),
                Side("ih", regions[i].Boxes.Max(static b => b.Height))
            );
            var cover =
                regions[i].Cover is Cover.Fill
                    ? "drawbox=x=0:y=0:w=iw:h=ih:color=black:t=fill"
                    : "boxblur=lr='min(w,h)/3':lp=3:cr='min(cw,ch)/3':cp=3";
            var (left, top) = (
                Middle(regions[i], static b => b.Left + (b.Width / 2)),
                Middle(regions[i], static b => b.Top + (b.Height / 2))
            );
            graph.Append(
                CultureInfo.InvariantCulture,
                $";[p{i}]split=2[under{i}][cut{i}];[cut{i}]crop=w='{width}':h='{height}':x='{Start(left, "iw", "ow")}':y='{Start(top, "ih", "oh")}':exact=1,{cover}[cover{i}]"
            );
            graph.Append(
                CultureInfo.InvariantCulture,
                $";[under{i}][cover{i}]overlay=x='{Start(left, "W", "w")}':y='{Start(top, "H", "h")}':eval=frame{When(regions[i].During)}[p{i + 1}]"
            );
        }

        return graph.Append(CultureInfo.InvariantCulture, $";[p{regions.Count}]null[picture]").ToString();
    }

    /// <summary>A side of a cover in dots: even, as colours are kept for two dots at once, and two dots more on either side.</summary>
    private static string Side(string whole, double hundredths) => $"min({whole},2*ceil({whole}*{Said(hundredths / 200)})+4)";

    /// <summary>Where a cover begins, so that its middle is there; within the picture, on an even dot.</summary>
    private static string Start(string middle, string whole, string part) =>
        $"clip(2*floor(({middle})*{whole}/2-{part}/4),0,{whole}-{part})";

    /// <summary>The middle of a region over time <c>t</c>, in parts of the picture: even movement between key frames, none before the first and after the last.</summary>
    private static string Middle(Region region, Func<Box, double> middle)
    {
        var (words, ends) = (new StringBuilder(), 0);
        for (var i = 0; i + 1 < region.Boxes.Count; i++)
        {
            var (a, b) = (region.Boxes[i], region.Boxes[i + 1]);
            if (i == 0)
                words.Append(CultureInfo.InvariantCulture, $"if(lt(t,{Said(a.At)}),{Said(middle(a) / 100)},");
            words.Append(
                CultureInfo.InvariantCulture,
                $"if(lt(t,{Said(b.At)}),{Said(middle(a) / 100)}+(t-{Said(a.At)})*{Said((middle(b) - middle(a)) / 100 / (b.At - a.At))},"
            );
            ends = i + 2;
        }

        return words.Append(Said(middle(region.Boxes[^1]) / 100)).Append(')', ends).ToString();
    }

    private static string When(Stretch? during) => during is null ? "" : $":enable='{Between(during)}'";

    private static string Muted(IReadOnlyList<Mute> mutes) =>
        mutes.Count == 0
            ? "[0:a:0]anull[sound]"
            : $"[0:a:0]volume=volume=0:enable='{string.Join('+', mutes.Select(static m => Between(m.During)))}'[sound]";

    private static string Between(Stretch during) => $"between(t,{Said(Math.Max(0, during.From - Margin))},{Said(during.Until + Margin)})";

    private static string Said(double number) => number.ToString("0.########", CultureInfo.InvariantCulture);
}
