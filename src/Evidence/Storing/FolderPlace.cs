using System.Runtime.CompilerServices;

namespace Bluelamp.Evidence.Storing;

/// <summary>
/// A folder: that in which everything arrives, or another one. One that is gone is away, as a disk that is not mounted: what it had is not missing.
/// </summary>
internal sealed class FolderPlace(ContentStore folder, string address) : IPlace
{
    private const int Step = 1 << 20;

    public string Address => address;

    public string Incoming => folder.Incoming;

    private ContentStore Folder =>
        folder.IsThere ? folder : throw new PlaceAwayException($"The folder {Address} is not there. Mount its disk, or put it back.");

    /// <summary>Makes the folder, when things are to be kept there from now on.</summary>
    internal void Make() => folder.Make();

    public Task<bool> HasAsync(ContentHash hash, CancellationToken ct) => Task.FromResult(Folder.Has(hash));

    public Task<Stream> OpenAsync(ContentHash hash, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream>(Folder.Open(hash));
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FileNotFoundException(e.Message, e);
        }
    }

    /// <summary>One rename, when the file lies in <see cref="Incoming"/>; from elsewhere it is copied there first.</summary>
    public async Task KeepAsync(string file, ContentHash hash, CancellationToken ct)
    {
        var there = Folder;
        var near = file;
        if (!Incoming.Equals(Path.GetDirectoryName(file), StringComparison.Ordinal))
        {
            near = Path.Combine(Incoming, $"{Guid.CreateVersion7():N}.upload");
            try
            {
                await CopyAsync(file, near, ct);
            }
            catch
            {
                File.Delete(near);
                throw;
            }
        }

        there.Replace(near, hash);
        if (!near.Equals(file, StringComparison.Ordinal))
            File.Delete(file);
    }

    public Task RemoveAsync(ContentHash hash, CancellationToken ct)
    {
        if (Folder.Has(hash))
            File.Delete(folder.PathOf(hash));
        return Task.CompletedTask;
    }

    public Task SetAsideAsync(ContentHash hash, CancellationToken ct)
    {
        Folder.SetAside(hash);
        return Task.CompletedTask;
    }

    public Task TakeBackAsync(ContentHash hash, CancellationToken ct)
    {
        Folder.TakeBack(hash);
        return Task.CompletedTask;
    }

    public Task EraseAsync(ContentHash hash, CancellationToken ct)
    {
        Folder.Erase(hash);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<(ContentHash Hash, long Bytes)> ListAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var file in Folder.Files())
        {
            ct.ThrowIfCancellationRequested();
            if (ContentHash.TryParse(file.Name, provider: null, out var hash) && file.Exists)
                yield return (hash, file.Length);
        }
    }

    public Task TidyAsync(DateTimeOffset before, CancellationToken ct)
    {
        if (address is StorePlaces.Local)
            return Task.CompletedTask; // what is arriving lies there too; its own sweep knows what may go
        foreach (var file in Directory.EnumerateFiles(Folder.Incoming).Where(f => File.GetLastWriteTimeUtc(f) < before.UtcDateTime))
            File.Delete(file);
        return Task.CompletedTask;
    }

    private static async Task CopyAsync(string from, string to, CancellationToken ct)
    {
        await using var source = File.OpenRead(from);
        await using var copy = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        await source.CopyToAsync(copy, Step, ct);
    }
}
