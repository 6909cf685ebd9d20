namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>
/// The fields of one line of a CSV file after RFC 4180, each trimmed of spaces. One line is one record: a quoted field that does not end on its line is a
/// fault of that line, so that one broken quotation mark never swallows the rest of a file. Reused from line to line; allocates nothing.
/// </summary>
internal sealed class CsvLine
{
    private const int MostFields = 64;
    private readonly int[] _starts = new int[MostFields];
    private readonly int[] _ends = new int[MostFields];
    private byte[] _text = new byte[4096];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int field] => _text.AsSpan(_starts[field], _ends[field] - _starts[field]);

    /// <summary>Splits a line; answers what is wrong with it, or nothing.</summary>
    public string? Split(ReadOnlySpan<byte> line)
    {
        if (_text.Length < line.Length)
            _text = new byte[line.Length];
        Count = 0;
        return line.Contains((byte)'"') ? SplitQuoted(line) : SplitPlain(line);
    }

    private string? SplitPlain(ReadOnlySpan<byte> line)
    {
        line.CopyTo(_text);
        for (var start = 0; ; )
        {
            if (Count == MostFields)
                return TooMany;
            var comma = line[start..].IndexOf((byte)',');
            var end = comma < 0 ? line.Length : start + comma;
            Add(start, end);
            if (comma < 0)
                return null;
            start = end + 1;
        }
    }

    private string? SplitQuoted(ReadOnlySpan<byte> line)
    {
        var (from, to) = (0, 0);
        while (true)
        {
            if (Count == MostFields)
                return TooMany;
            var start = to;
            var quoted = from < line.Length && line[from] == '"';
            if (quoted ? !Quoted(line, ref from, ref to) : !Plain(line, ref from, ref to))
                return quoted ? Unclosed : Stray;
            Add(start, to);
            if (from == line.Length)
                return null;
            from++;
        }
    }

    /// <summary>Up to the next comma; a quotation mark here is a fault.</summary>
    private bool Plain(ReadOnlySpan<byte> line, ref int from, ref int to)
    {
        var length = line[from..].IndexOf((byte)',');
        var field = length < 0 ? line[from..] : line.Slice(from, length);
        field.CopyTo(_text.AsSpan(to));
        from += field.Length;
        to += field.Length;
        return !field.Contains((byte)'"');
    }

    /// <summary>From one quotation mark to the one that closes it, two of them standing for one.</summary>
    private bool Quoted(ReadOnlySpan<byte> line, ref int from, ref int to)
    {
        for (from++; from < line.Length; from++)
        {
            if (line[from] != '"')
            {
                _text[to++] = line[from];
                continue;
            }

            if (from + 1 < line.Length && line[from + 1] == '"')
            {
                _text[to++] = line[from++];
                continue;
            }

            from++;
            return from == line.Length || line[from] == ',';
        }

        return false;
    }

    private void Add(int start, int end)
    {
        while (start < end && _text[start] == ' ')
            start++;
        while (end > start && _text[end - 1] == ' ')
            end--;
        (_starts[Count], _ends[Count]) = (start, end);
        Count++;
    }

    private const string TooMany = "far too many fields";
    private const string Unclosed = "a quotation mark is opened and not properly closed on this line";
    private const string Stray = "a quotation mark stands inside a field that is not quoted";
}
