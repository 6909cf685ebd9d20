using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Bundles;

/// <summary>What was found.</summary>
/// <param name="Closed">Entries that were proven by their leaf alone: how a redacted copy was made of an original that is not there.</param>
/// <param name="Wrong">Each thing that is not as it left, in a sentence.</param>
public sealed record BundleReport(bool Ok, int Items, int Entries, int Closed, string? Checkpoint, IReadOnlyList<string> Wrong);

/// <summary>
/// Checks a bundle with nothing but its files, as the script in it does: sums and who signed them, leaves, proofs, root, signature, and that each chain of
/// custody is whole from the arrival to the export and speaks of the bytes that are there.
/// </summary>
public sealed class BundleVerifier
{
    private const int LargestText = 256 << 20;
    private readonly IBundleSource _bundle;
    private readonly NoteKey? _expected;
    private readonly HashSet<string> _files;
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);
    private readonly List<string> _wrong = [];
    private int _entries;
    private int _closed;

    private BundleVerifier(IBundleSource bundle, NoteKey? expected) =>
        (_bundle, _expected, _files) = (bundle, expected, new(bundle.Files, StringComparer.Ordinal));

    /// <summary>Checks a bundle, and goes on after what is wrong.</summary>
    /// <param name="expected">The key of the force, learned elsewhere: only this finds a bundle that was made anew as a whole, with another key.</param>
    public static BundleReport Run(IBundleSource bundle, NoteKey? expected, IWorkProgress progress, CancellationToken ct) =>
        new BundleVerifier(bundle, expected).Run(progress, ct);

    private BundleReport Run(IWorkProgress progress, CancellationToken ct)
    {
        CheckSums(progress, ct);
        var key = Key();
        var signed = key is null ? null : Signed(key);
        var head = key is null ? null : Head(key);
        var items = 0;
        if (!BundleJson.TryRead<Manifest>(Read(BundleNames.Manifest), out var manifest))
            _wrong.Add($"{BundleNames.Manifest} cannot be read, or is not spelt as it was written");
        else
        {
            if (signed is not null && signed.Of != manifest.Bundle)
                _wrong.Add($"{BundleNames.SignedSums} is of another bundle than {BundleNames.Manifest}");
            items = head is null ? 0 : CheckItems(manifest, head);
        }
        return new(_wrong.Count == 0, items, _entries, _closed, head?.Text, _wrong);
    }

    private void CheckSums(IWorkProgress progress, CancellationToken ct)
    {
        if (_files.Count != _bundle.Files.Count)
            _wrong.Add("a file is in it twice");
        var text = Encoding.UTF8.GetString(Read(BundleNames.Sums));
        if (text.Length == 0 || text[^1] != '\n')
            _wrong.Add($"{BundleNames.Sums} does not end as it was written");
        var listed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                line.Length < 67
                || line[64..66] is not "  "
                || !line[..64].All(char.IsAsciiHexDigitLower)
                || !listed.TryAdd(line[66..], line[..64])
            )
                _wrong.Add($"{BundleNames.Sums} has a line that is no sum, or stands there twice");
        }
        var (done, total) = (0, _files.Count);
        foreach (var file in _files.Where(static f => f is not (BundleNames.Sums or BundleNames.SignedSums)).Order(StringComparer.Ordinal))
        {
            ct.ThrowIfCancellationRequested();
            var hash = _hashes[file] = HashOf(file);
            if (!listed.Remove(file, out var sum))
                _wrong.Add($"{file} is not listed in {BundleNames.Sums}: it was added");
            else if (!hash.Equals(sum, StringComparison.Ordinal))
                _wrong.Add($"{file} was changed: its SHA-256 is not the one in {BundleNames.Sums}");
            progress.Report("Checking files", ++done, total);
        }
        _wrong.AddRange(listed.Keys.Select(static file => $"{file} is missing"));
    }

    /// <summary>The key that all signatures are by, when it is one and the one that was expected.</summary>
    private NoteKey? Key()
    {
        var text = Encoding.UTF8.GetString(Read(BundleNames.Key));
        if (!text.EndsWith('\n') || !NoteKey.TryParse(text[..^1], out var key))
            _wrong.Add($"{BundleNames.Key} is not a public key");
        else if (_expected is not null && !_expected.Equals(key))
            _wrong.Add($"{BundleNames.Key} is not the key that was expected");
        else
            return key;
        return null;
    }

    /// <summary>What was signed of the sums. A second signature would be a byte that nobody vouches for.</summary>
    private SignedSums? Signed(NoteKey key)
    {
        if (!_files.Contains(BundleNames.SignedSums))
            _wrong.Add($"{BundleNames.SignedSums} is missing: nobody signed {BundleNames.Sums}");
        else if (
            !SignedNote.TryParse(Encoding.UTF8.GetString(Read(BundleNames.SignedSums)), out var note)
            || note.Signatures.Count != 1
            || !note.SignedBy([key]).Contains(key)
            || !SignedSums.TryParse(note.Text, out var signed)
        )
            _wrong.Add($"{BundleNames.SignedSums} is not signed by {BundleNames.Key}");
        else if (!Is(Convert.ToHexStringLower(SHA256.HashData(Read(BundleNames.Sums))), signed.Sha256))
            _wrong.Add(
                $"{BundleNames.Sums} is not the list that was signed: a file, and its sum with it, was changed, added or taken away"
            );
        else
            return signed;
        return null;
    }

    /// <summary>The checkpoint, when its signature holds.</summary>
    private Checkpoint? Head(NoteKey key)
    {
        if (
            SignedNote.TryParse(Encoding.UTF8.GetString(Read(BundleNames.Checkpoint)), out var note)
            && note.SignedBy([key]).Contains(key)
            && Checkpoint.TryParse(note.Text, out var checkpoint)
            && checkpoint.Origin.Equals(key.Name, StringComparison.Ordinal)
        )
            return checkpoint;
        _wrong.Add($"{BundleNames.Checkpoint} is not signed by {BundleNames.Key}");
        return null;
    }

    private int CheckItems(Manifest manifest, Checkpoint head)
    {
        if (!manifest.Log.Equals(head.Origin, StringComparison.Ordinal))
            _wrong.Add($"{BundleNames.Manifest} speaks of another ledger than {BundleNames.Checkpoint}");
        if (manifest.Items.Count == 0)
            _wrong.Add($"{BundleNames.Manifest} lists nothing");
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (item, place) in manifest.Items.Select(static (item, place) => (item, place + 1)))
        {
            if (
                item.Number != place
                || !Is(item.Custody, BundleNames.Custody(place))
                || (item.Path is { } path && !Is(path, BundleNames.Item(place, item.Name ?? "")))
            )
                _wrong.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{BundleNames.Manifest}: item {place} is not numbered or named as it was written"
                    )
                );
            used.Add(item.Custody);
            if (item.Path is not null)
                used.Add(item.Path);
            used.UnionWith(item.Signatures?.Select(static s => s.Path).OfType<string>() ?? []);
            var (entries, closed) = new ChainCheck(item, manifest.Bundle, head, _wrong).Run(
                Read(item.Custody),
                item.Path is null ? null : Bytes(item.Path),
                path => _hashes.GetValueOrDefault(path)
            );
            (_entries, _closed) = (_entries + entries, _closed + closed);
        }
        foreach (var file in _files.Where(f => f.Contains('/', StringComparison.Ordinal) && !used.Contains(f)))
            _wrong.Add($"{file} belongs to no item of {BundleNames.Manifest}");
        return manifest.Items.Count;
    }

    private (string Sha256, long Bytes) Bytes(string path)
    {
        if (!_hashes.TryGetValue(path, out var hash))
            return ("", 0);
        using var stream = _bundle.Open(path);
        return (hash, Length(stream));
    }

    private static long Length(Stream stream)
    {
        try
        {
            return stream.Length;
        }
        catch (NotSupportedException)
        {
            return -1; // a stored zip's stream has no length; the hash speaks for it
        }
    }

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.Ordinal);

    private byte[] Read(string path)
    {
        if (!_files.Contains(path))
            return [];
        try
        {
            using var stream = _bundle.Open(path);
            using var bytes = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; bytes.Length <= LargestText && (read = stream.Read(buffer)) > 0; )
                bytes.Write(buffer, 0, read);
            return bytes.Length > LargestText ? [] : bytes.ToArray();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string HashOf(string path)
    {
        try
        {
            using var stream = _bundle.Open(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return "unreadable";
        }
    }
}
