using System.Globalization;

namespace Bluelamp.Kernel.Sealing;

/// <summary>What verification found.</summary>
/// <param name="Entries">Entries that were checked, of all logs.</param>
/// <param name="Checkpoint">The signed note that all this hangs on: of the longest log. Keep it, and hold the log to it later.</param>
/// <param name="Wrong">What is wrong, in the order of the logs, at most <see cref="MaxWrong"/>.</param>
public sealed record VerifyReport(
    bool Ok,
    long Entries,
    string? Checkpoint,
    double Seconds,
    IReadOnlyList<LogReport> Logs,
    IReadOnlyList<Wrong> Wrong
)
{
    /// <summary>Findings that are listed; <see cref="Ok"/> counts all.</summary>
    public const int MaxWrong = 100;

    internal static VerifyReport Of(
        IReadOnlyList<LogReport> logs,
        List<Wrong> wrong,
        IReadOnlyCollection<string> keptCheckpoints,
        TimeSpan took
    )
    {
        foreach (var origin in keptCheckpoints.Select(static kept => kept.Split('\n')[0]))
        {
            if (!logs.Any(l => string.Equals(l.Log, origin, StringComparison.Ordinal)))
                wrong.Add(new(origin, "there is no such log here, and a checkpoint of it was kept"));
        }
        return new(
            wrong.Count == 0,
            logs.Sum(static l => l.Entries),
            logs.MaxBy(static l => l.Entries)?.Checkpoint,
            Math.Round(took.TotalSeconds, 3),
            logs,
            [.. wrong.Take(MaxWrong)]
        );
    }
}

/// <summary>One log, checked.</summary>
/// <param name="Unsealed">Entries so new that no checkpoint covers them yet.</param>
/// <param name="Disposed">Entries whose content was lawfully erased.</param>
/// <param name="Checkpoint">Its newest signed checkpoint.</param>
public sealed record LogReport(string Log, long Entries, long Unsealed, long Disposed, string? Checkpoint);

/// <summary>Something that is not as it was sealed.</summary>
/// <param name="Index">Its place in the log, from 0.</param>
public sealed record Wrong(
    string Log,
    string Problem,
    long? Index = null,
    long? Position = null,
    Guid? Stream = null,
    int? Version = null,
    string? Type = null
)
{
    public override string ToString()
    {
        var where = new List<string> { Log };
        Add("entry", Index);
        Add("position", Position);
        Add("stream", Stream);
        Add("version", Version);
        if (Type is not null)
            where.Add(Type);
        return $"{string.Join(", ", where)}: {Problem}";

        void Add<T>(string name, T? value)
            where T : struct, IFormattable
        {
            if (value is { } known)
                where.Add($"{name} {known.ToString(format: null, CultureInfo.InvariantCulture)}");
        }
    }
}
