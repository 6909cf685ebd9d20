using System.Globalization;
using System.Text;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary>Writes answers as CSV. A file appears whole or not at all.</summary>
internal static class Written
{
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
        var beside = path + ".part";
        try
        {
            using (
                var file = new StreamWriter(beside, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16)
                {
                    NewLine = "\n",
                }
            )
            {
                write(file);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new CannotRunException($"{path} cannot be written: {e.Message}", e);
        }
    }

    public static void Clusters(string path, Table table, string idColumn, Clusters clusters, Func<int, string>? source = null)
    {
        var ids = table[idColumn].Ids;
        Lines(
            path,
            source is null ? "id,cluster,probability" : "id,cluster,probability,source",
            Enumerable
                .Range(0, table.Rows)
                .Select(row =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Field(table, ids[row])},{Field(table, ids[clusters.Of[row]])},{clusters.Probability[row]:0.######}{(source is null ? "" : "," + source(row))}"
                    )
                )
        );
    }

    public static string Field(Table table, int value) => Field(table.Pool.Text(value));

    /// <summary>A value as it stands in a CSV file.</summary>
    public static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
