using System.Collections.Frozen;

namespace Bluelamp.Linkage.Cleaning;

/// <summary>Forms of address and honours around a name, in English and Welsh. What may itself be a name (Lord, Major, Dean) falls only beside another word.</summary>
internal static class Titles
{
    private static readonly FrozenSet<string> Always = Set(
        "mr mrs ms miss mx dr doctor prof professor rev revd reverend parch parchedig athro"
    );

    private static readonly FrozenSet<string> Before = Set(
        "sir syr dame lord lady arglwydd arglwyddes fonesig hon fr sr capt lt col sgt cpl pc wpc dc ds di dci insp supt cllr cyng y yr the master"
    );

    private static readonly FrozenSet<string> After = Set(
        "jr jnr junior sr snr senior esq ysw mbe obe cbe kbe kc qc jp mp ma msc ba bsc phd md bt bart baronet"
    );

    /// <summary>The name without them; nothing where there is no name.</summary>
    public static string? Removed(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var (start, end) = (0, words.Length);
        while (start < end && IsTitle(words[start], Before, alone: end - start == 1))
            start++;
        while (end > start && IsTitle(words[end - 1], After, alone: end - start == 1))
            end--;
        return start == end ? null : string.Join(' ', words[start..end]).TrimEnd(',');
    }

    private static bool IsTitle(string word, FrozenSet<string> beside, bool alone)
    {
        var plain = Accents.Removed(word).Replace(".", "", StringComparison.Ordinal).Trim(',');
        return Always.Contains(plain) || (!alone && beside.Contains(plain));
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
