using Microsoft.AspNetCore.Components;

namespace Bluelamp.Kernel.Web;

/// <summary>
/// What every field has: a name, a label, perhaps a hint, and its error, found by name in the cascaded <see cref="FormErrors"/>.
/// Markup and classes are those of govuk-frontend.
/// </summary>
public abstract class Field : ComponentBase
{
    /// <summary>The form field; also its id, so that the error summary can point at it.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public string? Error { get; set; }

    /// <summary>The label is the page's heading: one thing per page.</summary>
    [Parameter]
    public bool AsHeading { get; set; }

    /// <summary>Size of the label: <c>xl</c>, <c>l</c>, <c>m</c>, <c>s</c>; large when it is the heading, plain otherwise.</summary>
    [Parameter]
    public string? LabelSize { get; set; }

    /// <summary>Any further attribute of the control: <c>autocomplete</c>, <c>inputmode</c>, <c>spellcheck</c>, <c>maxlength</c>.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? More { get; set; }

    [CascadingParameter]
    public FormErrors? Errors { get; set; }

    [CascadingParameter]
    public Language Language { get; set; }

    protected string? Wrong => Error ?? Errors?.Of(Name);

    protected string HintId => $"{Name}-hint";

    protected string ErrorId => $"{Name}-error";

    protected string? DescribedBy =>
        (Hint, Wrong) switch
        {
            (null, null) => null,
            (_, null) => HintId,
            (null, _) => ErrorId,
            _ => $"{HintId} {ErrorId}",
        };

    protected string SizedLabelClass(string block) =>
        (LabelSize ?? (AsHeading ? "l" : null)) is { } size ? $"{block} {block}--{size}" : block;

    protected string Class(string block, string? more = null) =>
        string.Join(' ', new[] { block, Wrong is null ? null : $"{block}--error", more }.Where(static c => c is not null));
}

/// <summary>One choice of a radio, checkbox or select field.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Label">What is read.</param>
/// <param name="Hint">One line more under the label; not shown in a select.</param>
/// <param name="Reveals">Fields shown only while this is chosen; without JavaScript always shown.</param>
public sealed record Choice(string Value, string Label, string? Hint = null, RenderFragment? Reveals = null);
