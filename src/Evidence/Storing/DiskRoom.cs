namespace Bluelamp.Evidence.Storing;

/// <summary>
/// What arrives leaves room on its disk. The database often lies beside it, and writes down each look before anything is shown: with the last byte taken,
/// nothing could be read any more.
/// </summary>
public sealed class DiskRoom
{
    private const long Most = 1L << 30;
    private const int NoSpaceLeft = 28; // ENOSPC, the same number on Linux and macOS
    private readonly DriveInfo _disk;

    public DiskRoom(ContentStore store)
    {
        _disk = new(store.Incoming);
        Keeps = Math.Min(Most, _disk.TotalSize / 10);
    }

    /// <summary>Bytes that stay free: a gigabyte, or a tenth of a small disk.</summary>
    public long Keeps { get; set; }

    /// <summary>Asks for room.</summary>
    /// <param name="bytes">How many are going to come, as far as somebody said.</param>
    /// <exception cref="IOException">There is not that much room: the same error as that of a disk that is full.</exception>
    public void Ask(long bytes = 0)
    {
        if (_disk.AvailableFreeSpace - bytes < Keeps)
            throw new IOException("The disk of evidence is all but full.", NoSpaceLeft);
    }
}
