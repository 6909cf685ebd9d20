namespace Bluelamp.Kernel;

/// <summary>What one reaction waits for: entries of its kinds, or that a stream on which it is stuck may be tried again.</summary>
internal sealed class Interest(string name, HashSet<string> types)
{
    private volatile TaskCompletionSource _next = Fresh();

    /// <summary>Completes when there is something to do. Take it before reading, so that nothing is missed in between.</summary>
    public Task Next => _next.Task;

    /// <summary>Wakes the reaction when it has something to do.</summary>
    /// <param name="committed">The kinds of entries that were committed.</param>
    /// <param name="stuck">The reactions that are stuck, and may try again.</param>
    public void Hear(string[] committed, string[] stuck)
    {
        if (types.Overlaps(committed) || stuck.Contains(name, StringComparer.Ordinal))
            Interlocked.Exchange(ref _next, Fresh()).TrySetResult();
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
