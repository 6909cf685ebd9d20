using System.IO.Compression;
using System.Text;
using Bluelamp.Kernel.Running;
using Bluelamp.Records.StreetCrime.Import;

namespace Bluelamp.Records.People.Import;

/// <summary>One row that can be told apart: its line, the system's own id, and its values in the order of the mapping.</summary>
internal sealed record ReadRow(long Line, string Record, IReadOnlyList<string> Values);

/// <summary>Reads the rows of an extract (RFC 4180, UTF-8, one row a line, a header first), also packed as <c>.gz</c>.</summary>
internal sealed class PeopleFile : IDisposable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly FileStream _file;
    private readonly LineReader _lines;
    private readonly CsvLine _fields = new();
    private readonly string _name;
    private readonly int _width;
    private readonly int _record;
    private readonly int[] _columns;

    public PeopleFile(string path, PersonMapping mapping)
    {
        _name = Path.GetFileName(path);
        var isZipped = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        if (isZipped)
            CheckWhole(path);
        _file = Open(path);
        _lines = new(isZipped ? new GZipStream(_file, CompressionMode.Decompress) : _file);
        var header = Header();
        _width = header.Count;
        _record = Column(header, mapping.Record, $"'record: {mapping.Record}'");
        _columns = [.. mapping.Columns.Select(c => Column(header, c.Column, c.Place.ToString()))];
        var read = mapping.Columns.Select(static c => c.Column).Concat(mapping.Ignore).Append(mapping.Record);
        if (header.Except(read, StringComparer.OrdinalIgnoreCase).ToList() is { Count: > 0 } left)
            throw new CannotRunException(
                $"{_name}, line 1: the mapping says nothing of {Listed(left)}. Read them, or name them under 'ignore'."
            );
    }

    /// <summary>How much of the file was read, and how much there is, in bytes.</summary>
    public (long Done, long Total) Progress => (_file.Position, _file.Length);

    public void Dispose() => _file.Dispose();

    /// <summary>The rows, in order. What cannot be read is rejected here.</summary>
    public IEnumerable<ReadRow> Rows(Action<long, string> reject)
    {
        while (true)
        {
            var kind = Next(out var wrong, out var row);
            if (kind is LineKind.End)
                yield break;
            if (wrong is not null)
                reject(_lines.Number, wrong);
            else if (row is not null)
                yield return row;
        }
    }

    private static FileStream Open(string path)
    {
        if (Directory.Exists(path))
            throw new CannotRunException($"{path} is a folder. Give the file to read.");
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads all of a packed file before any of its people comes in: only at its end does it show whether it is all there.</summary>
    private static void CheckWhole(string path)
    {
        Open(path).Dispose();
        try
        {
            using var content = new FileContent(path);
            var buffer = new byte[64 * 1024];
            while (content.Read(buffer) > 0) { }
            content.Hash();
        }
        catch (UnreadableFileException e)
        {
            throw new CannotRunException($"{path}: {e.Message}.", e);
        }
    }

    /// <summary>An empty line says nothing, and is no row.</summary>
    private LineKind Next(out string? wrong, out ReadRow? row)
    {
        (wrong, row) = (null, null);
        var kind = _lines.Read(out var line);
        if (kind is LineKind.TooLong)
            wrong = "the line is far too long";
        if (kind is not LineKind.Line || line.IsEmpty)
            return kind;
        wrong = _fields.Split(line);
        if (wrong is null && _fields.Count != _width)
            wrong = $"{_fields.Count} fields where the header has {_width}";
        if (wrong is not null)
            return kind;
        try
        {
            var record = Strict.GetString(_fields[_record]).Trim();
            string[] values = new string[_columns.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = Strict.GetString(_fields[_columns[i]]);
            if (record.Length == 0)
                wrong = "it has no id of its own";
            else
                row = new(_lines.Number, record, values);
        }
        catch (DecoderFallbackException)
        {
            wrong = "it is not UTF-8";
        }

        return kind;
    }

    private List<string> Header()
    {
        if (_lines.Read(out var line) is not LineKind.Line || _fields.Split(line) is not null)
            throw new CannotRunException($"{_name} has no header in its first line. It must be a CSV file in UTF-8.");
        var header = new List<string>();
        for (var i = 0; i < _fields.Count; i++)
            header.Add(Encoding.UTF8.GetString(_fields[i]));
        return header;
    }

    private int Column(List<string> header, string column, string at)
    {
        var found = header.FindIndex(h => string.Equals(h, column, StringComparison.OrdinalIgnoreCase));
        return found >= 0 ? found : throw new CannotRunException($"{at}: {_name} has no column '{column}'. It has {Listed(header)}.");
    }

    private static string Listed(IEnumerable<string> columns) => string.Join(", ", columns.Select(static c => $"'{c}'"));
}
