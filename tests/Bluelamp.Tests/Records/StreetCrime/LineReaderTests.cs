using System.Text;
using Bluelamp.Records.StreetCrime.Import;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.StreetCrime;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("a\nb\nc", "a|b|c")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("\uFEFFa\n\n", "a|")]
    [InlineData("", "")]
    public void Lines_end_with_line_feed_or_both_or_the_file(string text, string lines) =>
        string.Join('|', Read(Encoding.UTF8.GetBytes(text), longest: 100)).ShouldBe(lines);

    [Fact]
    public void A_line_that_is_too_long_is_passed_over_and_keeps_its_number()
    {
        var reader = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes($"a\n{new string('x', 3_000_000)}\nb")), longest: 10);
        reader.Read(out _).ShouldBe(LineKind.Line);
        reader.Read(out _).ShouldBe(LineKind.TooLong);
        reader.Number.ShouldBe(2);
        reader.Read(out var line).ShouldBe(LineKind.Line);
        Encoding.UTF8.GetString(line).ShouldBe("b");
        reader.Read(out _).ShouldBe(LineKind.End);
    }

    [Fact]
    public void A_line_of_a_hundred_megabytes_costs_no_more_memory_than_a_short_one()
    {
        var stream = new Endless(100_000_000);
        var reader = new LineReader(stream);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (line, end) = (reader.Read(out _), reader.Read(out _));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before; // what is asserted takes memory of its own
        (line, end).ShouldBe((LineKind.TooLong, LineKind.End));
        allocated.ShouldBeLessThan(10_000);
        stream.Given.ShouldBe(100_000_000);
    }

    [Fact]
    public void Whatever_the_bytes_and_however_they_arrive_the_lines_are_those_between_the_line_feeds() =>
        Prop.ForAll<byte[], byte>(
                static (bytes, step) =>
                {
                    var text = (bytes ?? [])
                        .Select(static b =>
                            b % 7 == 0 ? (byte)'\n'
                            : b is (byte)'\r' or 0xEF ? (byte)'x'
                            : b
                        )
                        .ToArray();
                    var expected = Encoding.Latin1.GetString(text).Split('\n').ToList();
                    if (expected[^1].Length == 0)
                        expected.RemoveAt(expected.Count - 1);
                    return Read(text, longest: 1000, Math.Max(1, (int)step)).SequenceEqual(expected, StringComparer.Ordinal);
                }
            )
            .QuickCheckThrowOnFailure();

    private static List<string> Read(byte[] bytes, int longest, int step = int.MaxValue)
    {
        var reader = new LineReader(new Trickle(bytes, step), longest);
        var lines = new List<string>();
        while (reader.Read(out var line) is not LineKind.End)
            lines.Add(Encoding.Latin1.GetString(line));
        return lines;
    }

    /// <summary>So many bytes and not one line feed.</summary>
    private sealed class Endless(int length) : MemoryStream
    {
        public int Given { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = Math.Min(count, length - Given);
            buffer.AsSpan(offset, given).Fill((byte)'x');
            Given += given;
            return given;
        }
    }

    /// <summary>Hands out a few bytes at a time, as a network or a decompressor does.</summary>
    private sealed class Trickle(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));
    }
}
