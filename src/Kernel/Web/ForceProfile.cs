namespace Bluelamp.Kernel.Web;

/// <summary>The police force whose site this is, as its pages name it. From the configuration section <c>Force</c>.</summary>
public sealed record ForceProfile
{
    /// <summary>Its two-digit PNC code, the first part of every key. 99 is no real force's.</summary>
    public short Code { get; init; } = 99;

    public Bilingual Name { get; init; } = new("Lampshire Police", "Heddlu Llwynlamp");

    /// <summary>
    /// Where the public reaches this site, for links in messages: <c>https://report.lampshire.example.com/</c>. Never taken from a request, whose host
    /// anybody can forge.
    /// </summary>
    public Uri Site { get; init; } = new("http://localhost:8080/");

    /// <summary>The force is invented: every public page says that nothing here reaches the police.</summary>
    public bool Demo { get; init; } = true;

    /// <summary>Where people ask about accessibility and their data. Invented addresses until a force gives its own.</summary>
    public string ContactEmail { get; init; } = "contact@lampshire.example.com";

    public string DataProtectionEmail { get; init; } = "data.protection@lampshire.example.com";
}
