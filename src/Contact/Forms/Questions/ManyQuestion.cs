using System.Text.Json;
using System.Text.Json.Nodes;
using Bluelamp.Kernel.Expressions;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Forms;

/// <summary>
/// A group that may be answered several times, one at a time: "add another". One answer by itself stands for a list of one: a question that becomes
/// <c>many</c> in a later version of its form goes on taking what programs and drafts give it.
/// </summary>
/// <param name="Most">How many at most.</param>
public sealed record ManyQuestion(GroupQuestion Item, int Most) : Question
{
    public const int Usual = 20;

    public override CelType CelType => CelType.ListOf(Item.CelType);

    public override CelValue ToCel(JsonElement? answer) => CelValue.ListOf([.. Items(answer).Select(i => Item.ToCel(i))]);

    /// <summary>A page shows one item; the walk puts it into the list.</summary>
    public override JsonElement? Gather(Typed typed, string name) => Item.Gather(typed, name);

    public override void Fill(JsonElement answer, string name, Dictionary<string, string[]> fields) => Item.Fill(answer, name, fields);

    public override JsonElement? Check(JsonElement said, Checking at)
    {
        if (said.ValueKind is JsonValueKind.Object)
            return Item.CheckGiven(said, at) is { } one ? JsonText.Of([one]) : null;
        if (said.ValueKind is not JsonValueKind.Array)
            at.Fault("not-a-list", "This must be a list", "Rhaid i hwn fod yn rhestr");
        else if (said.GetArrayLength() > Most)
            at.Fault("too-many", $"Give {Most} at most", $"Rhowch {Most} ar y mwyaf");
        else if (said.GetArrayLength() == 0)
            return CheckGiven(said: null, at);
        else
            return CheckItems(said, at);
        return null;
    }

    public override IEnumerable<string> Say(JsonElement answer, Language language) =>
        Items(answer).Select(i => string.Join(", ", Item.Say(i, language)));

    public override JsonObject Schema() =>
        Described(
            new()
            {
                ["type"] = "array",
                ["maxItems"] = Most,
                ["items"] = Item.Schema(),
            }
        );

    public static IReadOnlyList<JsonElement> Items(JsonElement? answer) =>
        answer switch
        {
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
            { ValueKind: JsonValueKind.Object } one => [one],
            _ => [],
        };

    /// <summary>The list with an item put at a place, or one more at its end.</summary>
    public static JsonElement Put(JsonElement? answer, int at, JsonElement item)
    {
        var items = Items(answer).ToList();
        if (at < items.Count)
            items[at] = item;
        else
            items.Add(item);
        return JsonText.Of(items);
    }

    /// <summary>The list without an item; nothing when it was the last.</summary>
    public static JsonElement? Without(JsonElement? answer, int at)
    {
        var items = Items(answer).ToList();
        if (at < items.Count)
            items.RemoveAt(at);
        return items.Count == 0 ? null : JsonText.Of(items);
    }

    private JsonElement? CheckItems(JsonElement said, Checking at)
    {
        var items = said.EnumerateArray().Select((item, i) => Item.CheckGiven(item, at.Into($"{i}"))).ToList();
        return items.TrueForAll(static i => i is not null) ? JsonText.Of(items.Select(static i => i!.Value)) : null; // all are there
    }
}
