using Bluelamp.Linkage;
using Bluelamp.Tests.Host;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Clustering;

public sealed class KeptPairsTests
{
    private static readonly Edge[] Pairs = [.. Enumerable.Range(0, 20_000).Select(static i => new Edge(i, i + 1, i / 7f))];

    [Fact]
    public void What_does_not_fit_into_memory_comes_back_as_it_was_and_in_its_order()
    {
        using var folder = new TemporaryFolder();
        using var kept = new KeptPairs(inMemory: 700, folder.Path);
        foreach (var some in Pairs.Chunk(333))
            kept.Add(some);
        kept.Count.ShouldBe(20_000);
        kept.Spilled.ShouldBeGreaterThan(19_000);
        kept.All().ShouldBe(Pairs);
        kept.All().ShouldBe(Pairs, "they can be asked for again");
    }

    [Fact]
    public void The_file_has_no_name_so_nothing_can_be_left_of_it()
    {
        using var folder = new TemporaryFolder();
        using var kept = new KeptPairs(inMemory: 10, folder.Path);
        kept.Add(Pairs);
        kept.Spilled.ShouldBePositive();
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Pairs_of_one_group_come_in_one_part_and_the_parts_are_small()
    {
        using var folder = new TemporaryFolder();
        using var kept = new KeptPairs(inMemory: 2_000, folder.Path);
        kept.Add(Pairs);
        var parts = kept.Parts(static e => e.A % 5 == 0 ? -1 : e.A / 10).ToList();
        parts.Max(static p => p.Length).ShouldBeLessThan(2_000);
        parts.SelectMany(static p => p).ShouldBe(Pairs.Where(static e => e.A % 5 != 0), ignoreOrder: true);
        parts.SelectMany(static p => p.Select(static e => e.A / 10).Distinct()).ShouldBeUnique();
    }

    [Fact]
    public void A_full_disk_is_told_with_the_folder()
    {
        using var kept = new KeptPairs(inMemory: 100, "/spill") { Open = static _ => new Full() };
        Should
            .Throw<InputFaultException>(() => kept.Add(Pairs))
            .Message.ShouldStartWith("/spill takes no more than 200 pairs: No space left on device. Name a folder with more room");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told()
    {
        using var kept = new KeptPairs(inMemory: 100, "/no/such/folder");
        Should.Throw<InputFaultException>(() => kept.Add(Pairs)).Message.ShouldStartWith("/no/such/folder takes no more than 0 pairs");
    }

    /// <summary>A disk with room for two hundred pairs.</summary>
    private sealed class Full : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > 200 * 12)
                throw new IOException("No space left on device");
            base.Write(buffer);
        }
    }
}
