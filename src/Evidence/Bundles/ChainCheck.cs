using System.Globalization;
using System.Text;
using System.Text.Json;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Evidence.Bundles;

/// <summary>Checks the chain of custody of one item: each entry against the checkpoint, and all of them against what the manifest and the bytes say.</summary>
internal sealed class ChainCheck(ManifestItem item, Guid bundle, Checkpoint head, List<string> wrong)
{
    private const string Received = "evidence.exhibit-received.v1";
    private const string Produced = "evidence.exhibit-produced.v1";
    private const string Exported = "evidence.exhibit-exported.v1";
    private const string PassedOn = "evidence.object-passed-on.v1";

    /// <summary>Says what is wrong, and counts the entries, and those whose words are not in the bundle.</summary>
    /// <param name="bytes">What lies at the item's path; none for a thing.</param>
    /// <param name="hashOf">The SHA-256 of what lies at a path; nothing when nothing does.</param>
    public (int Entries, int Closed) Run(byte[] file, (string Sha256, long Bytes)? bytes, Func<string, string?> hashOf)
    {
        if (!BundleJson.TryRead<CustodyFile>(file, out var custody) || custody.Exhibit != item.Exhibit)
        {
            wrong.Add($"{item.Custody} is missing, cannot be read, or is not spelt as it was written");
            return (0, 0);
        }
        var entries = new List<JsonElement>();
        foreach (var (entry, place) in custody.Entries.Select(static (entry, place) => (entry, place + 1)))
        {
            var said = default(JsonElement); // of a closed entry nothing is said
            if ((entry.IsClosed ? ClosedProblem(custody.Entries, place) : Problem(entry, place, out said)) is { } problem)
                Wrong(place, problem);
            else
                entries.Add(said);
        }
        if (entries.Count == custody.Entries.Count)
        {
            CheckStory(entries, bytes);
            CheckSignatures(entries, hashOf);
        }
        return (custody.Entries.Count, custody.Entries.Count(static e => e.IsClosed));
    }

    /// <summary>What is wrong with an entry that is closed: its leaf was sealed, after the entry before it and before the one after it.</summary>
    private string? ClosedProblem(IReadOnlyList<CustodyEntry> entries, int place)
    {
        var entry = entries[place - 1];
        if (!Hash.TryParse(entry.Leaf, out var leaf) || !leaf.ToString().Equals(entry.Leaf, StringComparison.Ordinal))
            return "its leaf hash cannot be read";
        if (ProofProblem(entry, leaf) is { } problem)
            return problem;
        return entries.ElementAtOrDefault(place - 2)?.Index >= entry.Index || entries.ElementAtOrDefault(place)?.Index <= entry.Index
            ? "it does not stand here in the chain: an entry was removed, added or moved"
            : null;
    }

    private string? ProofProblem(CustodyEntry entry, Hash leaf)
    {
        var proof = new Hash[entry.Proof.Count];
        for (var i = 0; i < proof.Length; i++)
        {
            if (!Hash.TryParse(entry.Proof[i], out proof[i]) || !proof[i].ToString().Equals(entry.Proof[i], StringComparison.Ordinal))
                return "its proof cannot be read";
        }
        return Proof.VerifyInclusion(leaf, entry.Index, head.Size, proof, head.Root) ? null : "its proof does not lead to the checkpoint";
    }

    private string? Problem(CustodyEntry entry, int place, out JsonElement said)
    {
        said = default;
        var salt = new byte[Leaf.SaltSize + 3];
        if (entry is not { Salt: { } spelt, Entry: { } words })
            return "a part of it is missing";
        if (!Convert.TryFromBase64String(spelt, salt, out var length) || length != Leaf.SaltSize)
            return "its salt cannot be read";
        var leaf = Merkle.Leaf([.. salt.AsSpan(0, length), .. Encoding.UTF8.GetBytes(words)]);
        if (!leaf.ToString().Equals(entry.Leaf, StringComparison.Ordinal))
            return "it was changed: its leaf hash is another";
        if (!Convert.ToBase64String(salt.AsSpan(0, length)).Equals(spelt, StringComparison.Ordinal))
            return "its salt is not spelt as it was written";
        if (ProofProblem(entry, leaf) is { } problem)
            return problem;
        said = JsonElement.Parse(words); // what the ledger sealed is JSON
        return said.GetProperty("stream").GetGuid() == item.Exhibit && said.GetProperty("version").GetInt32() == place
            ? null
            : "it does not stand here in the chain: an entry was removed, added or moved";
    }

