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

    /// <summary>Where an original lies that was lent to the room.</summary>
    public string Original => System.IO.Path.Combine(Path, "original");

    /// <summary>Where the run writes what it makes.</summary>
    public string Made => System.IO.Path.Combine(Path, "made");

    /// <summary>Puts an original into the room, for a program that reads it: it stays there whatever is moved. Answers its path.</summary>
    public async Task<string> LendAsync(Contents contents, ContentHash original, CancellationToken ct)
    {
        await contents.LendAsync(original, Original, ct);
        return Original;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
