using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Npgsql;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary><c>bluelamp import police-uk DIR</c>: the monthly files of data.police.uk (Open Government Licence v3.0).</summary>
internal sealed class PoliceUkImport(NpgsqlDataSource source, Bulk bulk, ForceProfile force, TimeProvider time) : IImport
{
    /// <summary>Lets the planner know what is there now, in the columns that are asked for.</summary>
    private static Sql Analyze =>
        $"""
            analyze records.street_place (force, place, lsoa, point),
                    records.street_crime (force, month, batch, subject, replaced_by, place, reported_by, category, outcome),
                    records.street_outcome (force, month, batch, subject, replaced_by, reported_by),
                    records.stop_search (force, month, batch, replaced_by, place, reported_by)
            """;

    public string Name => "police-uk";

    public string Description => "a folder of data.police.uk: street crimes, outcomes, stop and search; .csv or .csv.gz, any depth";

    public async Task<ImportFigures> RunAsync(ImportSource from, IWorkProgress progress, RejectList rejects, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var system = Viewer.System(force.Code, "import police-uk");
        var files = SourceFile.Under(from.Path);
        await using var only =
            await AdvisoryLock.TryTakeAsync(source, "records.street-crime.import", ct)
            ?? throw new CannotRunException("Another import of these files is running. Wait until it is done.");
        await bulk.KeepAsync($"select kernel.found_force({system.Force})", ct);

        await bulk.TidyAsync($"select records.street_begin()", ct);
        var figures = await LoadAsync(files, system, progress, rejects, ct);
        await bulk.TidyAsync($"select records.street_indexes()", ct); // also what a killed run left
        if (figures.Added + figures.Updated > 0)
            await bulk.TidyAsync(Analyze, ct);
        return figures with { Seconds = Math.Round(time.GetElapsedTime(began).TotalSeconds, 3) };
    }

    private async Task<ImportFigures> LoadAsync(
        IReadOnlyList<SourceFile> files,
        Viewer system,
        IWorkProgress progress,
        RejectList rejects,
        CancellationToken ct
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ahead = new ReadAhead(bulk, system.Force, files);
        var reading = Task.Run(() => ahead.RunAsync(stop.Token), CancellationToken.None);
        var last = Task.FromResult<Outcome?>(null);
        try
        {
            var (figures, rows, done) = (new ImportFigures(0, 0, 0, 0, 0, 0), 0L, 0);
            await foreach (var file in ahead.ReadingsAsync(ct))
            {
                var next = await LoadAsync(file, last, system, rows, progress, ct);
                rows += file.Rows;
                (var before, last) = (last, next);
                Count(await before);
            }

            Count(await last);
            return figures;

            void Count(Outcome? outcome)
            {
                if (outcome is null)
                    return;
                outcome.Rejects.ForEach(r => rejects.Add(r.File, r.Line, r.Reason));
                figures = Sum(figures, outcome.Loaded);
                progress.Report("Files", ++done, files.Count);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
            await ((Task)last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>How a file came out, and what is wrong with it.</summary>
    private sealed record Outcome(Loaded Loaded, List<Reject> Rejects);

    /// <summary>Takes in the rows of a file. Answers its commit, which goes on beside the rows of the next one; nothing for a file that was read in vain.</summary>
    private async Task<Task<Outcome?>> LoadAsync(
        Reading file,
        Task before,
        Viewer system,
        long rows,
        IWorkProgress progress,
        CancellationToken ct
    )
    {
        if (file.IsKnown)
            return Done(new(file.Rows, 0, 0, file.Rows - file.Rejects.Count, file.Rejects.Count), file.Rejects);
        try
        {
            return await FileLoad.CopyAsync(bulk, system, file, rows, progress, ct) is { } load
                ? CommitAsync(load, file, before, ct)
                : Task.FromResult<Outcome?>(null);
        }
        catch (UnreadableFileException e)
        {
            return Done(new(1, 0, 0, 0, 1), [new(file.File.Name, e.Line, e.Message)]);
        }
    }

    private static async Task<Outcome?> CommitAsync(FileLoad load, Reading file, Task before, CancellationToken ct) =>
        new(await load.CommitAsync(before, ct), file.Rejects);

    private static Task<Outcome?> Done(Loaded loaded, List<Reject> rejects) => Task.FromResult<Outcome?>(new(loaded, rejects));

    private static ImportFigures Sum(ImportFigures all, Loaded file) =>
        all with
        {
            Rows = all.Rows + file.Rows,
            Added = all.Added + file.Added,
            Updated = all.Updated + file.Updated,
            Unchanged = all.Unchanged + file.Unchanged,
            Rejected = all.Rejected + file.Rejected,
        };
}
