using System.Text.RegularExpressions;

namespace Bluelamp.Kernel.Identifiers;

/// <summary>
/// A vehicle registration mark: two to eight letters and digits, upper case, no spaces; packed in one number, so that a camera read costs no
/// allocation. A foreign or unknown mark is kept too: see <see cref="Kind"/>.
/// </summary>
public readonly partial record struct Vrm(ulong Packed)
{
    private const int MostCharacters = 8;
    private const int LongestMilliseconds = 1000;

    /// <summary>Reads a mark in any case, with spaces, hyphens or dots between its parts; refuses every other sign.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Vrm vrm)
    {
        vrm = default;
        ulong packed = 0;
        var length = 0;
        foreach (var c in text)
        {
            if (c is '-' or '.' || char.IsWhiteSpace(c))
                continue;
            if (!char.IsAsciiLetterOrDigit(c) || ++length > MostCharacters)
                return false;
            packed = (packed << 8) | char.ToUpperInvariant(c);
        }

        if (length < 2)
            return false;
        vrm = new(packed);
        return true;
    }

    /// <summary>
    /// The mark with look-alike signs folded together (0ODQ, 1IL, 2Z, 5S, 6G, 8B, 7T, UV, MNHW): two marks that a camera could confuse have
    /// the same key.
    /// </summary>
    public ulong FuzzyKey
    {
        get
        {
            ulong key = 0;
            for (var shift = 56; shift >= 0; shift -= 8)
                key = (key << 8) | LookAlike((char)(byte)(Packed >> shift));
            return key;
        }
    }

    /// <summary>The one sign that stands for all those that a camera could confuse with this one; a sign that is like no other stands for itself.</summary>
    public static char LookAlike(char sign) =>
        sign switch
        {
            'O' or 'D' or 'Q' => '0',
            'I' or 'L' => '1',
            'Z' => '2',
            'S' => '5',
            'G' => '6',
            'B' => '8',
            'T' => '7',
            'V' => 'U',
            'N' or 'H' or 'W' => 'M',
            _ => sign,
        };

    /// <summary>Which series the mark belongs to, tried in the order of <see cref="VrmKind"/>.</summary>
    public VrmKind Kind
    {
        get
        {
            Span<char> mark = stackalloc char[MostCharacters];
            mark = mark[..Unpack(mark)];
            return 0 switch
            {
                _ when Current().IsMatch(mark) => VrmKind.Current,
                _ when Prefix().IsMatch(mark) => VrmKind.Prefix,
                _ when Suffix().IsMatch(mark) => VrmKind.Suffix,
                _ when NorthernIreland().IsMatch(mark) => VrmKind.NorthernIreland,
                _ when Q().IsMatch(mark) => VrmKind.Q,
                _ when Dateless().IsMatch(mark) => VrmKind.Dateless,
                _ when Diplomatic().IsMatch(mark) => VrmKind.Diplomatic,
                _ when Military().IsMatch(mark) => VrmKind.Military,
                _ => VrmKind.ForeignOrUnknown,
            };
        }
    }

    /// <summary>The mark without spaces, as it is stored and searched: <c>LB07SEO</c>.</summary>
    public override string ToString()
    {
        Span<char> mark = stackalloc char[MostCharacters];
        return new string(mark[..Unpack(mark)]);
    }

    /// <summary>The mark as it stands on a plate: <c>LB07 SEO</c>.</summary>
    public string ToPlate()
    {
        var mark = ToString();
        var split = Kind switch
        {
            VrmKind.Current => 4,
            VrmKind.Prefix or VrmKind.Q => mark.Length - 3,
            VrmKind.Suffix => 3,
            VrmKind.Dateless or VrmKind.NorthernIreland => Turn(mark),
            _ => mark.Length,
        };
        return split == mark.Length ? mark : $"{mark[..split]} {mark[split..]}";
    }

    private int Unpack(Span<char> into)
    {
        var length = 0;
        for (var shift = 56; shift >= 0; shift -= 8)
        {
            var c = (char)(byte)(Packed >> shift);
            if (c != 0)
                into[length++] = c;
        }

        return length;
    }

    private static int Turn(string mark)
    {
        var at = 1;
        while (char.IsAsciiDigit(mark[at]) == char.IsAsciiDigit(mark[at - 1]))
            at++;
        return at;
    }

    [GeneratedRegex("^[A-HJ-PR-Y]{2}(0[2-9]|[1-9][0-9])[A-HJ-PR-Z]{3}$", RegexOptions.ExplicitCapture, LongestMilliseconds)]
    private static partial Regex Current();

    [GeneratedRegex("^[A-HJ-NPR-TV-Y][1-9][0-9]{0,2}[A-HJ-PR-Z]{3}$", RegexOptions.ExplicitCapture, LongestMilliseconds)]
    private static partial Regex Prefix();

    [GeneratedRegex("^[A-HJ-PR-Z]{3}[1-9][0-9]{0,2}[A-HJ-NPR-TV-Y]$", RegexOptions.ExplicitCapture, LongestMilliseconds)]
    private static partial Regex Suffix();

    /// <summary>County codes with an I or a Z were given out in Ireland only.</summary>
    [GeneratedRegex(
        "^([A-Z]?([A-Z]Z|[A-HJ-Z]I|I[A-HJ-Z])[1-9][0-9]{0,3}|[1-9][0-9]{0,3}[A-Z]?([A-Z]Z|[A-HJ-Z]I|I[A-HJ-Z]))$",
        RegexOptions.ExplicitCapture,
        LongestMilliseconds
    )]
    private static partial Regex NorthernIreland();

    [GeneratedRegex("^Q[1-9][0-9]{0,2}[A-HJ-PR-Z]{3}$", RegexOptions.ExplicitCapture, LongestMilliseconds)]
    private static partial Regex Q();

    [GeneratedRegex("^([A-HJ-Z]{1,3}[1-9][0-9]{0,3}|[1-9][0-9]{0,3}[A-HJ-Z]{1,3})$", RegexOptions.ExplicitCapture, LongestMilliseconds)]
    private static partial Regex Dateless();

    [GeneratedRegex("^[0-9]{3}[DX][0-9]{3}$", RegexOptions.ExplicitCapture, LongestMilliseconds)]
    private static partial Regex Diplomatic();

    [GeneratedRegex("^([A-Z]{2}[0-9]{2}[A-Z]{2}|[0-9]{2}[A-Z]{2}[0-9]{2})$", RegexOptions.ExplicitCapture, LongestMilliseconds)]
    private static partial Regex Military();
}

/// <summary>The series of British registration marks (DVLA INF104), in the order in which a mark is tried.</summary>
public enum VrmKind
{
    /// <summary>Since September 2001, <c>LB07 SEO</c>.</summary>
    Current,

    /// <summary>1983 to 2001, <c>A123 BCD</c>.</summary>
    Prefix,

    /// <summary>1963 to 1983, <c>ABC 123D</c>.</summary>
    Suffix,

    /// <summary>Northern Ireland, and the older county marks of the whole island, <c>ABI 1234</c>.</summary>
    NorthernIreland,

    /// <summary>Age or origin not known, <c>Q123 ABC</c>.</summary>
    Q,

    /// <summary>Before 1963, <c>ABC 123</c> or <c>1234 AB</c>.</summary>
    Dateless,

    /// <summary>Diplomatic and consular, <c>123 D 456</c>.</summary>
    Diplomatic,

    /// <summary>Armed forces, <c>AA 11 AA</c>.</summary>
    Military,

    /// <summary>None of these; kept as it was read.</summary>
    ForeignOrUnknown,
}
