using System.Collections.Immutable;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Evidence.Versions;

/// <summary>By what names of people are found in a document (<c>definitions/names/people.yaml</c>).</summary>
/// <param name="Titles">What stands before a name: <c>Mrs</c>, <c>PC</c>, <c>Parch</c>.</param>
/// <param name="Before">Words after which a name follows: <c>signed by</c>, <c>fy enw i yw</c>.</param>
/// <param name="Between">Small words within names: <c>ap</c>, <c>ferch</c>.</param>
/// <param name="Ambiguous">First names that are also words: they count only before another name.</param>
public sealed record NameRule(
    ImmutableArray<string> Titles,
    ImmutableArray<string> Before,
    ImmutableArray<string> Between,
    ImmutableHashSet<string> Ambiguous,
    ImmutableHashSet<string> First,
    ImmutableHashSet<string> Last
);

/// <summary>Reads <c>definitions/names/*.yaml</c>.</summary>
public sealed class NameRuleKind : IDefinitionKind<NameRule>
{
    /// <summary>The id of the rule by which names are found.</summary>
    public const string Id = "people";

    public string Folder => "names";

    public NameRule Read(Fields file)
    {
        file.Bilingual("about");
        file.Text("source");
        return new(
            file["titles"].AsTexts(),
            file["before"].AsTexts(),
            file["between"].AsTexts(),
            Set(file, "ambiguous"),
            Set(file, "first"),
            Set(file, "last")
        );
    }

    private static ImmutableHashSet<string> Set(Fields file, string key) =>
        file[key].AsTexts().ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
}
