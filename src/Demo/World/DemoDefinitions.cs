using Bluelamp.Kernel.Definitions;

namespace Bluelamp.Demo.World;

/// <summary>
/// The invented force's own definitions: the product's, but that its legacy systems become one list by themselves where hardly anything can be said against
/// it. Whom a warning, a restriction, a contradiction or a person's decision is about, people still decide.
/// </summary>
public static class DemoDefinitions
{
    private const string Never = "automatic: never";

    /// <summary>Of a hundred thousand pairs as likely as this at most one is of two people: the list shows how many were.</summary>
    private const string Joined = "automatic: 0.99999";

    /// <summary>Writes them beside the database, as they are in this version, and answers the folder.</summary>
    public static string Write(string dataPath)
    {
        var (own, folder) = (DefinitionFolder.Find(configured: null), Path.Combine(dataPath, "demo-definitions"));
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.EnumerateFiles(own, "*.y*ml", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(own, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!); // a file in the folder
            File.Copy(file, copy);
        }
        var people = Path.Combine(folder, "linkage", "person.yaml");
        File.WriteAllText(people, File.ReadAllText(people).Replace(Never, Joined, StringComparison.Ordinal));
        return folder;
    }
}
