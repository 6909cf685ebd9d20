namespace Bluelamp.Kernel;

/// <summary>One text in English and in Welsh. Both are always there: Welsh is treated no less favourably (Welsh Language Standards No. 5, 2016).</summary>
public sealed record Bilingual(string En, string Cy)
{
    /// <summary>The text for a reader: <c>cy</c> (also <c>cy-GB</c>) gives Welsh, anything else English.</summary>
    public string In(string language) => language.StartsWith("cy", StringComparison.OrdinalIgnoreCase) ? Cy : En;

    public override string ToString() => En;
}
