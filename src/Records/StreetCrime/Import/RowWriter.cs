using Bluelamp.Kernel.Sealing;
using Npgsql;
using NpgsqlTypes;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary>
/// Writes rows by binary <c>COPY</c>. The calls are synchronous on purpose: they only fill a buffer, and half a million awaits cost more than the work.
/// </summary>
internal sealed class RowWriter : IAsyncDisposable
{
    private readonly NpgsqlBinaryImporter _copy;
    private readonly Layout _layout;
    private readonly short _force;
    private readonly int _batch;
    private readonly bool _withLeaf;

    private RowWriter(NpgsqlBinaryImporter copy, Layout layout, short force, int batch, bool withLeaf) =>
        (_copy, _layout, _force, _batch, _withLeaf) = (copy, layout, force, batch, withLeaf);

    /// <summary>Opens a copy into a table; a staging table takes each row's leaf as well.</summary>
    public static async Task<RowWriter> OpenAsync(
        NpgsqlConnection connection,
        Layout layout,
        string table,
        short force,
        int batch,
        bool withLeaf,
        CancellationToken ct
    )
    {
        var columns = string.Join(", ", layout.FixedColumns.Concat(layout.WordColumns).Concat(withLeaf ? ["leaf"] : []));
        var copy = await connection.BeginBinaryImportAsync($"copy {table} ({columns}) from stdin (format binary)", ct);
        copy.Timeout = TimeSpan.FromHours(1);
        return new(copy, layout, force, batch, withLeaf);
    }

    public void Write(Row row, RowEncoder encoded, int line)
    {
        _copy.StartRow();
        _copy.Write(_force, NpgsqlDbType.Smallint);
        _copy.Write(row.Month, NpgsqlDbType.Date);
        _copy.Write(_batch, NpgsqlDbType.Integer);
        _copy.Write(line, NpgsqlDbType.Integer);
        _copy.Write(encoded.Digest, NpgsqlDbType.Bigint);
        if (encoded.Subject is { } subject)
            _copy.Write(subject, NpgsqlDbType.Bigint);
        else
            _copy.WriteNull();
        _copy.Write(encoded.Place, NpgsqlDbType.Bigint);
        if (_layout.ReporterInName)
            _copy.Write(row.Moment, NpgsqlDbType.TimestampTz);
        else if (row.HasCrimeId)
            _copy.Write(row.CrimeId, NpgsqlDbType.Bytea);
        else
            _copy.WriteNull();
        foreach (var word in encoded.Words)
        {
            if (word == 0)
                _copy.WriteNull();
            else
                _copy.Write(word, NpgsqlDbType.Smallint);
        }

        if (_withLeaf)
            WriteLeaf(encoded.Leaf);
    }

    public async Task CompleteAsync(CancellationToken ct) => await _copy.CompleteAsync(ct);

    public ValueTask DisposeAsync() => _copy.DisposeAsync();

    private void WriteLeaf(Hash leaf) => _copy.Write(leaf.ToArray(), NpgsqlDbType.Bytea);
}

/// <summary>Where the rows of a file go. A copy sees only the partitions that were there when it began, so it begins again with each new year.</summary>
internal sealed class CopyTarget(Bulk.Load load, Layout layout, short force, int batch, bool careful) : IAsyncDisposable
{
    private readonly HashSet<int> _years = [];
    private RowWriter? _writer;

    /// <summary>Takes rows after <see cref="ReadyAsync"/>.</summary>
    public RowWriter Writer => _writer ?? throw new InvalidOperationException("Make it ready first.");

    /// <summary>Makes the target ready for rows of a year.</summary>
    public async Task ReadyAsync(int year, CancellationToken ct)
    {
        if (!_years.Add(year))
            return;
        await CompleteAsync(ct);
        await load.RunAsync($"select records.street_year({year})", ct);
        _writer = await RowWriter.OpenAsync(load.Connection, layout, careful ? Staging.Table : layout.Table, force, batch, careful, ct);
    }

    public async Task CompleteAsync(CancellationToken ct)
    {
        if (_writer is null)
            return;
        await _writer.CompleteAsync(ct);
        await _writer.DisposeAsync();
        _writer = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync();
    }
}
