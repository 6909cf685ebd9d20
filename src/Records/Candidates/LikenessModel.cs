using System.Collections.Frozen;
using System.Collections.Immutable;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Linkage;

namespace Bluelamp.Records;

/// <summary>How likely two descriptions are of one person or thing: the part of a file of <c>definitions/linkage/</c> that the linkage engine works by.</summary>
/// <param name="Narrow">Under what a description is found.</param>
/// <param name="Wide">Under what it is found as well, among the many who share it.</param>
/// <param name="Searched">Under what it is found by whoever searches, who knows little and reads a list.</param>
/// <param name="Placed">The same without any name, for names that were misheard altogether.</param>
/// <param name="Against">The levels that speak so much against that whoever decides is told.</param>
public sealed record LikenessModel(
    LinkageModel Model,
    RecordKeys Narrow,
    RecordKeys Wide,
    RecordKeys Searched,
    RecordKeys Placed,
    FrozenSet<string> Against
)
{
    /// <summary>The same for whoever wrote down what they heard: how a name sounds says then nearly as much as how it is spelt.</summary>
    public LinkageModel Heard { get; init; } = Model;

    /// <summary>Reads <c>population</c>, <c>find-by</c>, <c>find-also-by</c>, <c>search-by</c>, <c>search-also-by</c> and <c>compare</c>.</summary>
    public static LikenessModel OfPeople(Fields file) => new LikenessReader(file, PersonValues.Columns, PersonValues.Lists).People();

    /// <summary>Reads <c>population</c>, <c>find-by</c> and <c>compare</c>.</summary>
    /// <param name="columns">What may be compared or found by.</param>
    /// <param name="lists">Those of them that hold several values.</param>
    public static LikenessModel OfThings(Fields file, ImmutableArray<string> columns, ImmutableArray<string> lists) =>
        new LikenessReader(file, columns, lists).Things();

    /// <summary>Every key under which a description is kept.</summary>
    /// <param name="value">What it has in a column.</param>
    public long[] KeysOf(Func<string, string?> value) =>
        [.. new[] { Narrow, Wide, Searched, Placed }.SelectMany(k => k.Of(value)).Distinct()];

    /// <summary>Of the parts of a reason those that are told: what says less than a bit either way is none; what speaks against is told always.</summary>
    public bool Counts(ExplainedPart part) => part.Gamma >= 0 && (Math.Abs(Bits(part)) >= 1 || Against.Contains(part.Said));

    /// <summary>What a part says for (above 0) or against.</summary>
    public static double Bits(ExplainedPart part) => part.Plain + part.Frequency;
}

/// <summary>Reads how things of one kind are found and compared; each fault with its line.</summary>
internal sealed class LikenessReader(Fields file, ImmutableArray<string> columns, ImmutableArray<string> lists)
{
    private const string Otherwise = "otherwise";
    private readonly HashSet<string> _against = new(StringComparer.Ordinal);
    private readonly Dictionary<Level, double> _heard = new(ReferenceEqualityComparer.Instance);

    public LikenessModel People() =>
        Read(
            file.List("find-by", Rule),
            file.List("find-also-by", Rule),
            file.List("search-by", Rule),
            file.ListOrEmpty("search-also-by", Rule)
        );

    public LikenessModel Things() => Read(file.List("find-by", Rule), [], [], []);

    private LikenessModel Read(
        ImmutableArray<BlockingRule> narrow,
        ImmutableArray<BlockingRule> wide,
        ImmutableArray<BlockingRule> searched,
        ImmutableArray<BlockingRule> placed
    )
    {
        var compared = file.Section("compare").All().Select(c => Compared(c.Key, c.Value.AsFields())).ToImmutableArray();
        var model = new LinkageModel(1d / file.Whole("population", min: 2), compared, [.. narrow, .. wide]);
        return new(model, Keys(narrow), Keys(wide), Keys(searched), Keys(placed), _against.ToFrozenSet(StringComparer.Ordinal))
        {
            Heard = model with { Comparisons = [.. compared.Select(Heard)] },
        };
    }

    private Comparison Compared(string name, Fields fields)
    {
        var missing = Column(fields["missing"]);
        var levels = fields.List("levels", i => Level(i.AsFields()));
        if (levels.Length > 0 && !levels[^1].IsElse)
            fields.Error("levels", "The last level holds of everything that is left. Write: when: otherwise.");
        return new(name, [new($"{missing}_l IS NULL OR {missing}_r IS NULL", $"{name} not known") { IsNull = true }, .. levels]);
    }

    private Level Level(Fields fields)
    {
        var (when, says) = (fields.Text("when"), fields.Text("says"));
        if (fields.FlagOr("against", otherwise: false))
            _against.Add(says);
        var level = new Level(string.Equals(when, Otherwise, StringComparison.Ordinal) ? Linkage.Level.Else : Condition(fields, when), says)
        {
            M = Share(fields, "m"),
            U = Share(fields, "u"),
            TfColumn = fields.Has("rarity") ? Column(fields["rarity"]) : null,
        };
        if (fields.Has("m-heard"))
            _heard.Add(level, Share(fields, "m-heard"));
        return level;
    }

    private Comparison Heard(Comparison compared) =>
        compared with
        {
            Levels = [.. compared.Levels.Select(l => _heard.TryGetValue(l, out var m) ? l with { M = m } : l)],
        };

    private string Condition(Fields fields, string when)
    {
        try
        {
            if (SqlParser.Parse(when).Columns.FirstOrDefault(c => !columns.Contains(c, StringComparer.Ordinal)) is { } unknown)
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

    private string Column(Item item) => Column(item, item.AsText());

    private string Column(Item item, string column)
    {
        if (item.IsText && !columns.Contains(column, StringComparer.Ordinal))
            item.Error(NoColumn(column));
        return column;
    }

    private string NoColumn(string column) =>
        $"'{column}' is nothing that descriptions are compared by. Write one of: {string.Join(", ", columns)}.";

    private BlockingRule Rule(Item item)
    {
        string[] same = [.. item.AsList().Select(c => Column(c, c.AsText().Replace('-', '_')))];
        string[] exploded = [.. same.Intersect(lists, StringComparer.Ordinal)];
        if (exploded.Length > 1)
            item.Error($"{string.Join(" and ", exploded)} hold several values each. Name one of them here.");
        return new(string.Join(" AND ", same.Select(static c => $"l.\"{c}\" = r.\"{c}\""))) { Exploded = [.. exploded] };
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
