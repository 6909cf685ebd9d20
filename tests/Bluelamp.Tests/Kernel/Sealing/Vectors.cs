using System.Text.Json;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

/// <summary>Published test vectors, which lie beside the checkout and not in it.</summary>
internal static class Vectors
{
    public static string Merkle(string file)
    {
        var path = Path.Combine(Folder(), "data", "vectors", "merkle", file);
        Assert.SkipUnless(File.Exists(path), $"The published vectors are not here: {file}");
        return path;
    }

    public static IEnumerable<JsonElement> Lines(string file) =>
        File.ReadLines(Merkle(file)).Select(static line => JsonDocument.Parse(line).RootElement);

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("BLUELAMP_SHARED") is { Length: > 0 } set)
            return set;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bluelamp.slnx")))
                return Path.Combine(folder.FullName, "..", "shared");
        }
        return "shared";
    }
}
