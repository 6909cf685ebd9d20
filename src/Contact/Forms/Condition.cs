using System.Text.Json;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Expressions;

namespace Bluelamp.Contact.Forms;

/// <summary>
/// An expression (CEL) over the answers. It may speak of every question before it by its id; a question without an answer reads as empty:
/// <c>''</c>, <c>false</c>, <c>[]</c>, and the parts of a group likewise.
/// </summary>
public sealed class Condition
{
    private readonly CelExpression _expression;

    private Condition(CelExpression expression) => _expression = expression;

    public string Source => _expression.Source;

    /// <summary>Reads an expression of a form file; faults are reported at their own line and column.</summary>
    internal static Condition Read(Item item, DeclaredQuestions declared, bool mustBeTrueOrFalse = false) =>
        new(item.AsExpression(declared.Scope(), mustBeTrueOrFalse ? CelType.Bool : CelType.Dyn));

    /// <summary>Whether it holds. What cannot be told (an index beyond the end of a list) does not hold.</summary>
    public bool Holds(FormValues values) => _expression.Evaluate(values.ByQuestion).IsTrue;

    /// <summary>The value as JSON; null when it cannot be told.</summary>
    public JsonElement Evaluate(FormValues values)
    {
        var value = _expression.Evaluate(values.ByQuestion);
        return JsonSerializer.Deserialize<JsonElement>(value.IsError ? "null" : value.ToString());
    }
}

/// <summary>The answers as expressions see them.</summary>
public sealed class FormValues
{
    private readonly Dictionary<string, CelValue> _byQuestion;

    public FormValues(Form form) =>
        _byQuestion = form.Questions.ToDictionary(static q => q.Id, static q => q.ToCel(answer: null), StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, CelValue> ByQuestion => _byQuestion;

    public void Set(Question question, JsonElement answer) => _byQuestion[question.Id] = question.ToCel(answer);
}

/// <summary>The questions that stand before a place in a form file.</summary>
internal sealed class DeclaredQuestions
{
    private readonly Dictionary<string, Question> _byId = new(StringComparer.Ordinal);

    public bool Add(Question question) => question.Id.Length == 0 || _byId.TryAdd(question.Id, question);

    public Question? Find(string id) => _byId.GetValueOrDefault(id);

    public CelScope Scope() => new(_byId.Select(static q => KeyValuePair.Create(q.Key, q.Value.CelType)));
}
