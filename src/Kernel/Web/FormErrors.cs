using System.Collections;

namespace Bluelamp.Kernel.Web;

/// <summary>What is wrong with one answer, as a sentence that says what to do. An empty field means the form as a whole.</summary>
public sealed record FieldError(string Field, string Message);

/// <summary>All that is wrong with a form. Cascade it, and each field shows its own; <see cref="ErrorSummary"/> lists them all.</summary>
public sealed class FormErrors : IReadOnlyList<FieldError>
{
    public static FormErrors None { get; } = new();

    private readonly List<FieldError> _errors = [];

    public FormErrors(params IEnumerable<FieldError> errors) => _errors.AddRange(errors);

    /// <summary>What a refusal means for a form: the field that it names, or the form as a whole.</summary>
    public static FormErrors Of(Refusal refusal) => new(new FieldError((refusal as Refusal.Invalid)?.Field ?? "", refusal.Message));

    /// <summary>The same for a form whose fields are called as the command's, with a capital.</summary>
    public static FormErrors Capital(Refusal refusal) =>
        new(
            new FieldError(
                refusal is Refusal.Invalid { Field: [var first, .. var rest] } ? char.ToUpperInvariant(first) + rest : "",
                refusal.Message
            )
        );

    public int Count => _errors.Count;

    public FieldError this[int index] => _errors[index];

    public string? Of(string field) => _errors.Find(e => string.Equals(e.Field, field, StringComparison.Ordinal))?.Message;

    public IEnumerator<FieldError> GetEnumerator() => _errors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
