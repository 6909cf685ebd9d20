using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Risk;

/// <summary>
/// What a model makes of the facts of a case: a proposal with every reason, in both languages. It holds all that it was made from, so that anybody can
/// make it again (<see cref="Assessor.Replay"/>). <paramref name="Complete"/>: false when a fact or an expression was at fault, so a person must look.
/// </summary>
public sealed record Assessment(
    DefinitionRef Model,
    int Score,
    Named Band,
    string Grade,
    Named Route,
    bool Complete,
    ImmutableArray<LetterAssessed> Letters,
    ImmutableArray<RuleAssessed> Rules,
    ImmutableArray<FactorAssessed> Factors,
    ImmutableSortedDictionary<string, JsonElement> Facts,
    ImmutableArray<string> RefusedFacts
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public IEnumerable<FactorAssessed> Fired => Factors.Where(static f => f.Fired).OrderByDescending(static f => f.Weight);

    public IEnumerable<FactorAssessed> Silent => Factors.Where(static f => !f.Fired);

    /// <summary>As the ledger keeps it.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, Json);

    /// <summary>What the ledger kept; nothing when it has another shape than today's, and only a person can read it.</summary>
    public static Assessment? FromJson(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object)
            return null;
        try
        {
            return json.Deserialize<Assessment>(Json) is { IsWhole: true } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsWhole =>
        !(Letters.IsDefault || Rules.IsDefault || Factors.IsDefault || RefusedFacts.IsDefault)
        && Letters.All(static l => l is not null)
        && Rules.All(static r => r is not null)
        && Factors.All(static f => f is not null);
}

/// <summary>A code and what it is called.</summary>
public sealed record Named(string Id, Bilingual Title);

/// <summary>One letter: what it asks, the answer, and how great the risk is.</summary>
public sealed record LetterAssessed(string Letter, Bilingual Title, Bilingual Question, Bilingual Answer, RiskLevel Risk, int Points);

/// <summary>One factor, whether it held or not, in a sentence. <paramref name="Fault"/> says why it could not be judged.</summary>
public sealed record FactorAssessed(string Id, string Letter, bool Fired, int Weight, Bilingual Sentence, string? Fault = null);

/// <summary>One hard rule that held or not, and the least grade that it sets.</summary>
public sealed record RuleAssessed(string Id, bool Fired, string Grade, Bilingual Sentence, string? Fault = null);
