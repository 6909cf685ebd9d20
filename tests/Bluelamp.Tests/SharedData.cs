using Xunit;

namespace Bluelamp.Tests;

/// <summary>Open data beside the repository, for measurement only: a test that needs it skips, with this reason, where it is absent.</summary>
internal static class SharedData
{
    private static readonly string? Root = Find();

    /// <summary>The full path of a file or folder of the shared data, or the test is skipped.</summary>
    public static string Path(string relative)
    {
        var path = Root is null ? null : System.IO.Path.Combine(Root, relative);
        if (!System.IO.Path.Exists(path))
            Assert.Skip($"The shared data ({relative}) is not beside this repository; BLUELAMP_SHARED may name its folder.");
        return path;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("BLUELAMP_SHARED") is { Length: > 0 } named)
            return System.IO.Path.Combine(named, "data");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
