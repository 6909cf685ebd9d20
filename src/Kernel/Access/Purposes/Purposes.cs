using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Kernel.Access;

/// <summary>Why staff may say that they look and act: those of <c>definitions/codes/purposes.yaml</c> that are for choosing.</summary>
public sealed class Purposes(Codes codes)
{
    public const int LongestReference = 60;

    private CodeList List => codes.Get("purposes");

    public IReadOnlyList<Code> Choices => [.. List.All.Where(static code => code["choose"] is "yes")];

    /// <summary>What a code is called; the code itself when no definition knows it any more.</summary>
    public Bilingual TitleOf(string code) => List.TitleOf(code);

    /// <summary>The purpose that somebody chose, or what is wrong with it.</summary>
    public Result<Purpose> Choose(string? code, string? reference)
    {
        var trimmed = reference?.Trim();
        if (!Choices.Any(c => c.Value.Equals(code, StringComparison.Ordinal)))
            return new NoSuchPurpose();
        if (trimmed?.Length > LongestReference || trimmed?.Any(char.IsControl) == true)
            return new ReferenceIsLong();
        return new Purpose(code!, string.IsNullOrEmpty(trimmed) ? null : trimmed); // one of the choices
    }
}

public sealed record NoSuchPurpose() : Refusal.Invalid("no-such-purpose", "Choose a purpose of the list.", "purpose");

public sealed record ReferenceIsLong() : Refusal.Invalid("reference-is-long", "Enter a reference of at most 60 characters.", "reference");
