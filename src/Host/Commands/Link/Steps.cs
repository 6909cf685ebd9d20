using System.Diagnostics;

namespace Bluelamp.Host.Commands.Link;

/// <summary>Says how far the work is, and how long each step of it took.</summary>
internal sealed class Steps
{
    private readonly long began = Stopwatch.GetTimestamp();
    private long stepBegan = Stopwatch.GetTimestamp();

    /// <summary>Seconds since the beginning.</summary>
    public double Seconds => Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 3);

    public void Done(string what)
    {
        Terminal.Say(FormattableString.Invariant($"{what} ({Stopwatch.GetElapsedTime(stepBegan).TotalSeconds:0.0} s)"));
        stepBegan = Stopwatch.GetTimestamp();
    }
}
