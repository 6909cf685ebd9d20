using Bluelamp.Kernel.Running;

namespace Bluelamp.Evidence.Bulk;

/// <summary>How a folder is watched.</summary>
/// <param name="Still">A file that did not change for so long is complete.</param>
/// <param name="Look">The folder is looked at after so long, also when nothing was heard of a change: network disks tell nothing.</param>
public sealed record BulkPatience(TimeSpan Still, TimeSpan Look)
{
    public static BulkPatience Usual { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
}

/// <summary>
/// Watches a folder into which others put files. What is complete is taken in and moved to <c>done</c>; what is refused is moved to <c>refused</c>, with the
/// reason beside it. Names that begin with a point or end with <c>.part</c> or <c>.tmp</c> belong to whoever is still writing.
/// </summary>
public sealed class BulkWatch(BulkIntake intake, TimeProvider time)
{
    private const string Done = "done";
    private const string RefusedFolder = "refused";
    private readonly Dictionary<string, (long Bytes, DateTime Changed, long Seen)> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Watches until it is stopped.</summary>
    /// <param name="folder">It is there, and can be written to.</param>
    /// <param name="tell">Told what became of each file, and of what else lies there.</param>
    public async Task RunAsync(string folder, BulkJob job, BulkPatience patience, Action<BulkOutcome> tell, CancellationToken ct)
    {
        foreach (var name in (string[])[Done, RefusedFolder])
        {
            if (Directory.CreateDirectory(Path.Combine(folder, name)).Attributes.HasFlag(FileAttributes.ReparsePoint))
                throw new CannotRunException($"{name} in the watched folder is a link, and links are not followed. Make it a folder.");
        }

        using var changed = new SemaphoreSlim(0);
        using var watcher = Listen(folder, () => changed.Release());
        var known = await intake.KnownAsync(job, ct);
        while (!ct.IsCancellationRequested)
        {
            if (await LookAsync(folder, job, patience.Still, known, tell, ct))
                await Task.Delay(patience.Still, time, ct);
            else
                await changed.WaitAsync(patience.Look, ct);
            while (changed.Wait(0, CancellationToken.None)) { }
        }
    }

    /// <summary>Takes in what is complete. Answers whether something is not.</summary>
    internal async Task<bool> LookAsync(
        string folder,
        BulkJob job,
        TimeSpan still,
        HashSet<(string Name, long Bytes)> known,
        Action<BulkOutcome> tell,
        CancellationToken ct
    )
    {
        var listing = BulkFolder.Of(folder, IsNotOurs);
        var sums = BulkSums.Of([listing]);
        foreach (var refused in listing.Refused.Where(r => _told.Add(r.File)))
            tell(new(refused.File, Bytes: 0, Exhibit: null, Added: false, refused.Why));
        var files = listing.Files.Where(f => !sums.Has(f)).ToList();
        var complete = files.Where(f => IsStill(f, still)).ToList();
        foreach (var gone in _seen.Keys.Except(files.Select(static f => f.Path), StringComparer.Ordinal).ToList())
            _seen.Remove(gone);
        foreach (var file in complete)
        {
            var outcome = await intake.AddAsync(file, sums.Of(file), job, known, static _ => { }, ct);
            Move(folder, file, outcome);
            _seen.Remove(file.Path);
            tell(outcome);
        }

        return files.Count > complete.Count;
    }

    /// <summary>Where the system cannot tell of changes, looking now and then is enough.</summary>
    private static FileSystemWatcher? Listen(string folder, Action changed)
    {
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        watcher.Created += (_, _) => changed();
        watcher.Changed += (_, _) => changed();
        watcher.Renamed += (_, _) => changed();
        try
        {
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (IOException)
        {
            watcher.Dispose();
            return null;
        }
    }

    private static bool IsNotOurs(string within) =>
        within is Done or RefusedFolder
        || Path.GetFileName(within) is ['.', ..]
        || within.EndsWith(".part", StringComparison.OrdinalIgnoreCase)
        || within.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase);

    private bool IsStill(BulkFile file, TimeSpan still)
    {
        if (_seen.TryGetValue(file.Path, out var before) && before.Bytes == file.Bytes && before.Changed == file.ChangedUtc)
            return time.GetElapsedTime(before.Seen) >= still;
        _seen[file.Path] = (file.Bytes, file.ChangedUtc, time.GetTimestamp());
        return false;
    }

    private static void Move(string folder, BulkFile file, BulkOutcome outcome)
    {
        try
        {
            var to = Free(Path.Combine(folder, outcome.Why is null ? Done : RefusedFolder, file.Within));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!); // a file has a folder
            if (File.Exists(file.Path))
                File.Move(file.Path, to);
            if (File.Exists($"{file.Path}.sha256"))
                File.Move($"{file.Path}.sha256", $"{to}.sha256", overwrite: true);
            if (outcome.Why is { } why)
                File.WriteAllText($"{to}.why.txt", $"{why}\n");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CannotRunException($"{file.Path} cannot be moved away. Give the right to write to its folder, and begin again.", e);
        }
    }

    /// <summary>A name that is not taken yet: <c>clip.mp4</c>, <c>clip (2).mp4</c>.</summary>
    private static string Free(string path)
    {
        var free = path;
        for (var next = 2; Path.Exists(free); next++)
            free = Path.Combine(
                Path.GetDirectoryName(path)!,
                FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(path)} ({next}){Path.GetExtension(path)}")
            );
        return free;
    }
}
