using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Bluelamp.Kernel.Sealing;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>Turns a sound row into what is stored of it: numbers for its words, the id of its place, its hash. Allocates nothing.</summary>
internal sealed class RowEncoder(Layout layout, Words words, PlaceKeeper places, string? reporter)
{
    private readonly CanonicalRow _canonical = new();
    private readonly byte[] _kind = Encoding.UTF8.GetBytes(layout.Kind);
    private readonly byte[]? _reporter = reporter is null ? null : Encoding.UTF8.GetBytes(reporter);
    private readonly int[] _key =
    [
        .. layout.Key.Select(name => layout.Columns.TakeWhile(c => !c.Header.Equals(name, StringComparison.Ordinal)).Count()),
    ];
    private readonly short[] _words = new short[layout.WordColumns.Count()];

    /// <summary>The numbers of the row's words, in the order of <see cref="Layout.WordColumns"/>; 0 stands for none.</summary>
    public ReadOnlySpan<short> Words => _words;

    public short Reporter => _words[0];

    public long Place { get; private set; }

    /// <summary>The row's leaf of the batch's Merkle tree, unless it supersedes another row.</summary>
    public Hash Leaf { get; private set; }

    /// <summary>The first eight bytes of <see cref="Leaf"/>: rows with the same digest say the same.</summary>
    public long Digest => First(Leaf);

    /// <summary>What the row is about: rows with the same subject speak of the same fact. Nothing when the row has no reference.</summary>
    public long? Subject { get; private set; }

    /// <summary>Answers the first text that has no number yet, or nothing when the row is encoded.</summary>
    public byte[]? Encode(Row row)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            var text = Text(row, i);
            if (text.IsEmpty)
                _words[i] = 0;
            else if (!words.TryGet(text, out _words[i]))
                return text.ToArray();
        }

        var place = places.Of(row);
        Place = PlaceKeeper.Id(place);
        Subject = SubjectOf(row);
        _canonical.Begin(_kind).Add((long)row.Month.DayNumber).Add(place);
        if (layout.ReporterInName)
            _canonical.Add(row.Moment.Ticks);
        else
            _canonical.Add(row.HasCrimeId ? row.CrimeId : []);
        for (var i = 0; i < _words.Length; i++)
            _canonical.Add(Text(row, i));
        Leaf = _canonical.Leaf();
        return null;
    }

    private ReadOnlySpan<byte> Text(Row row, int word) =>
        _reporter is null ? row.Word(word)
        : word == 0 ? _reporter
        : row.Word(word - 1);

    private long? SubjectOf(Row row)
    {
        if (!layout.ReporterInName)
            return row.HasCrimeId ? BinaryPrimitives.ReadInt64LittleEndian(row.CrimeId) : null;
        _canonical.Begin(_kind);
        foreach (var column in _key)
            _canonical.Add(row.Named(column));
        return First(_canonical.Leaf());
    }

    private static long First(Hash hash) => BinaryPrimitives.ReadInt64LittleEndian(MemoryMarshal.AsBytes(new ReadOnlySpan<Hash>(in hash)));
}
