namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>What <see cref="LineReader.Read"/> found.</summary>
internal enum LineKind
{
    End,
    Line,

    /// <summary>Longer than the reader keeps; skipped to its end.</summary>
    TooLong,
}

/// <summary>
/// Lines of bytes, ended by LF or CRLF, from a stream of any size in a fixed amount of memory. The last line needs no end; a byte-order mark of UTF-8 is
/// passed over.
/// </summary>
internal sealed class LineReader(Stream stream, int longest = LineReader.Longest)
{
    /// <summary>No published line reaches a tenth of this.</summary>
    public const int Longest = 64 * 1024;

    private readonly byte[] _buffer = new byte[longest + 64 * 1024];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line, without its end. It stays valid until the next call.</summary>
    public LineKind Read(out ReadOnlySpan<byte> line)
    {
        line = default;
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
                return Take(searched + at, ended: 1, out line);
            searched = _end - _start;
            if (searched > longest)
                return Skip();
            if (_ended || !Fill())
                return searched == 0 ? LineKind.End : Take(searched, ended: 0, out line);
        }
    }

    private LineKind Take(int length, int ended, out ReadOnlySpan<byte> line)
    {
        line = _buffer.AsSpan(_start, length);
        _start += length + ended;
        if (line.EndsWith("\r"u8))
            line = line[..^1];
        if (++Number == 1 && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        return length <= longest ? LineKind.Line : LineKind.TooLong;
    }

    private LineKind Skip()
    {
        Number++;
        do
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                _start += at + 1;
                return LineKind.TooLong;
            }

            _start = _end;
        } while (Fill());
        return LineKind.TooLong;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
        return read > 0;
    }
}
