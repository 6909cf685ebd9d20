namespace Bluelamp.Evidence.Media;

/// <summary>Work of one length, which never waits behind longer work.</summary>
public enum Lane
{
    /// <summary>A look at a file, or one picture of it: seconds.</summary>
    Look,

    /// <summary>A film: minutes.</summary>
    Film,

    /// <summary>A film of <see cref="Lanes.LongFilmBytes"/> or more: up to hours.</summary>
    LongFilm,
}

/// <summary>
/// Lets programs begin: as many at once in each lane as <see cref="MediaOptions.Workers"/> allows, and as what all of them may take of memory leaves room for.
/// The first of each lane begins whatever the others take, so that no lane waits for another. In each lane first come, first served.
/// </summary>
public sealed class Lanes(MediaOptions options)
{
    /// <summary>From this size on a film has a lane of its own.</summary>
    public const long LongFilmBytes = 500_000_000;

    private readonly Lock _lock = new();
    private readonly List<Waiting> _waiting = [];
    private readonly int[] _running = new int[3];
    private readonly long _most = options.MemoryBytes;
    private long _given;

    /// <summary>Waits until a program with these limits may run. It may until the answer is disposed of.</summary>
    public async Task<IDisposable> EnterAsync(SandboxLimits limits, CancellationToken ct)
    {
        var waiting = new Waiting(limits);
        lock (_lock)
        {
            _waiting.Add(waiting);
            LetIn();
        }

        await using var given = ct.Register(() => GiveUp(waiting, ct));
        await waiting.Turn.Task;
        return new Place(this, limits);
    }

    /// <summary>The most that a lane runs at once.</summary>
    public int PlacesOf(Lane lane) =>
        lane switch
        {
            Lane.Look => options.WorkersOrDefault,
            Lane.Film => Math.Max(1, options.WorkersOrDefault / 2),
            _ => Math.Max(1, options.WorkersOrDefault / 4),
        };

    /// <summary>The first of each lane, for as long as there is room for it: who cannot begin yet is not overtaken in its lane.</summary>
    private void LetIn()
    {
        foreach (var lane in Enum.GetValues<Lane>())
        {
            while (_waiting.Find(w => w.Limits.Lane == lane) is { } first && HasRoom(first.Limits))
            {
                _waiting.Remove(first);
                _running[(int)lane]++;
                _given += first.Limits.MemoryBytes;
                first.Turn.SetResult();
            }
        }
    }

    private bool HasRoom(SandboxLimits limits) =>
        _running[(int)limits.Lane] < PlacesOf(limits.Lane) && (_running[(int)limits.Lane] == 0 || _given + limits.MemoryBytes <= _most);

    private void GiveUp(Waiting waiting, CancellationToken ct)
    {
        lock (_lock)
        {
            if (_waiting.Remove(waiting))
                waiting.Turn.SetCanceled(ct);
            LetIn();
        }
    }

    private void Leave(SandboxLimits limits)
    {
        lock (_lock)
        {
            _running[(int)limits.Lane]--;
            _given -= limits.MemoryBytes;
            LetIn();
        }
    }

    private sealed record Waiting(SandboxLimits Limits)
    {
        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Place(Lanes lanes, SandboxLimits limits) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                lanes.Leave(limits);
        }
    }
}
