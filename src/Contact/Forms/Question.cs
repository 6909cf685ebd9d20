using System.Text.Json;
using System.Text.Json.Nodes;
using Bluelamp.Kernel.Expressions;
using Bluelamp.Kernel.Web;

namespace Bluelamp.Contact.Forms;

/// <summary>
/// One question of a form. A type of question knows five things: how its answer is read from the fields of a page, when an answer is right, how
/// it is shown again, how it reads in a summary, and its JSON schema. Page and API share them, so that both ask the same of an answer.
/// </summary>
public abstract record Question
{
    /// <summary>Its name in answers, expressions and fields: small letters and underscores.</summary>
    public required string Id { get; init; }

    public required Bilingual Label { get; init; }

    public Bilingual? Hint { get; init; }

    public bool Optional { get; init; }

    /// <summary>What to say when there is no answer, such as "Enter your name".</summary>
    public Bilingual? Missing { get; init; }

    /// <summary>Its type in expressions. An answer that was not given reads as empty, never as an error.</summary>
    public abstract CelType CelType { get; }

    public abstract CelValue ToCel(JsonElement? answer);

    /// <summary>What was typed, as the JSON that a program would send; nothing when nothing was typed.</summary>
    public abstract JsonElement? Gather(Typed typed, string name);

    /// <summary>The fields that show an answer again.</summary>
    public abstract void Fill(JsonElement answer, string name, Dictionary<string, string[]> fields);

    /// <summary>The answer as it is kept, in its normal form; nothing when there is none or when it is wrong.</summary>
    public abstract JsonElement? Check(JsonElement said, Checking at);

    /// <summary>The answer in lines for people.</summary>
    public abstract IEnumerable<string> Say(JsonElement answer, Language language);

    /// <summary>JSON Schema (2020-12) of the answer.</summary>
    public abstract JsonObject Schema();

    /// <summary>Checks an answer that may not be there.</summary>
    public JsonElement? CheckGiven(JsonElement? said, Checking at)
    {
        if (said is { ValueKind: not JsonValueKind.Null } given)
            return Check(given, at);
        if (!Optional)
            at.Fault("required", Missing ?? Required);
        return null;
    }

    private static Bilingual Required { get; } = new("Answer this question", "Atebwch y cwestiwn hwn");

    protected JsonObject Described(JsonObject schema)
    {
        schema["title"] = Label.En;
        if (Hint is not null)
            schema["description"] = Hint.En;
        return schema;
    }
}
