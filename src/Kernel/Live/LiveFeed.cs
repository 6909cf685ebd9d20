using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Bluelamp.Kernel.Live;

/// <summary>A list on the desk that changes under its readers' eyes. Its name is also the id of the <c>&lt;turbo-frame&gt;</c> that shows it.</summary>
/// <param name="Permission">Who may hear that it changed. What changed is asked for by the frame's own request.</param>
/// <param name="Changes">Whether an entry changes the list.</param>
public sealed record LiveList(string Name, string Permission, Func<IEvent, bool> Changes);

/// <summary>
/// Tells open pages that something which they show has changed, on whichever node it was written. It reads the ledger as a reaction does, from
/// now on, and remembers nothing: a page that missed a word is right again at its next load.
/// </summary>
public sealed class LiveFeed(LedgerTail tail, LedgerSignal signal, IEnumerable<LiveList> lists, TimeProvider time, DatabaseWatch watch)
    : BackgroundService
{
    private const int Batch = 1_000;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>What is committed within this time is told together.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(20);
    private readonly LiveList[] _lists = [.. lists];
    private readonly ConcurrentDictionary<Listener, bool> _listeners = new();
    private LedgerPlace _place;

    /// <summary>The topic of one record: its page's frame has this id.</summary>
    public static string Record(Guid record) => string.Create(CultureInfo.InvariantCulture, $"record-{record:D}");

    internal LiveList? List(string name) => Array.Find(_lists, l => string.Equals(l.Name, name, StringComparison.Ordinal));

    /// <summary>Listens until it is disposed.</summary>
    internal Listener Listen(IEnumerable<string> topics)
    {
        var listener = new Listener(this, topics.ToHashSet(StringComparer.Ordinal));
        _listeners[listener] = true;
        return listener;
    }

    /// <summary>Takes its place before any page can listen, so that the first page misses nothing.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _place = await tail.NowAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var still = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var next = signal.Next;
                _place = await TellAsync(_place, stoppingToken);
                if (time.GetElapsedTime(still) > Still)
                {
                    still = time.GetTimestamp();
                    foreach (var (listener, _) in _listeners)
                        listener.Greet();
                }

                var pause = Task.Delay(Look, time, stoppingToken);
                await (_listeners.IsEmpty ? pause : Task.WhenAny(next, pause));
                await Task.Delay(Gather, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                watch.Interrupted(e, nameof(LiveFeed));
                await Task.Delay(Look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<LedgerPlace> TellAsync(LedgerPlace place, CancellationToken ct)
    {
        if (_listeners.IsEmpty && await tail.NowAsync(ct) is var now && _listeners.IsEmpty) // asked again: a page may have come meanwhile
            return now;
        while (true)
        {
            var batch = await tail.AfterAsync(place, types: null, Batch, ct);
            foreach (var (entry, _) in batch)
                Tell(entry);
            if (batch.Count > 0)
                place = batch[^1].Place;
            if (batch.Count < Batch)
                return place;
        }
    }

    private void Tell(Entry entry)
    {
        foreach (var list in _lists)
        {
            if (list.Changes(entry.Event))
                Tell(list.Name);
        }

        foreach (var subject in entry.Subjects)
            Tell(Record(subject));
    }

    private void Tell(string topic)
    {
        foreach (var (listener, _) in _listeners)
            listener.Hear(topic);
    }

    /// <summary>One open page. Words that it is too slow to take are said once, not queued.</summary>
    internal sealed class Listener(LiveFeed feed, HashSet<string> topics) : IDisposable
    {
        private readonly Channel<string> _news = Channel.CreateBounded<string>(
            new BoundedChannelOptions(topics.Count * 2) { FullMode = BoundedChannelFullMode.DropWrite }
        );

        private readonly ConcurrentDictionary<string, bool> _said = new(StringComparer.Ordinal);

        public async IAsyncEnumerable<string> NewsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            await foreach (var topic in _news.Reader.ReadAllAsync(ct))
            {
                _said.TryRemove(topic, out _);
                yield return topic;
            }
        }

        public void Hear(string topic)
        {
            if (topics.Contains(topic) && _said.TryAdd(topic, value: true))
                _news.Writer.TryWrite(topic);
        }

        /// <summary>Writes to the page without news: a line whose page is gone breaks here.</summary>
        public void Greet() => _news.Writer.TryWrite("");

        public void Dispose() => feed._listeners.TryRemove(this, out _);
    }
}
