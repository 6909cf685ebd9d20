using System.Security.Cryptography;
using System.Text;
using Bluelamp.Kernel.Sealing;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Sealing;

public sealed class LeafTests
{
    private static readonly Guid Stream = new("01900000-0000-7000-8000-0000000000aa");
    private static readonly Guid Officer = new("01900000-0000-7000-8000-0000000000bb");
    private static readonly DateTimeOffset At = new(2026, 3, 1, 14, 5, 0, 123, TimeSpan.FromHours(1));
    private static readonly Guid[] Subjects = [Stream];
    private static readonly byte[] Salt = [.. Enumerable.Range(1, 16).Select(static i => (byte)i)];

    [Fact]
    public void An_entry_has_one_canonical_form() =>
        Encoding
            .UTF8.GetString(Leaf.Canonical(Entry("""{ "where": "1 High St", "at": 1.50 }""")))
            .ShouldBe(
                """{"actor":"01900000-0000-7000-8000-0000000000bb","at":"2026-03-01T13:05:00.123000Z","data":{"at":1.5,"where":"1 High St"},"force":99,"purpose":"triage \"R1\"","stream":"01900000-0000-7000-8000-0000000000aa","subjects":["01900000-0000-7000-8000-0000000000aa"],"type":"contact.report-made.v1","version":3}"""
            );

    [Fact]
    public void The_leaf_is_the_rfc_6962_hash_of_salt_and_canonical_entry()
    {
        var entry = Entry("""{"a":1}""");
        Leaf.Of(entry, Salt).ShouldBe(SHA256.HashData([0, .. Salt, .. Leaf.Canonical(entry)]));
    }

    [Fact]
    public void The_spelling_of_the_data_does_not_matter() =>
        Leaf.Of(Entry("""{"b":10,"a":"é"}"""), Salt).ShouldBe(Leaf.Of(Entry("{\"a\": \"\\u00e9\", \"b\": 1e1}"), Salt));

    [Fact]
    public void A_leaf_costs_no_memory()
    {
        var data = """{"b":[1,2,{"d":"x\ny","c":2.50}],"a":"é"}"""u8.ToArray();
        var leaf = new byte[Leaf.Size];
        Leaf.Of(Entry(data), Salt, leaf);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Leaf.Of(Entry(data), Salt, leaf);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static EntryFields Entry(string data) => Entry(Encoding.UTF8.GetBytes(data));

    private static EntryFields Entry(ReadOnlySpan<byte> data) =>
        new(99, Stream, 3, "contact.report-made.v1", At, Officer, "triage \"R1\"", Subjects, data);
}
