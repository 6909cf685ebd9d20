namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>The rows of one file, one after the other, in fixed memory; each sound, or with what is wrong with it.</summary>
internal sealed class RowSource : IDisposable
{
    private readonly FileContent _content;
    private readonly LineReader _lines;

    private RowSource(FileContent content, LineReader lines, Layout layout, Row row) =>
        (_content, _lines, Layout, Row) = (content, lines, layout, row);

    public Layout Layout { get; }

    /// <summary>The row that <see cref="Next"/> came to.</summary>
    public Row Row { get; }

    public long Line => _lines.Number;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="UnreadableFileException">It is not one of the three kinds.</exception>
    public static RowSource Open(SourceFile file)
    {
        var content = new FileContent(file.Path);
        try
        {
            return Open(file, content, new LineReader(content));
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row; false at the end. Empty lines are passed over.</summary>
    /// <param name="fault">What is wrong with the row, or nothing.</param>
    public bool Next(out string? fault)
    {
        while (true)
        {
            var kind = _lines.Read(out var line);
            fault = null;
            if (kind is LineKind.End)
                return false;
            if (kind is LineKind.Line && line.IsEmpty)
                continue;
            fault = kind is LineKind.TooLong ? $"the line is longer than {LineReader.Longest / 1024} KB" : Row.Read(line);
            return true;
        }
    }

    /// <summary>What the file holds, as a hash, when <see cref="Next"/> has come to its end.</summary>
    public byte[] Content() => _content.Hash();

    public void Dispose() => _content.Dispose();

    private static RowSource Open(SourceFile file, FileContent content, LineReader lines)
    {
        var kind = lines.Read(out var line);
        var header = new CsvLine();
        if (kind is not LineKind.Line || header.Split(line) is not null)
            throw new UnreadableFileException("no header: the first line does not name the columns of a data.police.uk file");
        var (layout, positions, fault) = Layout.Of(header);
        if (layout is null)
            throw new UnreadableFileException(fault!); // a fault stands where no layout does
        if (layout.ReporterInName && file.Force is null)
            throw new UnreadableFileException(
                "whose searches are they? Name the file as it is published: YYYY-MM-force-stop-and-search.csv"
            );
        return new(content, lines, layout, new Row(layout, positions, file.Month) { Width = header.Count });
    }
}
