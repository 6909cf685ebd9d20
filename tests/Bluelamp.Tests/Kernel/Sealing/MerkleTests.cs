using System.Text.Json;
using Bluelamp.Kernel.Sealing;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

public sealed class MerkleTests
{
    [Fact]
    public void Roots_are_those_of_rfc_6962()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(SharedData.Path("vectors/merkle/tree_roots.json")));
        var root = vectors.RootElement;
        var leaves = root.GetProperty("leaf_inputs_hex")
            .EnumerateArray()
            .Select(static l => Merkle.Leaf(Convert.FromHexString(l.GetString()!)));
        var (range, edge) = (new CompactRange(), new TileEdge());
        Roots(leaves).ShouldBe(root.GetProperty("root_hashes_hex_by_tree_size").EnumerateArray().Select(static r => r.GetString()!));

        IEnumerable<string> Roots(IEnumerable<Hash> all)
        {
            yield return Hex(range.Root());
            foreach (var leaf in all)
            {
                range.Append(leaf);
                edge.Append(leaf, []);
                edge.Root().ShouldBe(range.Root());
                yield return Hex(range.Root());
            }
        }
    }

    [Fact]
    public void Published_inclusion_proofs_are_judged_as_published() =>
        Published("inclusion.jsonl")
            .Where(static v =>
                VerifyInclusion(v, v.GetProperty("leafIdx").GetUInt64(), v.GetProperty("treeSize").GetUInt64())
                == v.GetProperty("wantErr").GetBoolean()
            )
            .Select(static v => v.GetProperty("name").GetString())
            .ShouldBeEmpty();

    [Fact]
    public void Published_consistency_proofs_are_judged_as_published() =>
        Published("consistency.jsonl")
            .Where(static v => Read(v.GetProperty("root1"), out _) || v.GetProperty("wantErr").GetBoolean()) // one has a root of 12 bytes, "don't care"
            .Where(static v => VerifyConsistency(v) == v.GetProperty("wantErr").GetBoolean())
            .Select(static v => v.GetProperty("name").GetString())
            .ShouldBeEmpty();

    [Fact]
    public void Proofs_from_tiles_hold_for_every_leaf_and_size()
    {
        var tree = new SmallTree(700);
        foreach (var size in new[] { 1, 2, 3, 255, 256, 257, 511, 512, 513, 700 })
        {
            for (var index = 0; index < size; index += 1 + (index / 13))
                Proof
                    .VerifyInclusion(tree.Leaf(index), index, size, tree.Prove(Proof.Inclusion(index, size)), tree.Root(size))
                    .ShouldBeTrue();
            for (var earlier = 0; earlier <= size; earlier += 1 + (earlier / 7))
                Proof
                    .VerifyConsistency(earlier, tree.Root(earlier), size, tree.Root(size), tree.Prove(Proof.Consistency(earlier, size)))
                    .ShouldBeTrue($"{earlier} → {size}");
        }
    }

    [Fact]
    public void A_proof_does_not_hold_for_another_leaf_index_size_or_root() =>
        Prop.ForAll(
                Gen.Choose(2, 700).SelectMany(static size => Gen.Choose(0, size - 1).Select(index => (size, index))).ToArbitrary(),
                static at =>
                {
                    var tree = new SmallTree(at.size);
                    var (leaf, root) = (tree.Leaf(at.index), tree.Root(at.size));
                    var proof = tree.Prove(Proof.Inclusion(at.index, at.size));
                    var changed = proof.ToArray();
                    changed[at.index % changed.Length] = changed[at.index % changed.Length] with { A = 1 };
                    return Proof.VerifyInclusion(leaf, at.index, at.size, proof, root)
                        && !Proof.VerifyInclusion(leaf with { D = 1 }, at.index, at.size, proof, root)
                        && !Proof.VerifyInclusion(leaf, at.index ^ 1, at.size, proof, root)
                        && !Proof.VerifyInclusion(leaf, at.index, at.size, changed, root)
                        && !Proof.VerifyInclusion(leaf, at.index, at.size, proof, root with { B = 2 })
                        && !Proof.VerifyInclusion(leaf, at.index, at.size, proof.AsSpan(0, proof.Length - 1), root);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_edge_goes_on_from_stored_tiles_as_if_it_had_never_stopped()
    {
        var whole = new SmallTree(1000);
        var edge = new TileEdge();
        for (var i = 0; i < 1000; i++)
        {
            if (i % 37 == 0)
                edge = TileEdge.From(i, TileEdge.TilesAt(i).Select(id => whole.Tile(id)));
            edge.Append(whole.Leaf(i), []);
        }
        edge.Root().ShouldBe(whole.Root(1000));
    }

    private static IEnumerable<JsonElement> Published(string file) =>
        File.ReadLines(SharedData.Path($"vectors/merkle/{file}")).Select(static line => JsonDocument.Parse(line).RootElement);

    private static bool VerifyInclusion(JsonElement v, ulong index, ulong size) =>
        index <= long.MaxValue
        && size <= long.MaxValue
        && Read(v.GetProperty("leafHash"), out var leaf)
        && Read(v.GetProperty("root"), out var root)
        && Path(v, out var proof)
        && Proof.VerifyInclusion(leaf, (long)index, (long)size, proof, root);

    private static bool VerifyConsistency(JsonElement v) =>
        v.GetProperty("size1").GetUInt64() is <= long.MaxValue and var earlier
        && v.GetProperty("size2").GetUInt64() is <= long.MaxValue and var size
        && Read(v.GetProperty("root1"), out var earlierRoot)
        && Read(v.GetProperty("root2"), out var root)
        && Path(v, out var proof)
        && Proof.VerifyConsistency((long)earlier, earlierRoot, (long)size, root, proof);

    private static bool Path(JsonElement v, out Hash[] proof)
    {
        var path = v.GetProperty("proof");
        proof = new Hash[path.ValueKind == JsonValueKind.Array ? path.GetArrayLength() : 0];
        for (var i = 0; i < proof.Length; i++)
        {
            if (!Read(path[i], out proof[i]))
                return false;
        }
        return true;
    }

    private static bool Read(JsonElement value, out Hash hash)
    {
        hash = default;
        return value.ValueKind == JsonValueKind.String && Hash.TryParse(value.GetString(), out hash);
    }

    private static string Hex(Hash hash) => Convert.ToHexStringLower(hash.ToArray());
}

/// <summary>A tree with made-up leaves, all in memory.</summary>
internal sealed class SmallTree
{
    private readonly Hash[] _leaves;
    private readonly Dictionary<TileId, Tile> _tiles = [];

    public SmallTree(int size)
    {
        _leaves = [.. Enumerable.Range(0, size).Select(static i => Merkle.Leaf(BitConverter.GetBytes(i)))];
        var edge = new TileEdge();
        var full = new List<Tile>();
        foreach (var leaf in _leaves)
            edge.Append(leaf, full);
        foreach (var tile in full.Concat(edge.Partial()))
            _tiles[tile.Id] = tile;
    }

    public Hash Leaf(int index) => _leaves[index];

    public Tile Tile(TileId id) => _tiles[id];

    public Hash Root(int size) => Merkle.Root(_leaves.AsSpan(0, size));

    public Hash[] Prove(List<TreePart> path) => [.. path.Select(p => p.Root(n => n.In(_tiles[n.Tile].Hashes.Span)))];
}
