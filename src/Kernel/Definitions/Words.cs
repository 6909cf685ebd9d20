using System.Text;

namespace Bluelamp.Kernel.Definitions;

/// <summary>Names as definition files write them.</summary>
public static class Words
{
    /// <summary><c>NextStep</c> → <c>next-step</c>.</summary>
    public static string Kebab(string name)
    {
        var kebab = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && kebab.Length > 0)
                kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(c));
        }
        return kebab.ToString();
    }

    /// <summary>What the author may have meant: the nearest known word, or all of them.</summary>
    public static string Suggest(string word, IReadOnlyCollection<string> known)
    {
        var nearest = known.Select(k => (Word: k, Distance: Distance(word, k))).OrderBy(static k => k.Distance).FirstOrDefault();
        if (nearest.Word is not null && nearest.Distance <= (word.Length < 4 ? 1 : Math.Max(2, word.Length / 3)))
            return $"Did you mean '{nearest.Word}'?";
        return known.Count == 0 ? "Remove it." : $"Known here: {string.Join(", ", known)}.";
    }

    /// <summary>Levenshtein distance; long words are cut, since only near misses matter.</summary>
    private static int Distance(string a, string b)
    {
        (a, b) = (a.Length > 64 ? a[..64] : a, b.Length > 64 ? b[..64] : b);
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
