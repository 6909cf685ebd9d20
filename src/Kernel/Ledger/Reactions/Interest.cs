namespace Bluelamp.Kernel;

/// <summary>What one reaction waits for: entries of its kinds, or that a stream on which it is stuck may be tried again.</summary>
internal sealed class Interest(string name, HashSet<string> types)
{
    private readonly Lock _hearing = new();
    private TaskCompletionSource _next = Fresh();
    private LedgerPlace _heard;

    /// <summary>Completes when there is something to do. Take it before reading, so that nothing is missed in between.</summary>
    public Task Next
    {
        get
        {
            lock (_hearing)
                return _next.Task;
        }
    }

    /// <summary>Wakes the reaction when it has something to do.</summary>
    /// <param name="committed">The kinds of entries that were committed since the last word.</param>
    /// <param name="stuck">The reactions that are stuck, and may try again.</param>
    /// <param name="upTo">The place before which this is all.</param>
    public void Hear(string[] committed, string[] stuck, LedgerPlace upTo)
    {
        lock (_hearing)
        {
            if (types.Overlaps(committed) || stuck.Contains(name, StringComparer.Ordinal))
            {
                _next.TrySetResult();
                _next = Fresh();
            }

            _heard = upTo;
        }
    }

    /// <summary>
    /// How far there is nothing to do for whoever took <see cref="Next"/> and then read all that was settled; nothing where there is something to do.
    /// </summary>
    public LedgerPlace? Passed(Task next)
    {
        lock (_hearing)
            return next == _next.Task ? _heard : null;
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
