using System.CommandLine;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary>Who each record is of, as a file says.</summary>
internal sealed class TruthFile
{
    public static readonly Option<string?> IdColumn = new("--truth-id")
    {
        HelpName = "COLUMN",
        Description = "The column of the truth with the record's number; the first one when not named",
    };

    public static readonly Option<string?> ClusterColumn = new("--truth-cluster")
    {
        HelpName = "COLUMN",
        Description = "The column with the person; `cluster`, or else the second one, when not named",
    };

    private readonly TextPool pool;
    private readonly Dictionary<int, int> person = [];

    /// <summary>Reads the file.</summary>
    /// <param name="pool">That of the records, so that equal numbers are equal.</param>
    public TruthFile(string path, TextPool pool, ParseResult said)
    {
        this.pool = pool;
        var truth = CsvTable.Read(path, pool);
        if (truth.Columns.Count < 2)
            throw new InputFaultException("The truth needs two columns: the record's number, and the person.");
        var id = said.GetValue(IdColumn) is { } named ? truth[named] : truth.Columns[0];
        var people =
            said.GetValue(ClusterColumn) is { } column ? truth[column]
            : truth.Has("cluster") ? truth["cluster"]
            : truth.Columns[1];
        for (var row = 0; row < truth.Rows; row++)
            person[id.Ids[row]] = people.Ids[row];
    }

    /// <summary>The records that it knows, and whose each is.</summary>
    public IReadOnlyDictionary<int, int> People => person;

    public int PersonOf(int id) =>
        person.TryGetValue(id, out var known)
            ? known
            : throw new CannotRunException($"The truth does not say whose record {pool.Text(id)} is.");
}
