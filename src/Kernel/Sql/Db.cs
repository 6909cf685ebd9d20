using System.Runtime.CompilerServices;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>
/// The database, for reading. A query says who is looking by splicing <see cref="Viewer.Sees(string, string)"/>; one that does not is refused as a defect.
/// Rows that show people (<see cref="IShows"/>) are written to the consultation log before they are handed over.
/// </summary>
public sealed class Db(NpgsqlDataSource source, ConsultationLog consultations) : IDisposable
{
    /// <summary>
    /// How many read at once. More would only get in each other's way, and each connection more plans anew what the others know: where many pages are
    /// asked for at once, they come sooner when some wait.
    /// </summary>
    private const int ReadersOfAProcessor = 8;
    private readonly SemaphoreSlim _readers = new(ReadersOfAProcessor * Environment.ProcessorCount);

    /// <summary>All rows, in the order of the query. Every list has a <c>limit</c>.</summary>
    public async Task<List<T>> ListAsync<T>(Sql sql, CancellationToken ct)
    {
        var viewer = Asked(sql);
        var rows = await ReadAsync<T>(sql, ct);
        await LookAsync(viewer, rows, ct);
        return rows;
    }

    /// <summary>The first row, or nothing.</summary>
    public async Task<T?> FirstAsync<T>(Sql sql, CancellationToken ct) =>
        (await ListAsync<T>(sql, ct)) is [var first, ..] ? first : default;

    /// <summary>Rows one by one, for exports; those that show people are logged in groups, before each group is handed over.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(Sql sql, [EnumeratorCancellation] CancellationToken ct)
    {
        const int Group = 500;
        var viewer = Asked(sql);
        await using var command = Command(sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var read = RowReader<T>.For(reader);
        var group = new List<T>(Group);
        bool more;
        do
        {
            group.Clear();
            while ((more = await reader.ReadAsync(ct)) && group.Count < Group)
                group.Add(read(reader));
            if (more)
                group.Add(read(reader));
            await LookAsync(viewer, group, ct);
            foreach (var row in group)
                yield return row;
        } while (more);
    }

    /// <summary>
    /// Reads working tables that are nobody's record: drafts, sessions, checkpoints of workers. No access check, no consultation.
    /// </summary>
    public Task<List<T>> WorkingAsync<T>(Sql sql, CancellationToken ct) => ReadAsync<T>(sql, ct);

    /// <summary>Writes working tables that are nobody's record. Records change through the ledger only. Answers the number of rows.</summary>
    public async Task<int> KeepAsync(Sql sql, CancellationToken ct)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public void Dispose() => _readers.Dispose();

    private static Viewer Asked(Sql sql) =>
        sql.Viewer ?? throw new InvalidOperationException("A query must say who is looking: splice viewer.Sees(…) into it.");

    private async Task LookAsync<T>(Viewer viewer, List<T> rows, CancellationToken ct)
    {
        if (!typeof(IShows).IsAssignableFrom(typeof(T)) || rows.Count == 0)
            return;
        var shown = rows.SelectMany(static row => ((IShows)row!).Shown).Distinct().ToArray();
        await consultations.LookedAsync(viewer, shown, typeof(T).Name, ct);
    }

    private async Task<List<T>> ReadAsync<T>(Sql sql, CancellationToken ct)
    {
        await _readers.WaitAsync(ct);
        try
        {
            return await RowsAsync<T>(sql, ct);
        }
        finally
        {
            _readers.Release();
        }
    }

    private async Task<List<T>> RowsAsync<T>(Sql sql, CancellationToken ct)
    {
        await using var connection = sql.IsPrepared ? await source.OpenConnectionAsync(ct) : null;
        await using var command = connection?.CreateCommand().With(sql) ?? Command(sql);
        if (connection is not null)
            await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var read = RowReader<T>.For(reader);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }

    private NpgsqlCommand Command(Sql sql) => source.CreateCommand().With(sql);
}

/// <summary>A row that shows records of people, places or things; seeing it is an act that the consultation log keeps.</summary>
public interface IShows
{
    /// <summary>The records that the reader of this row sees.</summary>
    IEnumerable<Guid> Shown { get; }
}
