using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary>What <c>link predict</c> wrote: <c>id_l,id_r,match_weight,match_probability</c>; the last may be missing.</summary>
internal sealed class PairsFile(string path, Table table)
{
    private const string Weight = "match_weight";
    private const string Probability = "match_probability";

    /// <summary>The numbers of all records that are in a pair, each once.</summary>
    public int[] Records => [.. table["id_l"].Ids.Concat(table["id_r"].Ids).Distinct()];

    /// <summary>The pairs by the places of their records, in that order: in which order the file has them, and which of two is the left one, changes nothing.</summary>
    /// <param name="records">The records in their order.</param>
    public List<Edge> EdgesOf(int[] records)
    {
        var rows = records.Index().ToDictionary(static r => r.Item, static r => r.Index);
        var edges = Edges(id => rows[id]).ConvertAll(static e => e with { A = Math.Min(e.A, e.B), B = Math.Max(e.A, e.B) });
        edges.Sort(static (x, y) => (x.A, x.B, x.Weight).CompareTo((y.A, y.B, y.Weight)));
        return edges;
    }

    /// <summary>The pairs with their weights.</summary>
    public List<Edge> Edges(Func<int, int> row)
    {
        var (left, right) = (table["id_l"].Ids, table["id_r"].Ids);
        var edges = new List<Edge>(table.Rows);
        for (var i = 0; i < table.Rows; i++)
        {
            if (left[i] == right[i])
                throw new CannotRunException($"{path}, line {i + 2}: the record {table.Pool.Text(left[i])} is paired with itself.");
            edges.Add(new(row(left[i]), row(right[i]), (float)Number(Weight, i)));
        }
        return edges;
    }

    /// <summary>The pairs with the weight that goes with their probability, where the file says one that lies between 0 and 1.</summary>
    public List<Edge> Likely(Func<int, int> row)
    {
        var edges = Edges(row);
        if (!table.Has(Probability))
            return edges;
        for (var i = 0; i < edges.Count; i++)
        {
            if (Number(Probability, i) is > 0 and < 1 and var p)
                edges[i] = edges[i] with { Weight = (float)Edge.WeightOf(p) };
        }
        return edges;
    }

    private double Number(string column, int row) =>
        double.TryParse(table.Pool.Text(table[column].Ids[row]), CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
            ? number
            : throw new CannotRunException($"{path}, line {row + 2}: {column} is no number.");
}