    /// <summary>Every entry is proven: what they say, and that none is left out, counts now.</summary>
    private void CheckStory(List<JsonElement> entries, (string Sha256, long Bytes)? bytes)
    {
        if (entries is [] || !Is(entries[0], Received))
        {
            Wrong(1, "the chain does not begin with the arrival");
            return;
        }
        var last = entries[^1];
        if (!Is(last, Exported) || last.GetProperty("data").GetProperty("bundle").GetGuid() != bundle)
            Wrong(entries.Count, "the chain does not end with the export of this bundle: an entry is missing");
        var produced = entries
            .Where(static e => Is(e, Produced))
            .Select(static e => e.GetProperty("data").GetProperty("reference").GetString());
        Same("reference", item.Reference, produced.LastOrDefault());
        var content = entries[0].GetProperty("data").TryGetProperty("content", out var c) ? c : default;
        Same("name", item.Name, Text(content, "name"));
        Same("type", item.Type, Text(content, "type"));
        Same("sha256", item.Sha256?.ToString(), Text(content, "sha256"));
        Same("bytes", item.Bytes?.ToString(CultureInfo.InvariantCulture), Text(content, "bytes"));
        Same("path", item.Path is null ? null : "a file", content.ValueKind is JsonValueKind.Object ? "a file" : null);
        if (
            bytes is var (sha256, length)
            && (!sha256.Equals(item.Sha256?.ToString(), StringComparison.Ordinal) || (length >= 0 && length != item.Bytes))
        )
            wrong.Add($"{item.Path} is missing or was changed: its bytes are not those that were received");
    }

    /// <summary>The signatures are those that people drew, each at its hand-over.</summary>
    private void CheckSignatures(List<JsonElement> entries, Func<string, string?> hashOf)
    {
        if (item.Signatures is not { } signatures)
            return; // nobody drew one, or it left before the pictures went along
        var drawn = entries.Index().Select(static e => (Entry: e.Index + 1, Sha256: Drawn(e.Item))).Where(static d => d.Sha256 is not null);
        if (!signatures.Select(static s => (s.Entry, (string?)s.Sha256.ToString())).SequenceEqual(drawn))
            wrong.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{BundleNames.Manifest}: the signatures of item {item.Number} are not those that its chain of custody says"
                )
            );
        foreach (var signature in signatures)
        {
            if (signature.Path is not { } path)
                continue;
            if (!path.Equals(BundleNames.Signature(item.Number, signature.Entry), StringComparison.Ordinal))
                wrong.Add($"{BundleNames.Manifest}: {path} is not named as it was written");
            else if (!signature.Sha256.ToString().Equals(hashOf(path), StringComparison.Ordinal))
                wrong.Add($"{path} is missing or was changed: it is not the signature that was drawn");
        }
    }

    private static string? Drawn(JsonElement entry) =>
        Is(entry, PassedOn) && entry.GetProperty("data").TryGetProperty("signing", out var signing) ? Text(signing, "drawn") : null;

    private void Same(string what, string? listed, string? sealedOne)
    {
        if (!string.Equals(listed, sealedOne, StringComparison.Ordinal))
            wrong.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{BundleNames.Manifest}: the {what} of item {item.Number} is not what its chain of custody says"
                )
            );
    }

    private void Wrong(int place, string what) =>
        wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{item.Custody}, entry {place}: {what}"));

    private static bool Is(JsonElement entry, string type) =>
        entry.ValueKind is JsonValueKind.Object && entry.GetProperty("type").ValueEquals(type);

    private static string? Text(JsonElement content, string name) =>
        content.ValueKind is JsonValueKind.Object && content.TryGetProperty(name, out var value) ? value.ToString() : null;
}
