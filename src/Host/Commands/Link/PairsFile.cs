using System.Globalization;
using Bluelamp.Kernel.Running;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary>What <c>link predict</c> wrote: <c>id_l,id_r,match_weight</c>.</summary>
internal sealed class PairsFile(string path, Table table)
{
    public List<Edge> Edges(Func<int, int> row)
    {
        var (left, right, weights) = (table["id_l"].Ids, table["id_r"].Ids, table["match_weight"].Ids);
        var edges = new List<Edge>(table.Rows);
        for (var i = 0; i < table.Rows; i++)
        {
            if (!float.TryParse(table.Pool.Text(weights[i]), CultureInfo.InvariantCulture, out var weight) || float.IsNaN(weight))
                throw new CannotRunException($"{path}, line {i + 2}: match_weight is no number.");
            edges.Add(new(row(left[i]), row(right[i]), weight));
        }
        return edges;
    }
}
