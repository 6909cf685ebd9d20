namespace Bluelamp.Kernel.Definitions;

/// <summary>A kind of definition: a folder under <c>definitions/</c>. A module registers its kinds with <c>AddDefinitionKind</c>.</summary>
public interface IDefinitionKind
{
    /// <summary>The folder, in the plural where English has one: <c>forms</c>, <c>risk</c>, <c>codes</c>, <c>roles</c>.</summary>
    string Folder { get; }

    /// <summary>Whether a file of the folder is of this kind, by its id. Of two kinds in one folder each says which files are its own.</summary>
    bool Reads(string id) => true;

    /// <summary>The record that one file becomes.</summary>
    Type Type { get; }

    internal object Define(DefinitionHeader header, Fields file);

    internal void CheckDefined(object definition, DefinitionSet set, Problems problems);
}

/// <summary>Reads the files of one folder, each into an immutable <typeparamref name="T"/>.</summary>
public interface IDefinitionKind<T> : IDefinitionKind
    where T : class
{
    Type IDefinitionKind.Type => typeof(T);

    /// <summary>
    /// Reads one file, apart from <c>id</c>, <c>version</c> and <c>title</c>. Faults go to <paramref name="file"/> and reading goes on; whatever is
    /// returned is dropped when there was any fault. Keys that nobody asked for are reported afterwards.
    /// </summary>
    T Read(Fields file);

    /// <summary>Checks what needs the other definitions, or the definition's own test cases. Runs when every file could be read.</summary>
    void Check(Defined<T> definition, DefinitionSet set, Problems problems) { }

    object IDefinitionKind.Define(DefinitionHeader header, Fields file) =>
        new Defined<T>(header.Id, header.Version, header.Hash, header.Title, header.File, Read(file));

    void IDefinitionKind.CheckDefined(object definition, DefinitionSet set, Problems problems) =>
        Check((Defined<T>)definition, set, problems);
}

internal sealed record DefinitionHeader(string Id, int Version, string Hash, Bilingual Title, string File);
