namespace Bluelamp.Evidence.Storing;

/// <summary>
/// A place where contents lie, each whole or not at all, under its own hash: a folder, or a part of a bucket of an S3 store. Bytes that are read from it are
/// what it has; whether they are right is for the reader to say.
/// </summary>
internal interface IPlace
{
    /// <summary>What it is called, also on the ledger: <c>local</c>, a folder, or <c>s3://bucket/prefix</c>. Nothing of it is secret.</summary>
    string Address { get; }

    /// <summary>The folder in which a file is best made that is to be kept here.</summary>
    string Incoming { get; }

    Task<bool> HasAsync(ContentHash hash, CancellationToken ct);

    /// <summary>Opens a content; the stream can go back and forth.</summary>
    /// <exception cref="FileNotFoundException">It is not here.</exception>
    /// <exception cref="PlaceAwayException">Nobody can say whether it is.</exception>
    Task<Stream> OpenAsync(ContentHash hash, CancellationToken ct);

    /// <summary>Keeps a file whose bytes have this hash, in the place of whatever was under it. The file is gone when this returns.</summary>
    /// <exception cref="PlaceAwayException">The place does not answer, or refuses. The file is still there.</exception>
    Task KeepAsync(string file, ContentHash hash, CancellationToken ct);

    /// <summary>Takes the copy here away, after another place was found to have it.</summary>
    Task RemoveAsync(ContentHash hash, CancellationToken ct);

    /// <summary>Sets bytes aside that nothing needs any more; they can be taken back until they are erased.</summary>
    Task SetAsideAsync(ContentHash hash, CancellationToken ct);

    /// <summary>Takes bytes back that were set aside.</summary>
    Task TakeBackAsync(ContentHash hash, CancellationToken ct);

    /// <summary>Takes bytes that were set aside away for good.</summary>
    Task EraseAsync(ContentHash hash, CancellationToken ct);

    /// <summary>All contents that lie here, and how many bytes each has.</summary>
    IAsyncEnumerable<(ContentHash Hash, long Bytes)> ListAsync(CancellationToken ct);

    /// <summary>Lets go of what a process that died left half-made before a moment.</summary>
    Task TidyAsync(DateTimeOffset before, CancellationToken ct);
}

/// <summary>A place does not answer, or refuses: nothing can be said of the contents there. The message is one line that says what to do.</summary>
public sealed class PlaceAwayException : IOException
{
    public PlaceAwayException()
        : this("A store of evidence does not answer.") { }

    public PlaceAwayException(string message)
        : base(message) { }

    public PlaceAwayException(string message, int hresult)
        : base(message, hresult) { }

    public PlaceAwayException(string message, Exception innerException)
        : base(message, innerException) { }
}
