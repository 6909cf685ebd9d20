using System.IO.Compression;

namespace Bluelamp.Bench.Linkage;

/// <summary>Open data beside the repository, for measurement only: <c>../shared/data</c> of the checkout, or as <c>BLUELAMP_SHARED</c> says.</summary>
internal static class SharedLists
{
    /// <summary>The fields of each line after the first of a compressed list, in which no field is quoted.</summary>
    /// <exception cref="SharedDataAbsentException">The list is not beside the repository.</exception>
    public static IEnumerable<string[]> Read(string relative)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(Find(relative)), CompressionMode.Decompress));
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
            yield return line.Split(',');
    }

    /// <summary>Where a file of the shared data is.</summary>
    /// <exception cref="SharedDataAbsentException">It is not beside the repository.</exception>
    public static string Find(string relative) =>
        Shared().Select(shared => Path.Combine(shared, "data", relative)).FirstOrDefault(File.Exists)
        ?? throw new SharedDataAbsentException(relative);

    private static IEnumerable<string> Shared()
    {
        if (Environment.GetEnvironmentVariable("BLUELAMP_SHARED") is { Length: > 0 } named)
            yield return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared");
    }
}

/// <summary>What a bench needs of the shared data is not here; whoever started it is told so in one line.</summary>
internal sealed class SharedDataAbsentException(string relative)
    : Exception($"The shared data ({relative}) is not beside this repository; BLUELAMP_SHARED may name the folder that holds its data/.");
