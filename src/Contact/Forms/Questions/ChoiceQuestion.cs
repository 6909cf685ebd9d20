using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bluelamp.Kernel.Expressions;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Forms;

/// <summary>One of the answers that a question offers.</summary>
public sealed record Option(string Value, Bilingual Label, Bilingual? Hint = null);

/// <summary>One answer out of several: radios.</summary>
public sealed record ChoiceQuestion(ImmutableArray<Option> Options) : Question
{
    public override CelType CelType => CelType.String;

    public override CelValue ToCel(JsonElement? answer) => answer is { } a && a.TryText(out var text) ? text : "";

    public override JsonElement? Gather(Typed typed, string name) => typed[name] is { } value ? JsonText.Of(value) : null;

    public override void Fill(JsonElement answer, string name, Dictionary<string, string[]> fields)
    {
        if (answer.TryText(out var value))
            fields[name] = [value];
    }

    public override JsonElement? Check(JsonElement said, Checking at)
    {
        if (said.TryText(out var value) && Find(value) is not null)
            return JsonText.Of(value);
        at.Fault("not-a-choice", "Choose one of the answers", "Dewiswch un o'r atebion");
        return null;
    }

    public override IEnumerable<string> Say(JsonElement answer, Language language) =>
        answer.TryText(out var value) ? [Find(value)?.Label.In(language) ?? value] : [];

    public override JsonObject Schema() =>
        Described(new() { ["type"] = "string", ["enum"] = new JsonArray([.. Options.Select(static o => (JsonNode)o.Value)]) });

    private Option? Find(string value) => Options.FirstOrDefault(o => string.Equals(o.Value, value, StringComparison.Ordinal));
}

/// <summary>Any number of the answers: checkboxes. An option that excludes the others ("none of these") stands alone.</summary>
/// <param name="Alone">The value of the option that excludes the others, if there is one.</param>
public sealed record ChoicesQuestion(ImmutableArray<Option> Options, string? Alone) : Question
{
    public override CelType CelType => CelType.ListOf(CelType.String);

    public override CelValue ToCel(JsonElement? answer) => CelValue.ListOf([.. Values(answer).Select(CelValue.Of)]);

    public override JsonElement? Gather(Typed typed, string name) =>
        typed.All(name) is { Length: > 0 } values ? JsonText.Of(values.Select(JsonText.Of)) : null;

    public override void Fill(JsonElement answer, string name, Dictionary<string, string[]> fields) => fields[name] = [.. Values(answer)];

    public override JsonElement? Check(JsonElement said, Checking at)
    {
        if (said.ValueKind is not JsonValueKind.Array || said.GetArrayLength() > Options.Length)
        {
            at.Fault("not-choices", "Choose from the answers", "Dewiswch o'r atebion");
            return null;
        }

        if (said.GetArrayLength() == 0)
            return CheckGiven(said: null, at);
        var values = Values(said).ToHashSet(StringComparer.Ordinal);
        if (
            values.Count != said.GetArrayLength()
            || !values.All(v => Options.Any(o => string.Equals(o.Value, v, StringComparison.Ordinal)))
        )
            at.Fault("not-choices", "Choose from the answers", "Dewiswch o'r atebion");
        else if (Alone is not null && values.Contains(Alone) && values.Count > 1)
            at.Fault(
                "stands-alone",
                $"Choose “{Only.En}” or the other answers, not both",
                $"Dewiswch “{Only.Cy}” neu'r atebion eraill, nid y ddau"
            );
        else
            return JsonText.Of(Options.Where(o => values.Contains(o.Value)).Select(static o => JsonText.Of(o.Value)));
        return null;
    }

    public override IEnumerable<string> Say(JsonElement answer, Language language)
    {
        var values = Values(answer).ToHashSet(StringComparer.Ordinal);
        return Options.Where(o => values.Contains(o.Value)).Select(o => o.Label.In(language));
    }

    public override JsonObject Schema() =>
        Described(
            new()
            {
                ["type"] = "array",
                ["uniqueItems"] = true,
                ["items"] = new JsonObject
                {
                    ["type"] = "string",
                    ["enum"] = new JsonArray([.. Options.Select(static o => (JsonNode)o.Value)]),
                },
            }
        );

    private Bilingual Only => Options.First(o => string.Equals(o.Value, Alone, StringComparison.Ordinal)).Label;

    private static IEnumerable<string> Values(JsonElement? answer) =>
        answer is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(static i => i.TryText(out var text) ? text : null).OfType<string>()
            : [];
}

/// <summary>Yes or no. Welsh answers a question with its own verb, so that a form may give the words.</summary>
public sealed record YesNoQuestion : Question
{
    public Bilingual Yes { get; init; } = new("Yes", "Ie");

    public Bilingual No { get; init; } = new("No", "Na");

    public override CelType CelType => CelType.Bool;

    public override CelValue ToCel(JsonElement? answer) => answer is { ValueKind: JsonValueKind.True };

    public override JsonElement? Gather(Typed typed, string name) =>
        typed[name] switch
        {
            "yes" => JsonText.Of(flag: true),
            "no" => JsonText.Of(flag: false),
            null => null,
            var other => JsonText.Of(other),
        };

    public override void Fill(JsonElement answer, string name, Dictionary<string, string[]> fields) =>
        fields[name] = [answer.ValueKind is JsonValueKind.True ? "yes" : "no"];

    public override JsonElement? Check(JsonElement said, Checking at)
    {
        if (said.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return said;
        at.Fault("not-yes-or-no", "Choose yes or no", "Dewiswch ie neu na");
        return null;
    }

    public override IEnumerable<string> Say(JsonElement answer, Language language) =>
        [(answer.ValueKind is JsonValueKind.True ? Yes : No).In(language)];

    public override JsonObject Schema() => Described(new() { ["type"] = "boolean" });
}
