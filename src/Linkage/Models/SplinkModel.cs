using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bluelamp.Linkage;

/// <summary>
/// Reads and writes a model as the JSON of Splink's settings (version 4), so that what was trained here runs there, and the other way round.
/// </summary>
public static class SplinkModel
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 32,
    };

    /// <summary>Reads a model.</summary>
    /// <param name="name">What to call the file in an error.</param>
    /// <param name="over">The records that it is for: it may ask for their columns only. Null where nobody knows them yet.</param>
    /// <exception cref="InputFaultException">It is no model; says where and why.</exception>
    public static LinkageModel Read(string json, string name, Table? over = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return Model(new(document.RootElement, json, name, "", over));
        }
        catch (JsonException e)
        {
            throw new InputFaultException($"{name}, line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: this is no JSON.", e);
        }
    }

    public static string Write(LinkageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var settings = new JsonObject
        {
            ["link_type"] = model.LinkType switch
            {
                LinkType.LinkOnly => "link_only",
                LinkType.LinkAndDedupe => "link_and_dedupe",
                _ => "dedupe_only",
            },
            ["probability_two_random_records_match"] = model.Prior,
            ["retain_matching_columns"] = true,
            ["retain_intermediate_calculation_columns"] = false,
            ["additional_columns_to_retain"] = new JsonArray(),
            ["sql_dialect"] = "duckdb",
            ["em_convergence"] = 0.0001,
            ["max_iterations"] = 25,
            ["bayes_factor_column_prefix"] = "bf_",
            ["term_frequency_adjustment_column_prefix"] = "tf_",
            ["comparison_vector_value_column_prefix"] = "gamma_",
            ["unique_id_column_name"] = model.IdColumn,
            ["source_dataset_column_name"] = model.SourceColumn,
            ["blocking_rules_to_generate_predictions"] = new JsonArray([.. model.BlockingRules.Select(Rule)]),
            ["comparisons"] = new JsonArray([.. model.Comparisons.Select(Comparison)]),
        };
        return settings.ToJsonString(Indented);
    }

    private static JsonNode Rule(BlockingRule rule)
    {
        var written = new JsonObject { ["blocking_rule"] = rule.Condition, ["sql_dialect"] = "duckdb" };
        if (!rule.Exploded.IsDefaultOrEmpty)
            written["arrays_to_explode"] = new JsonArray([.. rule.Exploded.Select(static e => (JsonNode)e)]);
        return written;
    }

    private static JsonNode Comparison(Comparison comparison) =>
        new JsonObject
        {
            ["output_column_name"] = comparison.Name,
            ["comparison_levels"] = new JsonArray([.. comparison.Levels.Select(Level)]),
            ["comparison_description"] = comparison.Description ?? comparison.Name,
        };

    private static JsonNode Level(Level level)
    {
        var written = new JsonObject { ["sql_condition"] = level.Condition, ["label_for_charts"] = level.Label };
        if (level.M is { } m)
            written["m_probability"] = m;
        if (level.U is { } u)
            written["u_probability"] = u;
        written["fix_m_probability"] = level.FixM;
        written["fix_u_probability"] = level.FixU;
        if (level.IsNull)
            written["is_null_level"] = true;
        if (level.TfColumn is null)
            return written;
        written["tf_adjustment_column"] = level.TfColumn;
        written["tf_adjustment_weight"] = level.TfWeight;
        if (level.TfLeastU > 0)
            written["tf_minimum_u_value"] = level.TfLeastU;
        return written;
    }

    private static LinkageModel Model(Place settings)
    {
        if (settings.Element.ValueKind is not JsonValueKind.Object)
            throw settings.Fault("this is no model, which is an object of settings");
        var model = Settings(settings);
        return model.Comparisons.IsEmpty
            ? throw settings.Fault("the model has no comparisons, so it says nothing of any pair", "comparisons")
            : model;
    }

    private static LinkageModel Settings(Place settings) =>
        new(
            Prior(settings),
            [.. settings.List("comparisons").Select(Comparison)],
            [.. settings.List("blocking_rules_to_generate_predictions").Select(Rule)]
        )
        {
            LinkType = settings.Text("link_type") switch
            {
                "link_only" => LinkType.LinkOnly,
                "link_and_dedupe" => LinkType.LinkAndDedupe,
                "dedupe_only" or null => LinkType.DedupeOnly,
                var other => throw settings.Fault($"link_type is {other}; it may be dedupe_only, link_only or link_and_dedupe"),
            },
            IdColumn = settings.Text("unique_id_column_name") ?? "unique_id",
            SourceColumn = settings.Text("source_dataset_column_name") ?? "source_dataset",
        };

    private static double Prior(Place settings)
    {
        const string Key = "probability_two_random_records_match";
        return settings.Number(Key) is not { } prior ? 0.0001
            : prior is > 0 and < 1 ? prior
            : throw settings.Fault(string.Create(CultureInfo.InvariantCulture, $"{Key} is {prior}; it must lie above 0 and below 1"), Key);
    }

    private static BlockingRule Rule(Place rule)
    {
        if (rule.Element.ValueKind is JsonValueKind.String)
            return new(Condition(rule, rule.Element.GetString()!));
        var condition = rule.Text("blocking_rule") ?? throw rule.Fault("blocking_rule is missing");
        return new(Condition(rule, condition))
        {
            Exploded = [.. rule.List("arrays_to_explode").Select(static p => Column(p, p.Element.GetString()!))],
        };
    }

    private static Comparison Comparison(Place comparison)
    {
        var name = comparison.Text("output_column_name") ?? throw comparison.Fault("output_column_name is missing");
        var levels = comparison.List("comparison_levels").Select(Level).ToImmutableArray();
        if (levels.IsEmpty)
            throw comparison.Fault($"the comparison {name} has no comparison_levels");
        if (!levels[^1].IsElse)
            throw comparison.Fault($"the last level of {name} must be ELSE");
        return new(name, Filled(levels)) { Description = comparison.Text("comparison_description") };
    }

    /// <summary>What Splink takes for a level of which it learned nothing: records of one person are at the first in 95 of 100 cases.</summary>
    internal static ImmutableArray<Level> Filled(ImmutableArray<Level> levels)
    {
        var steps = levels.Count(static l => !l.IsNull);
        var first = levels.IndexOf(levels.FirstOrDefault(static l => !l.IsNull)!);
        return steps < 2
            ? levels
            :
            [
                .. levels.Select(
                    (l, i) => l.IsNull || l.M is not null || l.U is null ? l : l with { M = i == first ? 0.95 : 0.05 / (steps - 1) }
                ),
            ];
    }

    private static Level Level(Place level)
    {
        var condition = Condition(level, level.Text("sql_condition") ?? throw level.Fault("sql_condition is missing"));
        return new(condition, level.Text("label_for_charts") ?? condition)
        {
            IsNull = level.Flag("is_null_level"),
            M = level.Probability("m_probability"),
            U = level.Probability("u_probability"),
            FixM = level.Flag("fix_m_probability"),
            FixU = level.Flag("fix_u_probability"),
            TfColumn = level.Text("tf_adjustment_column") is { } column ? Column(level, column) : null,
            TfWeight = level.Number("tf_adjustment_weight") ?? 1,
            TfLeastU = level.Number("tf_minimum_u_value") ?? 0,
        };
    }

    private static string Condition(Place place, string condition)
    {
        if (condition.Trim().Equals(Linkage.Level.Else, StringComparison.OrdinalIgnoreCase))
            return Linkage.Level.Else;
        foreach (var column in Parsed(place, condition).Columns)
            Column(place, column);
        return condition;
    }

    private static SqlExpression Parsed(Place place, string condition)
    {
        try
        {
            var parsed = SqlParser.Parse(condition);
            SqlValues.Check(parsed);
            return parsed;
        }
        catch (InputFaultException e)
        {
            throw place.Fault(e.Message.TrimEnd('.'));
        }
    }

    private static string Column(Place place, string name) =>
        place.Over?.Has(name) != false
            ? name
            : throw place.Fault(
                $"there is no column {name} among those of the records, which are {string.Join(", ", place.Over.Columns.Select(static c => c.Name))}"
            );

    /// <summary>A part of the file, with what is needed to say where a fault stands.</summary>
    private readonly record struct Place(JsonElement Element, string Json, string Name, string Path, Table? Over)
    {
        public string? Text(string key) =>
            !Has(key, out var value) ? null
            : value.ValueKind is JsonValueKind.String ? value.GetString()
            : throw Fault($"{key} must be a text");

        public double? Number(string key) =>
            !Has(key, out var value) ? null
            : value.ValueKind is JsonValueKind.Number ? value.GetDouble()
            : throw Fault($"{key} must be a number");

        public double? Probability(string key) =>
            Number(key) is not { } p ? null
            : p is > 0 and <= 1 ? p
            : throw Fault($"{key} is {p}; it must lie above 0 and not above 1");

        public bool Flag(string key) => Has(key, out var value) && value.ValueKind is JsonValueKind.True;

        public List<Place> List(string key)
        {
            if (!Has(key, out var value))
                return [];
            if (value.ValueKind is not JsonValueKind.Array)
                throw Fault($"{key} must be a list");
            var (json, name, path, over) = (Json, Name, Path, Over);
            return value.EnumerateArray().Select((e, i) => new Place(e, json, name, $"{path}{key}[{i}].", over)).ToList();
        }

        /// <summary>What is wrong, and where.</summary>
        /// <param name="key">Of what in this part, when not of all of it.</param>
        public InputFaultException Fault(string why, string? key = null) =>
            new($"{Name}, line {Line(key)}: {why} ({Path.TrimEnd('.')}).".Replace(" ().", ".", StringComparison.Ordinal));

        private bool Has(string key, out JsonElement value)
        {
            value = default;
            return Element.ValueKind is JsonValueKind.Object
                && Element.TryGetProperty(key, out value)
                && value.ValueKind is not JsonValueKind.Null;
        }

        /// <summary>The line on which this part begins: that of its own text in the whole; or that of a key in it, where it is there.</summary>
        private int Line(string? key)
        {
            var raw = Element.GetRawText();
            var at = Json.IndexOf(raw, StringComparison.Ordinal);
            if (key is not null)
                at += Math.Max(0, raw.IndexOf($"\"{key}\"", StringComparison.Ordinal));
            return 1 + Json.AsSpan(0, Math.Max(0, at)).Count('\n');
        }
    }
}
