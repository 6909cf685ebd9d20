using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bluelamp.Linkage.Cleaning;

/// <summary>
/// Reads declared steps from JSON, a list of objects: <c>[{ "column": "dob", "operation": "date", "order": "mdy", "unreadable": "empty" }]</c>. Comments and
/// a comma too many are allowed; an unknown operation or option is not.
/// </summary>
public static class CleaningSteps
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The steps, in their order.</summary>
    /// <exception cref="InputFaultException">The text is no such list; the message says where.</exception>
    public static ImmutableArray<CleaningStep> Parse(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            var steps = Read(ref reader, utf8Json);
            reader.Read(); // throws where something follows
            return steps;
        }
        catch (JsonException e)
        {
            throw new InputFaultException($"Line {e.LineNumber + 1}: this is no JSON. {e.Message}", e);
        }
    }

    /// <summary>The steps as they are read again: each option that its operation has.</summary>
    public static string Write(IEnumerable<CleaningStep> steps) => new JsonArray([.. steps.Select(Written)]).ToJsonString(Indented);

    private static JsonNode Written(CleaningStep step)
    {
        var written = new JsonObject { ["column"] = step.Column, ["operation"] = StepReader.NameOf(step.Operation) };
        if (step.Operation is CleaningOperation.Punctuation)
        {
            written["apostrophes"] = Small(step.Apostrophes);
            written["hyphens"] = Small(step.Hyphens);
        }
        if (step.Operation is CleaningOperation.Phone)
            written["country"] = step.Country;
        if (step.Operation is CleaningOperation.Date)
        {
            written["order"] = Small(step.Order);
            written["latest-year"] = step.LatestYear;
        }
        if (step.Operation is CleaningOperation.Date or CleaningOperation.Phone or CleaningOperation.Postcode or CleaningOperation.Email)
            written["unreadable"] = Small(step.Unreadable);
        if (step.Operation is CleaningOperation.NullIf)
            written["values"] = new JsonArray([.. step.Values.Select(static v => (JsonNode)v)]);
        return written;
    }

    private static string Small<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>The steps of a list that begins where the reader stands, inside of a larger text; the reader stays at the end of the list.</summary>
    public static ImmutableArray<CleaningStep> Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> source)
    {
        var steps = new StepReader(reader, source);
        var read = steps.ReadSteps();
        reader = steps.Json;
        return read;
    }
}

