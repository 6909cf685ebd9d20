using Bluelamp.Bench;

Dictionary<string, Func<int, CancellationToken, Task>> scenarios = new(StringComparer.Ordinal)
{
    ["import"] = ImportBench.RunAsync,
    ["verify"] = VerifyBench.RunAsync,
};

if (args is not [var name, ..] || !scenarios.TryGetValue(name, out var run))
{
    Console.Error.WriteLine($"Which one? {string.Join(", ", scenarios.Keys)}   (then, if you like, how many)");
    return 2;
}

await run(args is [_, var count, ..] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 0, CancellationToken.None);
return 0;
