namespace Bluelamp.Kernel.Definitions;

/// <summary>Finds the definitions folder: as configured, else beside the application, else at the root of the checkout.</summary>
public static class DefinitionFolder
{
    private const string Name = "definitions";

    /// <summary>The folder; <paramref name="configured"/> is one that an operator named, or null.</summary>
    public static string Find(string? configured)
    {
        if (configured is not null)
            return Directory.Exists(configured) ? configured : throw Missing($"There is no folder '{configured}'");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (Directory.Exists(Path.Combine(at.FullName, Name)) && IsHome(at))
                return Path.Combine(at.FullName, Name);
        }
        throw Missing("There is no definitions folder beside the application");
    }

    private static bool IsHome(DirectoryInfo at) =>
        string.Equals(Trimmed(at.FullName), Trimmed(AppContext.BaseDirectory), StringComparison.Ordinal)
        || File.Exists(Path.Combine(at.FullName, "Bluelamp.slnx"));

    private static string Trimmed(string path) => Path.TrimEndingDirectorySeparator(path);

    private static DirectoryNotFoundException Missing(string what) =>
        new($"{what}. Name the folder with the setting Bluelamp:Definitions.");
}
