using System.Collections;
using System.IO.Compression;
using System.Text;

namespace Bluelamp.Linkage;

/// <summary>
/// Reads comma-separated files (RFC 4180, UTF-8, also with <c>.gz</c>) into a <see cref="Table"/>: the first line names the columns, an empty field is a
/// missing value. Goes through the bytes once and makes no text of a value that was seen before.
/// </summary>
public sealed class CsvTable
{
    private const byte Quote = (byte)'"';
    private readonly Stream stream;
    private readonly string name;
    private readonly TextPool pool;
    private readonly string? zipped;
    private readonly byte[] buffer = new byte[1 << 18];
    private byte[] field = new byte[256];
    private int fieldLength;
    private int at;
    private int end;
    private int line = 1;
    private bool afterComma;
    private long length;

    /// <summary>From which row on a row stands so many lines further down than it would if each took one line.</summary>
    private readonly List<(int Row, int Further)> shifts = [(0, 2)];

    /// <summary>Begins with a stream of text.</summary>
    /// <param name="zipped">The gzip file that the text comes from: at the end it is asked whether it is whole.</param>
    private CsvTable(Stream stream, string name, TextPool pool, string? zipped = null) =>
        (this.stream, this.name, this.pool, this.zipped) = (stream, name, pool, zipped);

