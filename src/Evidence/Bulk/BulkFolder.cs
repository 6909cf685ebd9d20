using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Bulk;

/// <summary>A file of a folder or disc.</summary>
/// <param name="Path">Its whole path.</param>
/// <param name="Within">Its path below what was named, such as <c>DCIM/100/clip.mp4</c>.</param>
/// <param name="Bytes">How many it had when the folder was read.</param>
public sealed record BulkFile(string Path, string Within, long Bytes, DateTime ChangedUtc);

/// <summary>What was not taken in, and why, in a sentence.</summary>
public sealed record BulkRefusal(string File, string Why);

/// <summary>What lies in a folder, and what of it is no file that can be taken in.</summary>
/// <param name="Beside">Of a single file: what beside it may say what it should be.</param>
public sealed record BulkListing(IReadOnlyList<BulkFile> Files, IReadOnlyList<BulkFile> Beside, IReadOnlyList<BulkRefusal> Refused);

/// <summary>Reads a folder or disc as a whole. Links are never followed: what they lead to was not handed over.</summary>
public static class BulkFolder
{
    private const string NoLinks = "It is a link, and links are not followed. Name what it leads to.";
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>A file, or all files below a folder, in the order of their names.</summary>
    /// <param name="path">There is something at it.</param>
    /// <param name="skip">Whether to leave out what has this path below the folder.</param>
    public static BulkListing Of(string path, Func<string, bool>? skip = null)
    {
        var (files, beside, refused) = (new List<BulkFile>(), new List<BulkFile>(), new List<BulkRefusal>());
        var named = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var root = Disk.RealPath(Path.GetDirectoryName(named) ?? named) is { } real ? Path.Combine(real, Path.GetFileName(named)) : named;
        FileSystemInfo first = Directory.Exists(root) ? new DirectoryInfo(root) : new FileInfo(root);
        if (IsLink(first))
            refused.Add(new(first.Name, NoLinks));
        else if (first is DirectoryInfo folder)
            Walk(folder, root, skip ?? (static _ => false), files, refused);
        else if (first is FileInfo { Directory: { } parent } file)
        {
            files.Add(File(file, file.Name));
            beside.AddRange(
                parent.EnumerateFiles().Where(static f => !IsLink(f) && BulkSums.IsSums(f.Name)).Select(static f => File(f, f.Name))
            );
        }

        files.Sort(static (a, b) => string.CompareOrdinal(a.Within, b.Within));
        return new(files, beside, refused);
    }

    private static void Walk(DirectoryInfo folder, string root, Func<string, bool> skip, List<BulkFile> files, List<BulkRefusal> refused)
    {
        var folders = new Stack<DirectoryInfo>([folder]);
        while (folders.TryPop(out var next))
        {
            try
            {
                foreach (var found in next.EnumerateFileSystemInfos("*", Everything))
                {
                    var within = Path.GetRelativePath(root, found.FullName);
                    if (skip(within))
                        continue;
                    if (IsLink(found))
                        refused.Add(new(within, NoLinks));
                    else if (found is DirectoryInfo below)
                        folders.Push(below);
                    else
                        files.Add(File((FileInfo)found, within));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                refused.Add(new(Path.GetRelativePath(root, next.FullName), $"The folder cannot be read: {e.Message}"));
            }
        }
    }

    private static BulkFile File(FileInfo file, string within) => new(file.FullName, within, file.Length, file.LastWriteTimeUtc);

    private static bool IsLink(FileSystemInfo found) => found.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
