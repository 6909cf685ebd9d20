using System.Collections.Immutable;

namespace Bluelamp.Linkage;

/// <summary>A picture of figures, and the figures: whoever cannot see the one reads the other.</summary>
/// <param name="Name">Short, for a file or an anchor: <c>weights</c>.</param>
/// <param name="Said">What it shows and how to read it, in a sentence or two.</param>
/// <param name="Svg">An <c>svg</c> element with its title and description; its colours come from <see cref="ChartStyle"/>.</param>
/// <param name="Columns">The heads of the table; the first one is what a row is about.</param>
public sealed record Chart(
    string Name,
    string Title,
    string Said,
    string Svg,
    ImmutableArray<string> Columns,
    ImmutableArray<ImmutableArray<string>> Rows
)
{
    /// <summary>The picture as a file of its own.</summary>
    public string File() => Svg.Insert(Svg.IndexOf('>', StringComparison.Ordinal) + 1, $"<style>{ChartStyle.Css}</style>") + "\n";
}
