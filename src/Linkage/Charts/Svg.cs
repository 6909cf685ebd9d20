using System.Globalization;
using System.Net;
using System.Text;

namespace Bluelamp.Linkage;

/// <summary>Writes the inside of a chart. Texts may hold anything and are escaped; lengths are in units of a picture 420 wide.</summary>
internal sealed class Svg
{
    public const double Width = 420;

    /// <summary>From the foot of one line of text to the next.</summary>
    public const double Line = 19;

    /// <summary>Between what belongs together and what comes next.</summary>
    public const double Gap = 6;

    /// <summary>As many letters fit on a line.</summary>
    private const int Letters = 56;

    private readonly StringBuilder inside = new();

    public static string Escaped(string text) => WebUtility.HtmlEncode(new string([.. text.Where(static c => c >= ' ')]));

    public void Text(double x, double y, string text, string? kind = null, string? anchor = null) =>
        Add($"<text x=\"{x:0.#}\" y=\"{y:0.#}\"{Class(kind)}{(anchor is null ? "" : $" text-anchor=\"{anchor}\"")}>{Escaped(text)}</text>");

    /// <summary>A text on as many lines as it needs; answers the foot of the last one.</summary>
    public double Wrapped(double x, double y, string text, string? kind = null)
    {
        foreach (var line in Lines(text))
        {
            Text(x, y, line, kind);
            y += Line;
        }
        return y - Line;
    }

    public void Bar(double x, double y, double width, double height, string kind) =>
        Add($"<rect x=\"{x:0.##}\" y=\"{y:0.#}\" width=\"{Math.Max(0, width):0.##}\" height=\"{height:0.#}\"{Class(kind)}/>");

    public void Rule(double x1, double y1, double x2, double y2, string kind, bool dashed = false) =>
        Add(
            $"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\"{Class(kind)}{(dashed ? " stroke-dasharray=\"4 3\"" : "")}/>"
        );

    public void Dot(double x, double y, double radius, string kind) =>
        Add($"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.#}\"{Class(kind)}/>");

    public void Curve(IEnumerable<(double X, double Y)> points) =>
        Add(
            $"<polyline class=\"curve\" points=\"{string.Join(' ', points.Select(static p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.##},{p.Y:0.##}")))}\"/>"
        );

    /// <summary>The element, read out as one picture with a title and a description.</summary>
    public string Whole(string name, string title, string said, double height) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"bl-chart\" viewBox=\"0 0 {Width} {height:0}\" role=\"img\" aria-labelledby=\"{name}-title {name}-said\"><title id=\"{name}-title\">{Escaped(title)}</title><desc id=\"{name}-said\">{Escaped(said)}</desc>{inside}</svg>"
        );

    private static string Class(string? kind) => kind is null ? "" : $" class=\"{kind}\"";

    private void Add(FormattableString element) => inside.Append(FormattableString.Invariant(element));

    /// <summary>Broken between words; a word that is longer than a line is broken within.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        while (text.Length > Letters)
        {
            var at = text.LastIndexOf(' ', Letters);
            yield return text[..(at > 0 ? at : Letters)];
            text = text[(at > 0 ? at + 1 : Letters)..];
        }
        yield return text;
    }
}
