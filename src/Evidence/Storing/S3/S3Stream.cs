using Amazon.S3.Model;

namespace Bluelamp.Evidence.Storing.S3;

/// <summary>
/// A content of an S3 store, read as it comes. Nothing is asked for before the first read, which asks for all from there on; a line that breaks is taken up
/// where it was, a few times.
/// </summary>
/// <param name="get">Answers the bytes from an offset until before another.</param>
internal sealed class S3Stream(Func<long, long, Task<GetObjectResponse>> get, long length) : Stream
{
    private const int MostBreaks = 3;
    private GetObjectResponse? _answer;
    private long _next;
    private int _breaks;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.Length == 0)
            return 0;
        while (true)
        {
            try
            {
                var read = await ReadOnAsync(buffer, cancellationToken);
                if (read > 0)
                {
                    Position = _next += read;
                    return read;
                }

                LetGo(); // the store ended before it gave all
            }
            catch (Exception e)
                when (e is HttpRequestException or HttpIOException or IOException and not PlaceAwayException and not FileNotFoundException)
            {
                LetGo();
                if (_breaks >= MostBreaks)
                    throw new PlaceAwayException("The store of evidence broke off while it gave a content.", e);
            }

            if (++_breaks > MostBreaks)
                throw new PlaceAwayException("The store of evidence does not give all of a content.");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Contents of a distant store are read without blocking a thread.");

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => length + offset,
        };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        LetGo();
        base.Dispose(disposing);
    }

    private async Task<int> ReadOnAsync(Memory<byte> buffer, CancellationToken ct)
    {
        if (_answer is null || _next != Position)
        {
            LetGo();
            _answer = await get(Position, length);
            _next = Position;
        }

        return await _answer.ResponseStream.ReadAsync(buffer, ct);
    }

    private void LetGo()
    {
        _answer?.Dispose();
        _answer = null;
    }
}
