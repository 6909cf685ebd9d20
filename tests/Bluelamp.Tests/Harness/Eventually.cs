using Xunit;

namespace Bluelamp.Tests.Harness;

/// <summary>The one patience of the tests: what comes about beside a test (a reaction, a derivative) is waited for, never slept for.</summary>
public static class Eventually
{
    /// <summary>How long a fact may take where other programs work for it, on a machine that runs seven other tests meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits until a fact holds; it asks more and more rarely, so that asking does not keep the machine from making it true.</summary>
    public static async Task TrueAsync(Func<Task<bool>> holds)
    {
        var from = TimeProvider.System.GetTimestamp();
        for (var pause = 20; !await holds(); pause = Math.Min(pause * 5 / 4, 250))
        {
            if (TimeProvider.System.GetElapsedTime(from) > Patience)
                throw new TimeoutException($"It did not come true within {Patience.TotalSeconds} seconds.");
            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }
    }
}
