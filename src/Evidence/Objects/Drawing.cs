using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Bluelamp.Evidence.Objects;

/// <summary>
/// A signature that somebody drew: lines of points, <c>x,y x,y;x,y …</c>, whole numbers in a field of 1000 by 300. What is kept is an SVG that is written here
/// from those numbers, so that nothing of what a browser sent gets into it.
/// </summary>
public sealed class Drawing
{
    /// <summary>The media type of what is kept.</summary>
    public const string Type = "image/svg+xml";

    /// <summary>Characters at most of what a browser sends.</summary>
    public const int Longest = 60_000;

    private const int Width = 1000;
    private const int Height = 300;
    private const int FewestPoints = 8; // less is a slip of the finger
    private readonly IReadOnlyList<IReadOnlyList<(int X, int Y)>> _lines;

    private Drawing(IReadOnlyList<IReadOnlyList<(int X, int Y)>> lines) => _lines = lines;

    /// <summary>Reads what a browser sent; nothing when it is no signature.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Drawing? drawing)
    {
        drawing = null;
        if (string.IsNullOrWhiteSpace(text) || text.Length > Longest)
            return false;
        var lines = text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Line).ToList();
        if (lines.Exists(static l => l is null) || lines.Sum(static l => l!.Count) < FewestPoints)
            return false;
        drawing = new(lines!);
        return true;
    }

    /// <summary>The picture: black lines on white, nothing else.</summary>
    public byte[] ToSvg()
    {
        var svg = new StringBuilder(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" fill="none" stroke="#000" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">"""
            )
        );
        foreach (var line in _lines)
            svg.Append("<polyline points=\"").AppendJoin(' ', line.Select(Text)).Append("\"/>");
        return Encoding.UTF8.GetBytes(svg.Append("</svg>").ToString());
    }

    private static string Text((int X, int Y) point) => string.Create(CultureInfo.InvariantCulture, $"{point.X},{point.Y}");

    private static List<(int X, int Y)>? Line(string text)
    {
        var points = new List<(int, int)>();
        foreach (var point in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                point.Split(',') is not [var x, var y]
                || !int.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out var across)
                || !int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var down)
                || across > Width
                || down > Height
            )
                return null;
            points.Add((across, down));
        }

        return points.Count == 0 ? null : points;
    }
}
