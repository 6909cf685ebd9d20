namespace Bluelamp.Kernel.Definitions;

/// <summary>
/// Which definition something was made under. <paramref name="Hash"/> is the SHA-256 of the file's bytes in lower-case hex: it tells whether
/// the file with this id and version is still the one that was used.
/// </summary>
public sealed record DefinitionRef(string Id, int Version, string Hash);

/// <summary>
/// A definition as read from its file: what it says (<paramref name="Value"/>) and where it comes from (<paramref name="File"/>, the path within the
/// definitions folder, with forward slashes, such as <c>risk/thrive.yaml</c>).
/// </summary>
public sealed record Defined<T>(string Id, int Version, string Hash, Bilingual Title, string File, T Value)
    where T : class
{
    public DefinitionRef Ref => new(Id, Version, Hash);
}
