using System.Security.Cryptography;
using System.Text;
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
            TooMany(at);
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

    /// <summary>What tells an item or a whole list from what stood there before; nothing for one that is not there.</summary>
    public static string Mark(JsonElement? answer) =>
        answer is { } said ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.GetRawText())).AsSpan(0, 8)) : "";

    /// <summary>
    /// The list with an item put in the place of the one that was seen there, or one more at its end. Where another stands by now, put there in a second
    /// window, both stay; the same one sent twice is there once.
    /// </summary>
    /// <param name="seen">The mark of what its writer saw at the place; empty when they saw that it was free.</param>
    public static JsonElement Put(JsonElement? answer, int at, string seen, JsonElement item)
    {
        var items = Items(answer).ToList();
        if (at >= items.Count)
            items.Add(item);
        else if (string.Equals(Mark(items[at]), seen, StringComparison.Ordinal))
            items[at] = item;
        else if (!JsonElement.DeepEquals(items[at], item))
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

    public void TooMany(Checking at) => at.Fault("too-many", $"Give {Most} at most", $"Rhowch {Most} ar y mwyaf");

    private JsonElement? CheckItems(JsonElement said, Checking at)
    {
        var items = said.EnumerateArray().Select((item, i) => Item.CheckGiven(item, at.Into($"{i}"))).ToList();
        return items.TrueForAll(static i => i is not null) ? JsonText.Of(items.Select(static i => i!.Value)) : null; // all are there
    }
}
