using System.Data;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>
/// Carries "something was committed" between nodes. <c>NOTIFY</c> inside a transaction takes a lock that every committer queues for, so it is
/// sent afterwards, on a connection of its own, at most every <see cref="Pause"/>.
/// </summary>
internal sealed class LedgerNotifier(NpgsqlDataSource source, LedgerSignal signal, TimeProvider time, DatabaseWatch watch)
    : DatabaseWorker(time, watch)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly string _node = Guid.CreateVersion7().ToString("N");

    protected override async Task WorkAsync(CancellationToken ct)
    {
        await using var listener = await ListenAsync(ct);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var hear = HearAsync(listener, both.Token);
        var tell = TellAsync(both.Token);
        var ended = await Task.WhenAny(hear, tell);
        await both.CancelAsync();
        await Task.WhenAll(hear, tell).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the listener cannot close while it waits
        await UnlistenAsync(listener);
        await ended;
    }

    private async Task<NpgsqlConnection> ListenAsync(CancellationToken ct)
    {
        var listener = await source.OpenConnectionAsync(ct);
        listener.Notification += (_, e) =>
        {
            if (!string.Equals(e.Payload, _node, StringComparison.Ordinal))
                signal.Heard();
        };
        await using var listen = new NpgsqlCommand("listen bluelamp_ledger", listener);
        await listen.ExecuteNonQueryAsync(ct);
        return listener;
    }

    /// <summary>A connection goes back to the pool as it is.</summary>
    private static async Task UnlistenAsync(NpgsqlConnection listener)
    {
        if (!listener.FullState.HasFlag(ConnectionState.Open))
            return;
        await using var unlisten = new NpgsqlCommand("unlisten *", listener);
        await unlisten.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static async Task HearAsync(NpgsqlConnection listener, CancellationToken ct)
    {
        while (true)
            await listener.WaitAsync(ct);
    }

    private async Task TellAsync(CancellationToken ct)
    {
        while (true)
        {
            await signal.NextHere.WaitAsync(ct);
            await using (var notify = source.CreateCommand("select pg_notify('bluelamp_ledger', $1)"))
            {
                notify.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _node });
                await notify.ExecuteNonQueryAsync(ct);
            }

            await Task.Delay(Pause, Time, ct);
        }
    }
}
