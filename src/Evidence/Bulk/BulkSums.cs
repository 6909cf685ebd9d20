using System.Text.RegularExpressions;
using Bluelamp.Evidence.Storing;

namespace Bluelamp.Evidence.Bulk;

/// <summary>The SHA-256 that a file should have, by a file beside it.</summary>
/// <param name="By">The file that says so.</param>
/// <param name="Sha256">None when it says nothing that can be read.</param>
internal sealed record Claim(string By, ContentHash? Sha256);

/// <summary>
/// What the files of a folder should be: by <c>NAME.sha256</c> beside <c>NAME</c>, and by lists as <c>sha256sum</c> writes them (<c>SHA256SUMS</c>,
/// <c>sha256sum.txt</c>, <c>disc.sha256</c>). Such files are read for what they say, and are no evidence themselves.
/// </summary>
internal sealed partial class BulkSums
{
    private const string Suffix = ".sha256";
    private const long Longest = 64 << 20;
    private readonly Dictionary<string, List<Claim>> _claims = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sums = new(StringComparer.Ordinal);
    private readonly List<BulkRefusal> _refused = [];

    private BulkSums() { }

    /// <summary>Lists that cannot be read, and files that a list names but that are not there.</summary>
    public IReadOnlyList<BulkRefusal> Refused => _refused;

    /// <summary>Reads what the files say of one another.</summary>
    public static BulkSums Of(IReadOnlyList<BulkListing> listings)
    {
        var sums = new BulkSums();
        var there = listings.SelectMany(static l => l.Files).Select(static f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var listing in listings)
        {
            foreach (var file in listing.Files.Concat(listing.Beside).Where(f => IsSums(f.Path) && !sums.Has(f)))
            {
                if (file.Path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) && there.Contains(file.Path[..^Suffix.Length]))
                    sums.Beside(file);
                else
                    sums.List(file, there, whole: listing.Beside.Count == 0);
            }
        }

        return sums;
    }

    /// <summary>Whether a file says what others should be.</summary>
    public bool Has(BulkFile file) => _sums.Contains(file.Path);

    public IReadOnlyList<Claim> Of(BulkFile file) => _claims.GetValueOrDefault(file.Path) ?? [];

    /// <summary>Whether a file of this name may say what others should be.</summary>
    public static bool IsSums(string path) =>
        path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) || ListName().IsMatch(Path.GetFileName(path));

    private void Beside(BulkFile file)
    {
        _sums.Add(file.Path);
        var word = Lines(file).FirstOrDefault("").Split(' ', 2)[0].TrimStart('\\');
        Add(file.Path[..^Suffix.Length], new(file.Within, ContentHash.TryParse(word, provider: null, out var hash) ? hash : null));
    }

    /// <summary>Reads a list.</summary>
    /// <param name="there">The files that are to be added.</param>
    /// <param name="whole">All of its folder is to be added: what it lists should be there.</param>
    private void List(BulkFile file, HashSet<string> there, bool whole)
    {
        var sums = Lines(file).Select(static l => ListLine().Match(l)).ToList();
        if (sums.Count == 0 || sums.Exists(static m => !m.Success))
        {
            if (whole && ListName().IsMatch(Path.GetFileName(file.Path)))
                _refused.Add(new(file.Within, "It is no list of sums as sha256sum writes it, so nothing was compared with it."));
            return;
        }

        _sums.Add(file.Path);
        foreach (var sum in sums)
        {
            var name = sum.Groups["name"].Value;
            if (sum.Groups["escaped"].Length > 0)
                name = name.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
            var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file.Path)!, name)); // a file has a folder
            if (there.Contains(path))
                Add(path, new(file.Within, ContentHash.Parse(sum.Groups["sum"].Value, provider: null)));
            else if (whole && !File.Exists(path))
                _refused.Add(new(name, $"{file.Within} lists it, but it is not there."));
        }
    }

    private void Add(string path, Claim claim)
    {
        if (!_claims.TryGetValue(path, out var claims))
            _claims[path] = claims = [];
        claims.Add(claim);
    }

    private static List<string> Lines(BulkFile file)
    {
        try
        {
            using var text = new StreamReader(new FileStream(Disk.OpenPlain(file.Path), FileAccess.Read));
            return file.Bytes > Longest || !text.BaseStream.CanSeek
                ? []
                : [.. text.ReadToEnd().Split('\n').Select(static l => l.TrimEnd('\r')).Where(static l => l.Length > 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [GeneratedRegex(
        @"^sha256sums?(\.txt)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex ListName();

    [GeneratedRegex(
        @"^(?<escaped>\\?)(?<sum>[0-9A-Fa-f]{64}) [ *](?<name>.+)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex ListLine();
}
