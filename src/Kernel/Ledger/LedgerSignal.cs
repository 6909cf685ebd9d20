namespace Bluelamp.Kernel;

/// <summary>
/// Says "something was committed" to whoever reads the ledger in this process. Nothing hangs on it: readers also look every second,
/// and other nodes hear of it by <c>NOTIFY</c> (<see cref="LedgerNotifier"/>), sent after the commit so that it never slows one.
/// </summary>
public sealed class LedgerSignal
{
    private volatile TaskCompletionSource _any = Fresh();
    private volatile TaskCompletionSource _here = Fresh();

    /// <summary>Completes at the next commit, on any node. Take it before reading, so that nothing is missed in between.</summary>
    public Task Next => _any.Task;

    /// <summary>Completes at the next commit of this process.</summary>
    internal Task NextHere => _here.Task;

    /// <summary>This process committed.</summary>
    public void Raise()
    {
        Interlocked.Exchange(ref _here, Fresh()).TrySetResult();
        Heard();
    }

    /// <summary>Another node committed.</summary>
    internal void Heard() => Interlocked.Exchange(ref _any, Fresh()).TrySetResult();

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
