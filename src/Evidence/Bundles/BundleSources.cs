using System.IO.Compression;

namespace Bluelamp.Evidence.Bundles;

/// <summary>A bundle to be checked.</summary>
public interface IBundleSource
{
    /// <summary>The paths of all its files, with strokes between folder and file; a path that is there twice stands twice.</summary>
    IReadOnlyList<string> Files { get; }

    Stream Open(string path);
}

/// <summary>A bundle in a folder.</summary>
public sealed class FolderSource(string folder) : IBundleSource
{
    public IReadOnlyList<string> Files { get; } =
    [
        .. Directory
            .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public Stream Open(string path) => File.OpenRead(Path.Combine(folder, path));
}

/// <summary>A bundle in a zip. Nothing of it is unpacked.</summary>
public sealed class ZipSource(ZipArchive zip) : IBundleSource
{
    public IReadOnlyList<string> Files { get; } = [.. zip.Entries.Select(static e => e.FullName)];

    public Stream Open(string path) => zip.GetEntry(path)!.Open(); // one of Files
}
