using Bluelamp.Kernel.Running;

namespace Bluelamp.Host.Running;

/// <summary>The folder that Bluelamp runs from: the checkout, with <c>definitions/</c> and <c>db/</c> in it.</summary>
public static class Home
{
    public static string Folder { get; } = Find();

    /// <summary>The folder of everything that is stored, when nobody says <c>--data</c>.</summary>
    public static string DefaultData { get; } = Path.Combine(Folder, ".bluelamp");

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "db", "package.json")))
                return at.FullName;
        }

        throw new CannotRunException(
            $"Cannot find Bluelamp's own files above {AppContext.BaseDirectory}. Start it with ./bluelamp from its checkout."
        );
    }
}
