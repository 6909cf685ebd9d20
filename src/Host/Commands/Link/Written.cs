using System.Globalization;
using System.Text;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary>
/// Writes answers as CSV. A file appears whole or not at all; what a link leads to is written, and the link stays. What is no file but a pipe or a device is
/// written into.
/// </summary>
internal static class Written
{
    /// <summary>How the name of a file ends while it is being written.</summary>
    public const string Unfinished = ".part";

    public static void Lines(string path, string header, IEnumerable<string> lines) =>
        Whole(
            path,
            file =>
            {
                file.WriteLine(header);
                foreach (var line in lines)
                    file.WriteLine(line);
            }
        );

    public static void Whole(string path, Action<StreamWriter> write)
    {
        try
        {
            if (NoFile(path) is { } straight)
                Write(straight, write);
            else
                Beside(NamedFiles.Real(path), write);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new CannotRunException($"{path} cannot be written: {e.Message}", e);
        }
    }

    private static void Beside(string path, Action<StreamWriter> write)
    {
        var beside = path + Unfinished;
        var file = File.Create(beside);
        try
        {
            Write(file, write);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static void Write(FileStream stream, Action<StreamWriter> write)
    {
        using var file = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16) { NewLine = "\n" };
        write(file);
    }

    /// <summary>
    /// What stands there already and is no file, opened; null where there is nothing or a file. Only a file holds bytes or can be given a length, and only a
    /// file has a path of its own when all links are followed.
    /// </summary>
    private static FileStream? NoFile(string path)
    {
        var real = new FileInfo(NamedFiles.Real(path));
        if (real is { Exists: true, Length: > 0 } || Opened(path) is not { } opened)
            return null;
        if (!real.Exists || !TakesLength(opened))
            return opened;
        opened.Dispose();
        return null;
    }

    private static FileStream? Opened(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static bool TakesLength(FileStream opened)
    {
        try
        {
            opened.SetLength(0);
            return true;
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Writes <c>id,cluster,probability</c>, and the source where there are several. A cluster is named by its first record.</summary>
    /// <returns>What each row is called.</returns>
    public static Func<int, string> Clusters(string path, Table table, string idColumn, Clusters clusters, Sources? sources = null)
    {
        var ids = table[idColumn].Ids;
        var names = sources?.Names(table, ids) ?? (row => table.Pool.Text(ids[row]));
        Lines(
            path,
            sources is null ? "id,cluster,probability" : "id,cluster,probability,source",
            Enumerable
                .Range(0, table.Rows)
                .Select(row =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Field(table, ids[row])},{Field(names(clusters.Of[row]))},{clusters.Probability[row]:0.######}{(sources is null ? "" : "," + Field(sources[row]))}"
                    )
                )
        );
        return names;
    }

    /// <summary>Writes all columns of a table; a missing value is an empty field.</summary>
    public static void Table(string path, Table table) =>
        Lines(
            path,
            string.Join(',', table.Columns.Select(static c => Field(c.Name))),
            Enumerable.Range(0, table.Rows).Select(row => string.Join(',', table.Columns.Select(c => Field(table, c.Ids[row]))))
        );

    public static string Field(Table table, int value) => Field(table.Pool.Text(value));

    /// <summary>A value as it stands in a CSV file.</summary>
    public static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>Of which file each row is.</summary>
/// <param name="Of">The number of each row's file.</param>
/// <param name="Called">What each file is called.</param>
internal sealed record Sources(int[] Of, string[] Called)
{
    public string this[int row] => Called[Of[row]];

    /// <summary>What a row is called among those of all files: by its number; where a file before has that number too, with its file before it.</summary>
    public Func<int, string> Names(Table table, int[] ids)
    {
        var first = new Dictionary<int, int>();
        for (var row = 0; row < ids.Length; row++)
            first.TryAdd(ids[row], Of[row]);
        return row => first[ids[row]] == Of[row] ? table.Pool.Text(ids[row]) : $"{this[row]}:{table.Pool.Text(ids[row])}";
    }
}
