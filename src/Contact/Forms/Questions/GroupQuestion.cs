using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bluelamp.Kernel.Expressions;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Forms;

/// <summary>What a group of parts is about, so that its answer finds its place in the records.</summary>
public enum Subject
{
    /// <summary>Nothing that has a record of its own.</summary>
    None,
    When,
    Place,
    Person,
    Vehicle,
    Thing,
}

/// <summary>
/// Several small questions that make one answer: a moment, a place, a person, a vehicle, a thing. The answer is an object of the parts that were
/// given.
/// </summary>
/// <param name="Rule">What must hold between the parts; runs when each part is right by itself.</param>
public sealed record GroupQuestion(Subject Subject, ImmutableArray<Question> Parts, GroupRule? Rule = null) : Question
{
    /// <summary>The role of the person.</summary>
    public PersonRole? Role { get; init; }

    /// <summary>What happened to the vehicle or thing.</summary>
    public Fate? Fate { get; init; }

    public override CelType CelType => CelType.Record(Parts.Select(static p => KeyValuePair.Create(p.Id, p.CelType)));

    public override CelValue ToCel(JsonElement? answer) =>
        CelValue.Of(new CelMap(Parts.Select(p => KeyValuePair.Create(p.Id, p.ToCel(answer?.Part(p.Id))))));

    public Question Part(string id) => Parts.First(p => string.Equals(p.Id, id, StringComparison.Ordinal));

    public override JsonElement? Gather(Typed typed, string name) =>
        JsonText.Of(Parts.Select(p => KeyValuePair.Create(p.Id, p.Gather(typed, $"{name}-{p.Id}"))));

    public override void Fill(JsonElement answer, string name, Dictionary<string, string[]> fields)
    {
        foreach (var part in Parts)
        {
            if (answer.Part(part.Id) is { } given)
                part.Fill(given, $"{name}-{part.Id}", fields);
        }
    }

    public override JsonElement? Check(JsonElement said, Checking at)
    {
        if (said.ValueKind is not JsonValueKind.Object)
        {
            at.Fault("not-an-object", "This must be an object with named parts", "Rhaid i hwn fod yn wrthrych â rhannau wedi'u henwi");
            return null;
        }

        var before = at.Faults.Found.Count;
        foreach (
            var part in said.EnumerateObject().Where(p => Parts.All(known => !string.Equals(known.Id, p.Name, StringComparison.Ordinal)))
        )
            at.Into(FormCheck.Short(part.Name)).Fault("unknown", "There is no such answer", "Nid oes ateb o'r fath");
        var kept = JsonText.Of(Parts.Select(p => KeyValuePair.Create(p.Id, p.CheckGiven(said.Part(p.Id), at.Into(p.Id)))));
        if (at.Faults.Found.Count > before)
            return null;
        if (kept is not { } answer)
            return CheckGiven(said: null, at);
        Rule?.Invoke(answer, at);
        return at.Faults.Found.Count > before ? null : kept;
    }

    /// <summary>How the answer reads as a whole; else part by part.</summary>
    public GroupWords? Words { get; init; }

    public override IEnumerable<string> Say(JsonElement answer, Language language) =>
        Words?.Invoke(answer, language)
        ?? Parts.Where(p => answer.Part(p.Id) is not null).SelectMany(p => Lines(p, answer.Part(p.Id)!.Value, language)); // where it is there

    public override JsonObject Schema()
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(Parts.Select(static p => KeyValuePair.Create<string, JsonNode?>(p.Id, p.Schema()))),
        };
        if (Parts.Where(static p => !p.Optional).Select(static p => (JsonNode)p.Id).ToArray() is { Length: > 0 } needed)
            schema["required"] = new JsonArray(needed);
        return Described(schema);
    }

    /// <summary>Parts that speak for themselves (a name, an address) need no label before them.</summary>
    private static IEnumerable<string> Lines(Question part, JsonElement answer, Language language) =>
        part is TextQuestion { Labelled: false }
            ? part.Say(answer, language)
            : [$"{part.Label.In(language)}: {string.Join(", ", part.Say(answer, language))}"];
}

/// <summary>What must hold between the parts of a group.</summary>
public delegate void GroupRule(JsonElement answer, Checking at);

/// <summary>Says the answer of a group in lines.</summary>
public delegate IEnumerable<string> GroupWords(JsonElement answer, Language language);

/// <summary>The part that a person plays in what is reported.</summary>
public enum PersonRole
{
    Reporter,
    Victim,
    Witness,
    Suspect,
}

/// <summary>What happened to a vehicle or a thing.</summary>
public enum Fate
{
    Stolen,
    Damaged,

    /// <summary>By the people who did it.</summary>
    Used,
    Seen,
}
