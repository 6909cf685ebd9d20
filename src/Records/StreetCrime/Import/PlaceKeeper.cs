using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Bluelamp.Kernel.Grids;
using Bluelamp.Kernel.Sealing;
using NpgsqlTypes;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>
/// Gives each published place its id and sees to it that <c>records.street_place</c> holds it. Places repeat (a few tens of thousands for half a million
/// rows), so the last ones are remembered, in a bounded amount of memory; the id comes from the content, so forgetting one costs only time.
/// </summary>
internal sealed class PlaceKeeper(Bulk bulk, short force)
{
    private const int Remembered = 200_000;
    private const int AtOnce = 5_000;

    private readonly Dictionary<byte[], Hash> _known = new(Bytes.Comparer);
    private readonly CanonicalRow _canonical = new();
    private readonly List<NewPlace> _new = [];
    private byte[] _key = new byte[1024];

    /// <summary>New places wait for <see cref="KeepAsync"/>.</summary>
    public bool IsFull => _new.Count >= AtOnce;

    public static long Id(Hash place) => BinaryPrimitives.ReadInt64LittleEndian(MemoryMarshal.AsBytes(new ReadOnlySpan<Hash>(in place)));

    public Hash Of(Row row)
    {
        var key = Key(row);
        if (_known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var known))
            return known;
        if (_known.Count >= Remembered)
            _known.Clear();
        var place = _canonical.Place(row.Longitude, row.Latitude, row.Location, row.Lsoa, row.LsoaName);
        _known[key.ToArray()] = place;
        _new.Add(NewPlace.Of(row, Id(place)));
        return place;
    }

    /// <summary>Writes the places that are new to this run, in a transaction of its own: a place says nothing until a row refers to it.</summary>
    public async Task KeepAsync(CancellationToken ct)
    {
        if (_new.Count == 0)
            return;
        await bulk.KeepAsync(
            $"""
            insert into records.street_place (force, place, longitude, latitude, location, lsoa, lsoa_name, point)
            select {force}, n.*
              from unnest({_new.Select(static p => p.Place).ToArray()}, {_new.Select(static p => p.Longitude).ToArray()},
                          {_new.Select(static p => p.Latitude).ToArray()}, {_new.Select(static p => p.Location).ToArray()},
                          {_new.Select(static p => p.Lsoa).ToArray()}, {_new.Select(static p => p.LsoaName).ToArray()},
                          {_new.Select(static p => p.Point).ToArray()}) n
                on conflict do nothing
            """,
            ct
        );
        _new.Clear();
    }

    private ReadOnlySpan<byte> Key(Row row)
    {
        var length = 8 + row.Location.Length + row.Lsoa.Length + row.LsoaName.Length + 2;
        if (_key.Length < length)
            _key = new byte[length * 2];
        BinaryPrimitives.WriteInt32LittleEndian(_key, row.Longitude ?? int.MinValue);
        BinaryPrimitives.WriteInt32LittleEndian(_key.AsSpan(4), row.Latitude ?? int.MinValue);
        var at = 8;
        Append(row.Location, ref at);
        Append("\n"u8, ref at);
        Append(row.Lsoa, ref at);
        Append("\n"u8, ref at);
        Append(row.LsoaName, ref at);
        return _key.AsSpan(0, at);
    }

    private void Append(ReadOnlySpan<byte> text, ref int at)
    {
        text.CopyTo(_key.AsSpan(at));
        at += text.Length;
    }

    private sealed record NewPlace(
        long Place,
        int? Longitude,
        int? Latitude,
        string Location,
        string Lsoa,
        string LsoaName,
        NpgsqlPoint? Point
    )
    {
        public static NewPlace Of(Row row, long place) =>
            new(
                place,
                row.Longitude,
                row.Latitude,
                Encoding.UTF8.GetString(row.Location),
                Encoding.UTF8.GetString(row.Lsoa),
                Encoding.UTF8.GetString(row.LsoaName),
                OnGrid(row) is { } grid ? new NpgsqlPoint(Math.Round(grid.Easting, 1), Math.Round(grid.Northing, 1)) : null
            );

        private static GridRef? OnGrid(Row row) =>
            row is { Longitude: { } longitude, Latitude: { } latitude }
                ? new LatLng(latitude / 1_000_000.0, longitude / 1_000_000.0).ToGrid()
                : null;
    }
}
