using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>Makes views again from the ledger: after their shape changed, or to prove that they say what it says.</summary>
public sealed class Rebuild(NpgsqlDataSource source, IEnumerable<IView> views, EntryReader entries)
{
    private const int Group = 1_000;

    /// <summary>The tables that can be rebuilt.</summary>
    public IReadOnlyList<string> Tables { get; } = [.. views.Select(static v => v.Table)];

    /// <summary>
    /// Empties the tables of these views and replays every entry into them, in one transaction: readers see the old rows until it ends.
    /// Writers of the ledger wait for it, since they write the same tables.
    /// </summary>
    /// <param name="tables">Names from <see cref="Tables"/>; <c>null</c> for all.</param>
    /// <param name="progress">Told the number of entries replayed and the number there are.</param>
    /// <returns>How many entries were replayed.</returns>
    public async Task<long> RunAsync(IReadOnlyCollection<string>? tables, Action<long, long>? progress, CancellationToken ct)
    {
        var chosen = views.Where(v => tables?.Contains(v.Table, StringComparer.Ordinal) != false).ToList();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var view in chosen)
            await RunAsync(connection, $"delete from {Sql.Raw(view.Table)}", ct);
        var total = await CountAsync(connection, ct);
        await RunAsync(
            connection,
            $"declare replay no scroll cursor for select {EntryReader.Columns} from kernel.ledger l order by l.xid, l.position",
            ct
        );
        long done = 0;
        while (await NextAsync(connection, ct) is { Count: > 0 } group)
        {
            await ViewBatch.WriteAsync(connection, chosen, group, ct);
            progress?.Invoke(done += group.Count, total);
        }

        await transaction.CommitAsync(ct);
        return done;
    }

    private async Task<List<Entry>> NextAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection
            .CreateCommand()
            .With($"fetch {Sql.Raw(Group.ToString(System.Globalization.CultureInfo.InvariantCulture))} from replay");
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await entries.AllAsync(rows, ct);
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select count(*) from kernel.ledger", connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, Sql sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand().With(sql);
        await command.ExecuteNonQueryAsync(ct);
    }
}
