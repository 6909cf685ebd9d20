using System.Globalization;
using Bluelamp.Linkage;

namespace Bluelamp.Host.Commands.Link;

/// <summary>Reads labels as Splink keeps them: <c>unique_id_l,unique_id_r,clerical_match_score</c>.</summary>
internal static class LabelFile
{
    /// <summary>The labels of records of a table; those of other records are left out and counted. A file that is not there has none.</summary>
    /// <exception cref="InputFaultException">A score is no number from 0 to 1.</exception>
    public static (List<Label> Known, int Unknown) Rows(string path, Table table, int[] ids)
    {
        if (!File.Exists(path))
            return ([], 0);
        var labels = CsvTable.Read(path, table.Pool);
        var (left, right, scores) = (labels["unique_id_l"].Ids, labels["unique_id_r"].Ids, labels["clerical_match_score"].Ids);
        var rows = new Dictionary<int, int>(ids.Length);
        for (var row = 0; row < ids.Length; row++)
            rows.TryAdd(ids[row], row);
        var found = new List<Label>(labels.Rows);
        for (var i = 0; i < labels.Rows; i++)
        {
            var text = table.Pool.Text(scores[i]);
            if (!double.TryParse(text, CultureInfo.InvariantCulture, out var score) || score is not (>= 0 and <= 1))
                throw new InputFaultException($"{path}, line {i + 2}: {text} is no score from 0 (two people) to 1 (one person).");
            if (rows.TryGetValue(left[i], out var a) && rows.TryGetValue(right[i], out var b))
                found.Add(new(a, b, score));
        }
        return (found, labels.Rows - found.Count);
    }
}
