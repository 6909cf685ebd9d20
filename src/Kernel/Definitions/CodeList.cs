using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bluelamp.Kernel.Definitions;

/// <summary>A list of codes that records are classified by (<c>definitions/codes/</c>).</summary>
public sealed record CodeList(string Source, ImmutableArray<Code> All)
{
    /// <summary>The code as it is (or was) in force on a day; without a day, its newest meaning. Null when there is none such.</summary>
    public Code? Find(string? value, DateOnly? on = null) =>
        All.LastOrDefault(c => string.Equals(c.Value, value, StringComparison.Ordinal) && (on is not { } day || c.IsInForce(day)));

    /// <summary>The codes that one may choose for something of that day, in the order of the list.</summary>
    public IEnumerable<Code> On(DateOnly day) => All.Where(c => c.IsInForce(day));

    /// <summary>What a code means; the code itself when the list does not have it, as with codes from elsewhere.</summary>
    public Bilingual TitleOf(string value) => Find(value)?.Title ?? new(value, value);
}

/// <summary>
/// One code. <paramref name="Status"/> says how sure we are of it: <c>checked</c> against a published source, or why not. In force from the first day to the
/// last, both included; null is open. <paramref name="More"/> holds the other columns of the list; a column without a value is not there.
/// </summary>
public sealed record Code(
    string Value,
    Bilingual Title,
    bool HasWelsh,
    string Status,
    DateOnly? From,
    DateOnly? To,
    FrozenDictionary<string, string> More
)
{
    public bool IsInForce(DateOnly day) => (From is null || day >= From) && (To is null || day <= To);

    /// <summary>The value of another column, or null.</summary>
    public string? this[string column] => More.GetValueOrDefault(column);
}

/// <summary>The code lists in force.</summary>
public sealed class Codes(CurrentDefinitions definitions)
{
    /// <summary>A list that must be there, such as <c>home-office-outcomes</c>.</summary>
    public CodeList Get(string list) => definitions.Latest<CodeList>(list).Value;
}
