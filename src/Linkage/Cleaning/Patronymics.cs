namespace Bluelamp.Linkage.Cleaning;

/// <summary>The Welsh "son of" and "daughter of" between or before names: Dafydd ap Gwilym, ferch Owain.</summary>
public static class Patronymics
{
    /// <summary>The name without its particles, and the first particle in small letters, or nothing.</summary>
    public static (string? Name, string? Particle) Split(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        List<string> names = [];
        string? particle = null;
        for (var i = 0; i < words.Length; i++)
        {
            var (before, after) = Parted(words[i]);
            if (before is null || (after.Length == 0 && i == words.Length - 1))
            {
                names.Add(words[i]);
                continue;
            }

            particle ??= before;
            if (after.Length > 0)
                names.Add(after);
        }

        return (names.Count == 0 ? null : string.Join(' ', names), particle);
    }

    /// <summary>"ap" and nothing, or "ap" and "Rhys" of "ap-Rhys"; no particle in any other word.</summary>
    private static (string? Particle, string After) Parted(string word)
    {
        var end = word.AsSpan().IndexOfAny('-', '\'', '’');
        var particle = (end < 0 ? word : word[..end]).ToLowerInvariant();
        return particle is "ap" or "ab" or "ferch" or "verch" or "merch" or "uch"
            ? (particle, end < 0 ? "" : word[(end + 1)..])
            : (null, word);
    }
}
