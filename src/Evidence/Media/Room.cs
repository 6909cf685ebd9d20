using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Media;

/// <summary>A folder of its own for one run, gone with all that is left in it.</summary>
internal sealed class Room : IDisposable
{
    public const string Prefix = "studio-";

    public Room(ContentStore store)
    {
        Path = System.IO.Path.Combine(store.Incoming, $"{Prefix}{Guid.CreateVersion7():n}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>Puts an original into the room, for a program that reads it: it stays there whatever is moved. Answers its path.</summary>
    public async Task<string> LendAsync(Contents contents, ContentHash original, CancellationToken ct)
    {
        var path = System.IO.Path.Combine(Path, "original");
        await contents.LendAsync(original, path, ct);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
