using System.Diagnostics;

namespace Bluelamp.Evidence.Fixity;

/// <summary>
/// Works for a share of the time and rests for what is left of it. On a busy machine the same work takes longer, so that the rest grows with it.
/// </summary>
/// <param name="share">From 0 to 1; 1 never rests.</param>
public sealed class Pace(double share, TimeProvider time)
{
    private const double Least = 0.001;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private readonly double _rests = (1 / Math.Clamp(share, Least, 1)) - 1;
    private TimeSpan _owed;

    /// <summary>As fast as it goes: for somebody who waits.</summary>
    public static Pace Full => new(1, TimeProvider.System);

    /// <summary>Rests for work that began at a <see cref="Stopwatch"/> timestamp and ended now.</summary>
    public async Task RestAsync(long began, CancellationToken ct)
    {
        _owed += Stopwatch.GetElapsedTime(began) * _rests;
        if (_owed < Shortest)
            return;
        await Task.Delay(_owed, time, ct);
        _owed = TimeSpan.Zero;
    }
}
