using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Bluelamp.Bench;

/// <summary>What whoever runs a bench asks for; 0 leaves it to the bench.</summary>
internal sealed record BenchOptions(int Count, int Seconds, string? Data, int Seed, string? To)
{
    public int CountOr(int otherwise) => Count == 0 ? otherwise : Count;

    public TimeSpan SecondsOr(int otherwise) => TimeSpan.FromSeconds(Seconds == 0 ? otherwise : Seconds);
}

/// <summary>A thing measured.</summary>
/// <param name="Ratio">Of the baseline that was measured in the same run.</param>
/// <param name="Target">What it should be, such as <c>at least 3,000</c>.</param>
internal sealed record Figure(string What, double Value, string Unit, double? Ratio = null, string? Target = null, bool? Met = null);

/// <summary>Prints what is measured as it comes, and keeps it for the one line of JSON at the end.</summary>
internal sealed class Figures
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly List<Figure> _all = [];

    /// <summary>The rate at which <paramref name="count"/> things are done.</summary>
    public async Task<double> RateAsync(string what, long count, Func<Task> work, double? baseline = null, double? atLeast = null)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Rate(what, count, Stopwatch.GetElapsedTime(from), baseline, atLeast);
    }

    public double Rate(string what, long count, TimeSpan took, double? baseline = null, double? atLeast = null)
    {
        var rate = count / took.TotalSeconds;
        Add(new(what, rate, "/s", rate / baseline, Goal("at least", atLeast), rate >= atLeast));
        return rate;
    }

    /// <summary>A share of the baseline that has a target of its own.</summary>
    public void Ratio(string what, double ratio, double atLeast) =>
        Add(new(what, ratio, "of the baseline", null, Goal("at least", atLeast), ratio >= atLeast));

    public void AtLeast(string what, double value, double least, double? baseline = null) =>
        Add(new(what, value, "", value / baseline, Goal("at least", least), value >= least));

    public void AtMost(string what, double value, string unit, double? most = null) =>
        Add(new(what, value, unit, null, Goal("at most", most), value <= most));

    /// <summary>The middle, the 95th and the 99th of a hundred, and the longest.</summary>
    public void Times(string what, IReadOnlyCollection<double> milliseconds, double? p95AtMost = null)
    {
        var sorted = milliseconds.Order().ToArray();
        AtMost($"{what}: p50 of {sorted.Length:N0}", At(sorted, 0.50), "ms");
        AtMost($"{what}: p95", At(sorted, 0.95), "ms", p95AtMost);
        AtMost($"{what}: p99", At(sorted, 0.99), "ms");
        AtMost($"{what}: longest", At(sorted, 1), "ms");
    }

    public void Print() => Console.WriteLine(JsonSerializer.Serialize(_all, Json));

    /// <summary>The value below which a share of sorted values lies.</summary>
    public static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    private static string? Goal(string way, double? target) =>
        target is { } t ? string.Create(CultureInfo.InvariantCulture, $"{way} {t:#,0.####}") : null;

    private void Add(Figure figure)
    {
        if (figure.Target is null)
            figure = figure with { Met = null };
        _all.Add(figure);
        var value = figure.Value.ToString(figure.Value >= 1_000 ? "N0" : "0.####", CultureInfo.InvariantCulture);
        var ratio = figure.Ratio is { } r ? string.Create(CultureInfo.InvariantCulture, $"   {r:0.00} of the baseline") : "";
        var goal = figure.Target is null ? "" : $"   {figure.Target}: {(figure.Met == true ? "met" : "NOT MET")}";
        Console.WriteLine($"{figure.What, -58} {value, 10} {figure.Unit, -4}{ratio}{goal}");
    }
}
