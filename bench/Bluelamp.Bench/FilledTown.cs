using Bluelamp.Host.App;
using Bluelamp.Host.Running;
using Bluelamp.Kernel.Identifiers;

namespace Bluelamp.Bench;

/// <summary>A data folder with a <see cref="Town"/> in it and staff: in a temporary folder, or in one that is kept and taken up again.</summary>
internal sealed class FilledTown : IAsyncDisposable
{
    private readonly bool _kept;

    private FilledTown(string data, bool kept, Somebody investigator, Somebody handler) =>
        (Data, _kept, Investigator, Handler) = (data, kept, investigator, handler);

    public string Data { get; }

    public Somebody Investigator { get; }

    public Somebody Handler { get; }

    /// <summary>From which its ids follow.</summary>
    public required IdSecret Secret { get; init; }

    public static async Task<FilledTown> OpenAsync(BenchOptions options, Figures figures, int count, CancellationToken ct)
    {
        var data = options.Data ?? Directory.CreateTempSubdirectory("bluelamp-bench-").FullName;
        var isNew = !Directory.Exists(data) || !Directory.EnumerateFileSystemEntries(data).Any();
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "settings.json"), $$"""{ "Force": { "Code": {{Town.Force}} } }""", ct);
        await using var store = await Store.OwnAsync(data, connectionString: null, Console.Error.WriteLine, ct);
        await using var workshop = await Workshop.OpenAsync(store, ct);
        if (isNew)
        {
            count = options.CountOr(count);
            await figures.RateAsync("filling the town, crimes", count, () => Town.FillAsync(workshop, count, ct));
            await Town.TellAsync(workshop, ct);
        }

        return new(
            data,
            options.Data is not null,
            await Site.EnrolAsync(workshop, ct, "investigator"),
            await Site.EnrolAsync(workshop, ct, "contact-handler")
        )
        {
            Secret = workshop.Get<IdSecret>(),
        };
    }

    public ValueTask DisposeAsync()
    {
        if (!_kept)
            Directory.Delete(Data, recursive: true);
        return ValueTask.CompletedTask;
    }
}
