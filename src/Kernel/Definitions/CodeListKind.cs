using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bluelamp.Kernel.Definitions;

/// <summary>
/// Reads <c>definitions/codes/*.yaml</c>. <c>columns</c> names what a code may carry besides its title, status and days; a list with <c>public: true</c> is shown to
/// the public, so every code of it needs its Welsh.
/// </summary>
public sealed class CodeListKind : IDefinitionKind<CodeList>
{
    public string Folder => "codes";

    public CodeList Read(Fields file)
    {
        var isPublic = file.FlagOr("public", otherwise: false);
        var columns = file.TextsOrEmpty("columns");
        var codes = file.List("codes", item => (item.Place, Code: ReadCode(item.AsFields(), columns, isPublic)));
        foreach (var (earlier, later) in Clashes(codes))
            file["codes"]
                .AsList()[later]
                .Error(
                    $"'{codes[later].Code.Value}' is in force at the same time in line {codes[earlier].Place.Line}. End one with 'to:'."
                );
        return new(file.Text("source"), [.. codes.Select(static c => c.Code)]);
    }

    private static Code ReadCode(Fields row, ImmutableArray<string> columns, bool isPublic)
    {
        var english = row.Text("en");
        var welsh = isPublic ? row.Text("cy") : row.TextOrNull("cy");
        return new(
            row.Text("code"),
            new(english, welsh ?? english),
            HasWelsh: welsh is not null,
            row.Text("status"),
            row.DateOrNull("from"),
            row.DateOrNull("to"),
            columns.Where(row.Has).ToFrozenDictionary(static c => c, row.Text, StringComparer.Ordinal)
        );
    }

    private static IEnumerable<(int Earlier, int Later)> Clashes(ImmutableArray<(Place Place, Code Code)> codes)
    {
        var byValue = Enumerable.Range(0, codes.Length).GroupBy(i => codes[i].Code.Value, StringComparer.Ordinal);
        return from same in byValue from a in same from b in same where a < b && Overlap(codes[a].Code, codes[b].Code) select (a, b);
    }

    private static bool Overlap(Code a, Code b) =>
        (a.From ?? DateOnly.MinValue) <= (b.To ?? DateOnly.MaxValue) && (b.From ?? DateOnly.MinValue) <= (a.To ?? DateOnly.MaxValue);
}
