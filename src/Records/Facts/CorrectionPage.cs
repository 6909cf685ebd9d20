using Bluelamp.Kernel.Web;
using Microsoft.AspNetCore.Components;

namespace Bluelamp.Records;

/// <summary>A form by which facts about a record are put right: only what is wrong is filled in, with how sure one is, from where, and why.</summary>
public abstract class CorrectionPage : ActionPage
{
    [SupplyParameterFromForm]
    public string? Sure { get; set; }

    [SupplyParameterFromForm]
    public string? From { get; set; }

    [SupplyParameterFromForm]
    public string? Reason { get; set; }

    protected Confidence HowSure => Enum.TryParse(Sure, out Confidence sure) ? sure : Confidence.Unknown;

    protected Source Origin => new(SourceKind.Person, From?.Trim() ?? "");

    /// <summary>Whether it can be decided: at least one fact, and where it is from. What is missing is shown at its field.</summary>
    /// <param name="field">The first of the facts.</param>
    protected bool IsComplete(string field, params string?[] facts)
    {
        if (facts.All(static f => Given(f) is null))
            Errors = new(new FieldError(field, "Fill in what is to be corrected."));
        else if (Given(From) is null)
            Errors = new(new FieldError(nameof(From), "Say where it is from."));
        else
            return true;
        return false;
    }

    protected static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
