using System.Collections.Frozen;
using System.Collections.Immutable;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>How likely two descriptions are of one person: the part of <c>definitions/linkage/person.yaml</c> that the linkage engine works by.</summary>
/// <param name="Narrow">Under what a description is found.</param>
/// <param name="Wide">Under what it is found as well, among the many who share it.</param>
/// <param name="Searched">Under what it is found by whoever searches, who knows little and reads a list.</param>
/// <param name="Against">The levels that speak so much against a person that whoever decides is told.</param>
public sealed record PersonModel(LinkageModel Model, RecordKeys Narrow, RecordKeys Wide, RecordKeys Searched, FrozenSet<string> Against)
{
    private const string Otherwise = "otherwise";

    /// <summary>Reads <c>population</c>, <c>find-by</c>, <c>find-also-by</c> and <c>compare</c>.</summary>
    public static PersonModel Read(Fields file)
    {
        var against = new HashSet<string>(StringComparer.Ordinal);
        var compared = file.Section("compare").All().Select(c => Compared(c.Key, c.Value.AsFields(), against)).ToImmutableArray();
        var (narrow, wide, searched) = (file.List("find-by", Rule), file.List("find-also-by", Rule), file.List("search-by", Rule));
        var model = new LinkageModel(1d / file.Whole("population", min: 2), compared, [.. narrow, .. wide]);
        return new(model, Keys(narrow), Keys(wide), Keys(searched), against.ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>Every key under which a description is kept.</summary>
    public long[] KeysOf(PersonValues values) => [.. new[] { Narrow, Wide, Searched }.SelectMany(k => k.Of(c => values[c])).Distinct()];

    private static Comparison Compared(string name, Fields fields, HashSet<string> against)
    {
        var missing = Column(fields["missing"]);
        var levels = fields.List("levels", i => Level(i.AsFields(), against));
        if (levels.Length > 0 && !levels[^1].IsElse)
            fields.Error("levels", "The last level holds of everything that is left. Write: when: otherwise.");
        return new(name, [new($"{missing}_l IS NULL OR {missing}_r IS NULL", $"{name} not known") { IsNull = true }, .. levels]);
    }

    private static Level Level(Fields fields, HashSet<string> against)
    {
        var (when, says) = (fields.Text("when"), fields.Text("says"));
        if (fields.FlagOr("against", otherwise: false))
            against.Add(says);
        return new(string.Equals(when, Otherwise, StringComparison.Ordinal) ? Linkage.Level.Else : Condition(fields, when), says)
        {
            M = Share(fields, "m"),
            U = Share(fields, "u"),
            TfColumn = fields.Has("rarity") ? Column(fields["rarity"]) : null,
        };
    }

    private static string Condition(Fields fields, string when)
    {
        try
        {
            if (
                SqlParser.Parse(when).Columns.FirstOrDefault(static c => !PersonValues.Columns.Contains(c, StringComparer.Ordinal)) is
                { } unknown
            )
                fields.Error("when", NoColumn(unknown));
        }
        catch (InputFaultException e)
        {
            fields.Error("when", e.Message);
        }
        return when;
    }

    private static double Share(Fields fields, string key)
    {
        var share = fields.Number(key);
        if (share is <= 0 or > 1)
            fields.Error(key, $"'{key}' is a share of pairs: above 0, at most 1.");
        return share;
    }

    private static string Column(Item item)
    {
        var column = item.AsText();
        if (item.IsText && !PersonValues.Columns.Contains(column, StringComparer.Ordinal))
            item.Error(NoColumn(column));
        return column;
    }

    private static string NoColumn(string column) =>
        $"'{column}' is nothing that descriptions are compared by. Write one of: {string.Join(", ", PersonValues.Columns)}.";

    private static BlockingRule Rule(Item item)
    {
        string[] columns = [.. item.AsList().Select(static c => Column(c, c.AsText().Replace('-', '_')))];
        return new(string.Join(" AND ", columns.Select(static c => $"l.\"{c}\" = r.\"{c}\"")))
        {
            Exploded = [.. columns.Intersect(PersonValues.Lists, StringComparer.Ordinal)],
        };
    }

    private static string Column(Item item, string column)
    {
        if (item.IsText && !PersonValues.Columns.Contains(column, StringComparer.Ordinal))
            item.Error(NoColumn(column));
        return column;
    }

    private static RecordKeys Keys(ImmutableArray<BlockingRule> rules)
    {
        try
        {
            return new(rules);
        }
        catch (InputFaultException)
        {
            return new([]); // the fault is reported where it stands
        }
    }
}