    /// <summary>Reads a file.</summary>
    /// <param name="pool">That of the tables that it is linked with; its own when it is left out.</param>
    /// <param name="unique">The column with the number of the record, of which no two may have the same; null where records have none.</param>
    /// <exception cref="InputFaultException">It cannot be read, or is no table; says where and why.</exception>
    public static Table Read(string path, TextPool? pool = null, string? unique = null)
    {
        if (Directory.Exists(path))
            throw new InputFaultException($"{path} is a folder. Name a file.");
        try
        {
            using var file = File.OpenRead(path);
            var isZipped = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
            using Stream plain = isZipped ? new GZipStream(file, CompressionMode.Decompress) : file;
            var csv = new CsvTable(plain, path, pool ?? new TextPool(), isZipped && file.CanSeek ? path : null);
            var table = csv.ReadAll();
            if (unique is not null)
                csv.CheckUnique(table[unique]);
            return table;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputFaultException($"There is no file {path}.", e);
        }
        catch (InvalidDataException e)
        {
            throw new InputFaultException($"{path} is no gzip file, though its name says so.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InputFaultException($"{path} cannot be read: {e.Message}", e);
        }
    }

    public static Table Read(Stream stream, string name, TextPool pool) => new CsvTable(stream, name, pool).ReadAll();

    private Table ReadAll()
    {
        SkipByteOrderMark();
        var names = new List<string>();
        var more = Field(out var ended, out _);
        while (more)
        {
            names.Add(Encoding.UTF8.GetString(field, 0, fieldLength).Trim());
            if (ended)
                break;
            more = Field(out ended, out _);
        }
        Check(names);
        var values = new int[names.Count][];
        Array.Fill(values, []);
        var rows = 0;
        while (Row(values, names, rows))
            rows++;
        return new(pool, rows, names.Select((n, c) => new Column(n, values[c].AsSpan(0, rows).ToArray())));
    }

    private void Check(List<string> names)
    {
        if (names is [] or [""])
            throw new InputFaultException($"{name} is empty. The first line must name the columns.");
        if (names.GroupBy(static n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static g => g.Count() > 1) is { } twice)
            throw new InputFaultException($"{name}, line 1: two columns are called {twice.Key}. Rename one.");
    }

    /// <summary>One bit for each text is enough to see that there are two; only then are they looked for.</summary>
    private void CheckUnique(Column column)
    {
        var seen = new BitArray(pool.Count);
        for (var row = 0; row < column.Ids.Length; row++)
        {
            var id = column.Ids[row];
            if (seen[id])
                throw new InputFaultException(
                    $"{name}: lines {LineOf(Array.IndexOf(column.Ids, id))} and {LineOf(row)} have {(id == TextPool.Null ? $"no {column.Name}" : $"the same {column.Name}, {pool.Text(id)}")}. Each record needs a number of its own."
                );
            seen[id] = true;
        }
    }

    private int LineOf(int row) => row + shifts.FindLast(s => s.Row <= row).Further;

    private bool Row(int[][] values, List<string> names, int row)
    {
        var began = line;
        for (var c = 0; ; c++)
        {
            if (!Field(out var ended, out var quoted))
                return false;
            if (c == 0 && ended && fieldLength == 0 && !quoted && names.Count > 1)
            {
                // An empty line is no record.
                began = line;
                c = -1;
                continue;
            }
            if (c >= names.Count)
                throw new InputFaultException(
                    $"{name}, line {began}: there are more values than the {names.Count} columns of line 1. Is a quote missing?"
                );
            if (row >= values[c].Length)
                Array.Resize(ref values[c], Math.Max(1024, row * 2));
            values[c][row] = fieldLength == 0 ? TextPool.Null : pool.Add(field.AsSpan(0, fieldLength));
            if (c == 0 && began - row != shifts[^1].Further)
                shifts.Add((row, began - row));
            if (!ended)
                continue;
            if (c < names.Count - 1)
                throw new InputFaultException($"{name}, line {began}: there are {c + 1} values, but line 1 names {names.Count} columns.");
            return true;
        }
    }

    /// <summary>Reads a field into <see cref="field"/>; false at the end of the file.</summary>
    private bool Field(out bool rowEnded, out bool quoted)
    {
        fieldLength = 0;
        rowEnded = false;
        quoted = false;
        if (at == end && !Fill())
        {
            rowEnded = afterComma;
            afterComma = false;
            return rowEnded;
        }
        if (buffer[at] == Quote)
        {
            quoted = true;
            Quoted();
        }
        while (true)
        {
            if (at == end && !Fill())
                break;
            var rest = buffer.AsSpan(at, end - at);
            var stop = rest.IndexOfAny((byte)',', (byte)'\n');
            if (stop < 0)
            {
                Append(rest);
                at = end;
                continue;
            }
            Append(rest[..stop]);
            at += stop + 1;
            if (rest[stop] == (byte)',')
                return afterComma = true;
            line++;
            break;
        }
        rowEnded = true;
        afterComma = false;
        if (fieldLength > 0 && field[fieldLength - 1] == (byte)'\r')
            fieldLength--;
        return true;
    }

    private void Quoted()
    {
        var began = line;
        at++;
        while (true)
        {
            if (at == end && !Fill())
                throw new InputFaultException($"{name}, line {began}: a quote is opened and never closed.");
            var rest = buffer.AsSpan(at, end - at);
            var stop = rest.IndexOf(Quote);
            var text = stop < 0 ? rest : rest[..stop];
            line += text.Count((byte)'\n');
            Append(text);
            at += text.Length;
            if (stop < 0)
                continue;
            at++;
            if ((at == end && !Fill()) || buffer[at] != Quote)
                return;
            Append("\""u8);
            at++;
        }
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        if (fieldLength + text.Length > field.Length)
            Array.Resize(ref field, Math.Max(field.Length * 2, fieldLength + text.Length));
        text.CopyTo(field.AsSpan(fieldLength));
        fieldLength += text.Length;
    }

    private bool Fill()
    {
        at = 0;
        end = stream.Read(buffer);
        length += end;
        if (end == 0 && zipped is not null && !GzipEnd.IsWhole(zipped, length))
            throw new InputFaultException($"{name} is broken or ends too early: it is not all of a gzip file.");
        return end > 0;
    }

    private void SkipByteOrderMark()
    {
        if (!Fill())
            return;
        if (buffer.AsSpan(0, end) is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, ..] or [_, 0, ..])
            throw new InputFaultException($"{name} is UTF-16. Save it as UTF-8.");
        if (buffer.AsSpan(0, end).StartsWith("\uFEFF"u8))
            at = 3;
    }
}
