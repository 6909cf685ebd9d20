using Bluelamp.Host.Running;
using Npgsql;
using Shouldly;

namespace Bluelamp.Tests.Kills;

/// <summary>Counts what stands in the database of a running Bluelamp, as a guest of it.</summary>
internal sealed class Accounts : IAsyncDisposable
{
    private readonly Store _store;
    private readonly NpgsqlDataSource _source;
    private readonly CancellationToken _ct;

    private Accounts(Store store, CancellationToken ct) =>
        (_store, _source, _ct) = (store, NpgsqlDataSource.Create(store.ConnectionString), ct);

    public static async Task<Accounts> OpenAsync(string folder, CancellationToken ct) =>
        new(await Store.ShareAsync(folder, connectionString: null, static _ => { }, ct), ct);

    /// <summary>What reactions have still to do; empty when nothing is left.</summary>
    public async Task<string> WaitingAsync()
    {
        try
        {
            return (
                await AskAsync<string>(
                    """
                    select concat_ws(', ',
                      (select nullif(count(*), 0) || ' not assessed' from contact.report where grade is null),
                      (select nullif(count(*), 0) || ' not confirmed' from contact.report r
                        where not exists (select from kernel.message m where m.force = r.force and m.about = r.report)),
                      (select nullif(count(*), 0) || ' to try again' from kernel.reaction_retry))
                    """
                )
            )!;
        }
        catch (NpgsqlException e)
        {
            return e.Message; // the last kill is just over
        }
    }

    /// <summary>Holds what was answered against what is there.</summary>
    public async Task HoldAsync(IReadOnlyDictionary<string, string> acknowledged)
    {
        acknowledged.ShouldNotBeEmpty();
        var there = (await AskAsync<string[]>("select array_agg(split_part(words, 'took ', 2) || ' ' || reference) from contact.report"))!;
        there.ShouldBe(acknowledged.Select(static a => $"{a.Key}. {a.Value}"), ignoreOrder: true);
        foreach (var (what, sql) in WrongOf)
            (await AskAsync<long>(sql)).ShouldBe(0, what);
    }

    /// <summary>Queries that count what a half-done or twice-done command would leave.</summary>
    private static IEnumerable<(string What, string Sql)> WrongOf =>
        [
            (
                "reports without exactly one submission and one assessment",
                """
                select count(*) from contact.report r
                 where (select array_agg(l.type order by l.version) from kernel.ledger l where l.force = r.force and l.stream = r.report)
                       <> array['contact.report-submitted.v1', 'contact.report-assessed.v1']
                """
            ),
            (
                "submissions without a row",
                """
                select count(*) from kernel.ledger l
                 where l.type = 'contact.report-submitted.v1' and not exists (select from contact.report r where r.report = l.stream)
                """
            ),
            (
                "answers remembered without a report, or reports without",
                "select abs((select count(*) from contact.report) - (select count(*) from contact.idempotency))"
            ),
            (
                "reports confirmed not exactly once",
                "select count(*) from (select about from kernel.message group by about having count(*) <> 1) twice"
            ),
            ("parked reactions", "select count(*) from kernel.reaction_retry"),
            (
                "gaps in the versions of a record",
                "select count(*) from (select stream from kernel.ledger group by force, stream having max(version) <> count(*)) gaps"
            ),
        ];

    private async Task<T?> AskAsync<T>(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(_ct) is T value ? value : default;
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _store.DisposeAsync();
    }
}
