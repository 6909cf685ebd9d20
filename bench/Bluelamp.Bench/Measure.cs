using System.Diagnostics;
using System.Globalization;

namespace Bluelamp.Bench;

/// <summary>Prints what was measured: a rate, and its ratio to a baseline of the same run.</summary>
internal static class Measure
{
    public static async Task<double> RateAsync(string what, long count, Func<Task> work, double? baseline = null)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        var rate = count / seconds;
        var ratio = baseline is { } b ? string.Create(CultureInfo.InvariantCulture, $"   {rate / b:N2} of the baseline") : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what, -44} {rate, 12:N0}/s  {seconds, 8:N2} s{ratio}"));
        return rate;
    }
}