/// <summary>One list of steps being read; <see cref="Json"/> stands at the token that is looked at.</summary>
internal ref struct StepReader(Utf8JsonReader json, ReadOnlySpan<byte> source)
{
    private static readonly FrozenDictionary<string, CleaningOperation> Operations = Enum.GetValues<CleaningOperation>()
        .ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, CleaningOperation[]> Options = new Dictionary<string, CleaningOperation[]>(
        StringComparer.Ordinal
    )
    {
        ["apostrophes"] = [CleaningOperation.Punctuation],
        ["hyphens"] = [CleaningOperation.Punctuation],
        ["country"] = [CleaningOperation.Phone],
        ["order"] = [CleaningOperation.Date],
        ["latest-year"] = [CleaningOperation.Date],
        ["unreadable"] = [CleaningOperation.Date, CleaningOperation.Phone, CleaningOperation.Postcode, CleaningOperation.Email],
        ["values"] = [CleaningOperation.NullIf],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly ReadOnlySpan<byte> _source = source;
    private string _path = "$";

    public Utf8JsonReader Json = json;

    /// <summary>How an operation is called in JSON.</summary>
    public static string NameOf(CleaningOperation operation) => JsonNamingPolicy.KebabCaseLower.ConvertName(operation.ToString());

    public ImmutableArray<CleaningStep> ReadSteps()
    {
        if (Json.TokenType != JsonTokenType.StartArray)
            throw Wrong("Cleaning is a list of steps, between [ and ].");
        var steps = ImmutableArray.CreateBuilder<CleaningStep>();
        while (Json.Read() && Json.TokenType != JsonTokenType.EndArray)
            steps.Add(ReadStep($"$[{steps.Count}]"));
        return steps.ToImmutable();
    }

    private CleaningStep ReadStep(string path)
    {
        _path = path;
        if (Json.TokenType != JsonTokenType.StartObject)
            throw Wrong("A step is an object with a column and an operation.");
        CleaningStep step = new("", (CleaningOperation)(-1));
        Dictionary<string, long> options = new(StringComparer.Ordinal);
        while (Json.Read() && Json.TokenType == JsonTokenType.PropertyName)
        {
            var name = Json.GetString()!; // a property name is never null
            _path = $"{path}.{name}";
            if (name is not ("column" or "operation") && !Options.ContainsKey(name))
                throw Wrong($"There is no such option. {AnyOf(Options.Keys)}");
            options[name] = Json.TokenStartIndex;
            Json.Read();
            step = With(step, name);
        }

        _path = path;
        return Checked(step, options);
    }

    private readonly CleaningStep Checked(CleaningStep step, Dictionary<string, long> options)
    {
        if (step.Column.Length == 0)
            throw Wrong("The step names no column.");
        if (!Enum.IsDefined(step.Operation))
            throw Wrong($"The step names no operation. {AnyOf(Operations.Keys)}");
        foreach (var (option, at) in options)
        {
            if (Options.TryGetValue(option, out var uses) && !uses.Contains(step.Operation))
                throw Wrong(
                    at,
                    $"{_path}.{option}",
                    $"This option means nothing here; it belongs to {string.Join(", ", uses).ToLowerInvariant()}."
                );
        }

        return step;
    }

    private CleaningStep With(CleaningStep step, string option) =>
        option switch
        {
            "column" => step with { Column = Text() },
            "operation" => step with { Operation = One(Operations) },
            "apostrophes" => step with { Apostrophes = One<SignUse>() },
            "hyphens" => step with { Hyphens = One<SignUse>() },
            "country" => step with { Country = Country() },
            "order" => step with { Order = One<DateOrder>() },
            "latest-year" => step with { LatestYear = Year() },
            "unreadable" => step with { Unreadable = One<Unreadable>() },
            _ => step with { Values = Texts() },
        };

    private readonly string Text() =>
        Json.TokenType == JsonTokenType.String && Json.GetString() is { Length: > 0 } text
            ? text
            : throw Wrong("This is a text between quotation marks.");

    private readonly T One<T>()
        where T : struct, Enum =>
        One(Enum.GetValues<T>().ToFrozenDictionary(static value => value.ToString().ToLowerInvariant(), StringComparer.Ordinal));

    private readonly T One<T>(FrozenDictionary<string, T> any)
    {
        var text = Text();
        return any.TryGetValue(text, out var value) ? value : throw Wrong($"There is no \"{text}\". {AnyOf(any.Keys)}");
    }

    private readonly string Country()
    {
        var code = Text().TrimStart('+');
        return code.Length is >= 1 and <= 3 && code[0] != '0' && code.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            ? code
            : throw Wrong("A country code is one to three digits, such as \"44\".");
    }

    private readonly int Year() =>
        Json.TokenType == JsonTokenType.Number && Json.TryGetInt32(out var year) && year is >= 100 and <= 2999
            ? year
            : throw Wrong("This is a year from 100 to 2999, without quotation marks.");

    private ImmutableArray<string> Texts()
    {
        if (Json.TokenType != JsonTokenType.StartArray)
            throw Wrong("This is a list of texts, between [ and ].");
        var texts = ImmutableArray.CreateBuilder<string>();
        while (Json.Read() && Json.TokenType != JsonTokenType.EndArray)
            texts.Add(
                Json.TokenType == JsonTokenType.String
                    ? Json.GetString()!
                    : throw Wrong("Each of the list is a text between quotation marks.")
            );
        return texts.ToImmutable();
    }

    private static string AnyOf(IEnumerable<string> any) => $"It is one of {string.Join(", ", any.Order(StringComparer.Ordinal))}.";

    private readonly InputFaultException Wrong(string sentence) => Wrong(Json.TokenStartIndex, _path, sentence);

    private readonly InputFaultException Wrong(long at, string path, string sentence)
    {
        var line = 1 + _source[..(int)at].Count((byte)'\n');
        return new($"Line {line.ToString(CultureInfo.InvariantCulture)}, {path}: {sentence}");
    }
}
