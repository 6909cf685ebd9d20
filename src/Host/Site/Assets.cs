using System.Text.Json;

namespace Bluelamp.Host.Site;

/// <summary>What <c>web/</c> built: <c>public.css</c> → <c>/assets/public-B351CC30.css</c>.</summary>
public sealed class Assets
{
    private readonly Dictionary<string, string> _names;

    public Assets(string folder)
    {
        Folder = folder;
        var manifest = Path.Combine(folder, "manifest.json");
        Built = File.Exists(manifest);
        _names = Built ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(manifest))! : [];
    }

    public string Folder { get; }

    /// <summary>False when nobody has run the build in <c>web/</c>: pages still work, without styles and scripts.</summary>
    public bool Built { get; }

    public string Url(string name) => $"/assets/{_names.GetValueOrDefault(name, name)}";

    /// <summary>The folder in a checkout, so that a new build of the styles shows at once; else the one that was published with the program.</summary>
    public static Assets Find()
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Bluelamp.slnx")))
                return new(Path.Combine(at.FullName, "src", "Host", "wwwroot", "assets"));
        }

        return new(published);
    }
}
