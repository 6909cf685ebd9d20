using System.Diagnostics;

namespace Bluelamp.Bench;

/// <summary>
/// Begins so many a second, whether or not those before have ended, as people do. A time counts from the moment at which it should have begun, so that a
/// slow answer is not hidden by waiting for it.
/// </summary>
internal static class Pace
{
    /// <summary>Answers each one's milliseconds, in the order in which they began.</summary>
    public static async Task<double[]> RunAsync(int aSecond, TimeSpan time, Func<int, Task> work)
    {
        var (from, count) = (Stopwatch.GetTimestamp(), (int)(aSecond * time.TotalSeconds));
        var running = new List<Task<double>>(count);
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / aSecond);
            if (due - Stopwatch.GetElapsedTime(from) is { Ticks: > 0 } wait)
                await Task.Delay(wait);
            running.Add(OneAsync(work, i, from, due));
        }

        return await Task.WhenAll(running);
    }

    private static async Task<double> OneAsync(Func<int, Task> work, int i, long from, TimeSpan due)
    {
        await Task.Yield();
        await work(i);
        return (Stopwatch.GetElapsedTime(from) - due).TotalMilliseconds;
    }
}
