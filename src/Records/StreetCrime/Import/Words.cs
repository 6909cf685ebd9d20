using System.Text;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>
/// The texts of <c>records.street_word</c> and their numbers. A new one is kept at once, in a transaction of its own: it says nothing until a row refers to it.
/// </summary>
internal sealed class Words(Bulk bulk, short force)
{
    /// <summary>More different texts than every vocabulary of these files together has: a file that needs more is not one of them.</summary>
    private const int Most = 30_000;

    private readonly Dictionary<byte[], short> _numbers = new(Bytes.Comparer);

    private sealed record Stored(short Word, string Text);

    public async Task ReadAsync(CancellationToken ct)
    {
        var stored = await bulk.ReadAsync<Stored>($"select w.word, w.text from records.street_word w where w.force = {force}", ct);
        foreach (var word in stored)
            _numbers[Encoding.UTF8.GetBytes(word.Text)] = word.Word;
    }

    public bool TryGet(ReadOnlySpan<byte> text, out short number) =>
        _numbers.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(text, out number);

    /// <summary>Keeps a new text; false when there are too many.</summary>
    public async Task<bool> LearnAsync(byte[] text, CancellationToken ct)
    {
        if (_numbers.Count >= Most)
            return false;
        var number = (short)(_numbers.Count + 1);
        await bulk.KeepAsync(
            $"insert into records.street_word (force, word, text) values ({force}, {number}, {Encoding.UTF8.GetString(text)})",
            ct
        );
        _numbers[text] = number;
        return true;
    }
}

/// <summary>Byte strings as keys, looked up by span.</summary>
internal sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static Bytes Comparer { get; } = new();

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = default(HashCode);
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }
}
