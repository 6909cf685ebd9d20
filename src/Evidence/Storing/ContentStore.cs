using System.Collections.Concurrent;

namespace Bluelamp.Evidence.Storing;

/// <summary>Where an installation keeps the bytes of evidence.</summary>
/// <param name="Folder">A folder of its own, in which everything arrives; it is made when it is not there.</param>
/// <param name="Place">Where a new installation is to keep it; nothing for that folder. Later only <c>bluelamp evidence move</c> changes it.</param>
public sealed record StoreOptions(string Folder, string? Place = null);

/// <summary>
/// The bytes of evidence, each content once under its own SHA-256, written once and never again. What is still arriving lies in <see cref="Incoming"/> on the
/// same file system, so that keeping it is one rename: a content is there whole, or it is not there.
/// </summary>
public sealed class ContentStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int MostArrived = 10_000;
    private readonly string _folder;
    private readonly string _contents;
    private readonly string _trash;
    private readonly string _doubted;

    public ContentStore(StoreOptions options)
        : this(options.Folder) => Make();

    private ContentStore(string folder)
    {
        _folder = folder;
        _contents = Path.Combine(folder, "contents");
        Incoming = Path.Combine(folder, "incoming");
        _trash = Path.Combine(folder, "trash");
        _doubted = Path.Combine(folder, "doubted");
    }

    /// <summary>The folder for files that are not whole yet.</summary>
    public string Incoming { get; }

    /// <summary>Where a content lies, for a program that reads it. Nothing may write there.</summary>
    public string PathOf(ContentHash hash)
    {
        var hex = hash.ToString();
        return Path.Combine(_contents, hex[..2], hex[2..4], hex);
    }

    public bool Has(ContentHash hash) => File.Exists(PathOf(hash));

    /// <summary>A folder that was made before; it may be gone.</summary>
    internal static ContentStore Of(string folder) => new(folder);

    internal void Make()
    {
        foreach (var folder in new[] { _folder, _contents, Incoming, _trash, _doubted })
            Directory.CreateDirectory(folder, OwnerOnly);
    }

    /// <summary>False when the folder is gone: also when its disk is not mounted, for the place where it was mounted is empty.</summary>
    internal bool IsThere => Directory.Exists(_contents);

    /// <summary>Whether nothing at all lies here: a disk that is not mounted, rather than bytes that were lost.</summary>
    internal bool IsBare => !Directory.EnumerateFileSystemEntries(_contents).Any();

    /// <summary>Opens a content for reading.</summary>
    /// <exception cref="FileNotFoundException">It is not here, or was disposed of.</exception>
    public FileStream Open(ContentHash hash) =>
        new(
            PathOf(hash),
            new FileStreamOptions
            {
                Options = FileOptions.Asynchronous,
                BufferSize = 0,
                Share = FileShare.Read,
            }
        );

    /// <summary>
    /// Keeps a file of <see cref="Incoming"/> whose bytes have this hash: it is on disk, and can no longer be written, when this returns. The same content
    /// a second time is dropped, but takes the place of what was found to be damaged.
    /// </summary>
    public void Keep(string incoming, ContentHash hash)
    {
        var path = PathOf(hash);
        if (File.Exists(path) && !File.Exists(DoubtOf(hash)))
        {
            File.Delete(incoming);
            return;
        }

        Replace(incoming, hash);
    }

    /// <summary>Keeps a file in any case, also over one that is there.</summary>
    internal void Replace(string incoming, ContentHash hash)
    {
        var path = PathOf(hash);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder, OwnerOnly);
        using (var file = File.OpenHandle(incoming, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(file);
        File.SetUnixFileMode(incoming, UnixFileMode.UserRead);
        File.Move(incoming, path, overwrite: true); // the same bytes, when somebody else was first
        Disk.FlushFolder(folder);
        Disk.FlushFolder(Path.GetDirectoryName(folder)!);
        Disk.FlushFolder(_contents);
        Trust(hash);
        if (Arrived.Count < MostArrived)
            Arrived.Enqueue(hash);
    }

    /// <summary>What this process kept here lately, for whoever places it elsewhere; what does not fit is found by <see cref="Files"/>.</summary>
    internal ConcurrentQueue<ContentHash> Arrived { get; } = new();

    /// <summary>All files of contents.</summary>
    internal IEnumerable<FileInfo> Files() => new DirectoryInfo(_contents).EnumerateFiles("*", SearchOption.AllDirectories);

    /// <summary>Notes that what lies under this hash was found to be damaged.</summary>
    internal void Doubt(ContentHash hash) => File.WriteAllBytes(DoubtOf(hash), []);

    /// <summary>Notes that it is right.</summary>
    internal void Trust(ContentHash hash) => File.Delete(DoubtOf(hash));

    /// <summary>Sets bytes aside that nothing needs any more; they can be taken back until they are erased.</summary>
    internal void SetAside(ContentHash hash)
    {
        if (Has(hash))
            File.Move(PathOf(hash), TrashOf(hash), overwrite: true);
    }

    /// <summary>Takes bytes back that were set aside.</summary>
    internal void TakeBack(ContentHash hash)
    {
        if (!File.Exists(TrashOf(hash)))
            return;
        if (Has(hash))
            File.Delete(TrashOf(hash));
        else
            File.Move(TrashOf(hash), PathOf(hash));
    }

    /// <summary>Takes bytes that were set aside away for good: lawful disposal, after the last record of them.</summary>
    internal void Erase(ContentHash hash)
    {
        File.Delete(TrashOf(hash));
        Trust(hash);
    }

    private string DoubtOf(ContentHash hash) => Path.Combine(_doubted, hash.ToString());

    private string TrashOf(ContentHash hash) => Path.Combine(_trash, hash.ToString());
}
