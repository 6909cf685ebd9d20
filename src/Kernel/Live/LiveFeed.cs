using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Bluelamp.Kernel.Live;

/// <summary>A list on the desk that changes under its readers' eyes. Its name is also the id of the <c>&lt;turbo-frame&gt;</c> that shows it.</summary>
/// <param name="Permission">Who may hear that it changed. What changed is asked for by the frame's own request.</param>
/// <param name="Changes">Whether an entry changes the list.</param>
public sealed record LiveList(string Name, string Permission, Func<IEvent, bool> Changes);

/// <summary>
/// Tells open pages that something which they show has changed, on whichever node it was written. It reads the ledger as a reaction does, from
/// now on, and remembers what it told of late: a page that was on its way meanwhile, or whose line broke, says up to where it knows
/// (<see cref="LiveSince"/>) and is told the rest.
/// </summary>
public sealed class LiveFeed(LedgerTail tail, LedgerSignal signal, IEnumerable<LiveList> lists, TimeProvider time, DatabaseWatch watch)
    : DatabaseWorker(time, watch)
{
    private const int Batch = 1_000;

    /// <summary>What is committed within this time is told together.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(20);

    /// <summary>How long a page may be on its way, from its request until it listens, before nobody is thought to need what is told meanwhile.</summary>
    private static readonly TimeSpan Way = TimeSpan.FromMinutes(1);

    private const int MostRemembered = 10_000;
    private readonly LiveList[] _lists = [.. lists];
    private readonly ConcurrentDictionary<Listener, bool> _listeners = new();

    /// <summary>Guards <see cref="_told"/> and <see cref="_from"/>.</summary>
    private readonly Lock _memory = new();

    /// <summary>By topic, the place of the last entry that changed it.</summary>
    private readonly Dictionary<string, LedgerPlace> _told = new(StringComparer.Ordinal);

    /// <summary>What changed up to here was not remembered.</summary>
    private LedgerPlace _from;

    private LedgerPlace _place;
    private long _expected;

    /// <summary>The topic of one record: its page's frame has this id.</summary>
    public static string Record(Guid record) => string.Create(CultureInfo.InvariantCulture, $"record-{record:D}");

    internal LiveList? List(string name) => Array.Find(_lists, l => string.Equals(l.Name, name, StringComparison.Ordinal));

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="since">Up to where the page knows; what changed behind it is told at once. None for a page that wants only what comes.</param>
    internal Listener Listen(IReadOnlyCollection<string> topics, LiveSince? since = null)
    {
        var known = since ?? Now();
        var listener = new Listener(this, topics.ToHashSet(StringComparer.Ordinal), known);
        _listeners[listener] = true; // before the look back: in between nothing is missed, at worst said twice
        foreach (var topic in topics)
        {
            if (MayHaveChanged(topic, known))
                listener.Hear(topic);
        }

        return listener;
    }

    /// <summary>Up to where a page knows that is asked for now. From now on what changes is remembered until the page can listen.</summary>
    internal LiveSince Now()
    {
        Volatile.Write(ref _expected, Time.GetTimestamp());
        return Told();
    }

    private LiveSince Told()
    {
        lock (_memory)
            return new(_place);
    }

    private bool MayHaveChanged(string topic, LiveSince known)
    {
        lock (_memory)
            return known.IsBefore(_from) || (_told.TryGetValue(topic, out var changed) && known.IsBefore(changed));
    }

    /// <summary>Takes its place before any page can listen, so that the first page misses nothing.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _place = _from = await tail.NowAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task WorkAsync(CancellationToken ct)
    {
        var still = Time.GetTimestamp();
        while (true)
        {
            var next = signal.Next;
            await TellAsync(ct);
            if (Time.GetElapsedTime(still) > Still)
            {
                still = Time.GetTimestamp();
                foreach (var (listener, _) in _listeners)
                    listener.Greet();
            }

            var pause = Task.Delay(Look, Time, ct);
            await (_listeners.IsEmpty ? pause : Task.WhenAny(next, pause));
            await Task.Delay(Gather, Time, ct);
        }
    }

    private async Task TellAsync(CancellationToken ct)
    {
        if (Nobody && await tail.NowAsync(ct) is var now && Nobody) // asked again: a page may have come meanwhile
        {
            Forget(now);
            return;
        }

        while (true)
        {
            var batch = await tail.AfterAsync(_place, types: null, Batch, ct);
            foreach (var (entry, place) in batch)
            {
                Tell(entry, place);
                Reach(place);
            }

            if (batch.Count < Batch)
                return;
        }
    }

    /// <summary>Nobody listens, and no page is on its way.</summary>
    private bool Nobody => _listeners.IsEmpty && Time.GetElapsedTime(Volatile.Read(ref _expected)) > Way;

    private void Reach(LedgerPlace place)
    {
        lock (_memory)
            _place = place;
    }

    private void Forget(LedgerPlace upTo)
    {
        lock (_memory)
        {
            _told.Clear();
            _place = _from = upTo;
        }
    }

    private void Tell(Entry entry, LedgerPlace place)
    {
        foreach (var list in _lists)
        {
            if (list.Changes(entry.Event))
                Tell(list.Name, place);
        }

        foreach (var subject in entry.Subjects)
            Tell(Record(subject), place);
    }

    private void Tell(string topic, LedgerPlace place)
    {
        lock (_memory)
        {
            if (_told.Count >= MostRemembered)
            {
                _told.Clear();
                _from = place;
            }

            _told[topic] = place;
        }

        foreach (var (listener, _) in _listeners)
            listener.Hear(topic);
    }

    /// <summary>One open page. Words that it is too slow to take are said once, not queued: no more can wait than there are topics, and a greeting.</summary>
    internal sealed class Listener(LiveFeed feed, HashSet<string> topics, LiveSince known) : IDisposable
    {
        private const string Greeting = "";

        private readonly Channel<string> _news = Channel.CreateUnbounded<string>();
        private readonly ConcurrentDictionary<string, bool> _said = new(StringComparer.Ordinal);

        /// <summary>Topics that changed; an empty one only shows that the line is open. Each with up to where this page then knows.</summary>
        public async IAsyncEnumerable<(string Topic, LiveSince Known)> NewsAsync([EnumeratorCancellation] CancellationToken ct)
        {
            var upTo = known;
            Greet();
            await foreach (var topic in _news.Reader.ReadAllAsync(ct))
            {
                _said.TryRemove(topic, out _);
                var told = feed.Told(); // before the look whether more waits, so that it covers nothing which still does
                upTo = _news.Reader.TryPeek(out _) ? upTo : told;
                yield return (topic, upTo);
            }
        }

        public void Hear(string topic)
        {
            if (topics.Contains(topic))
                Say(topic);
        }

        /// <summary>Writes to the page without news: a line whose page is gone breaks here.</summary>
        public void Greet() => Say(Greeting);

        private void Say(string topic)
        {
            if (_said.TryAdd(topic, value: true))
                _news.Writer.TryWrite(topic);
        }

        public void Dispose() => feed._listeners.TryRemove(this, out _);
    }
}
