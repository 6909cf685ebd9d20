using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Npgsql;

namespace Bluelamp.Records.StreetCrime.Import;

/// <summary><c>bluelamp import police-uk DIR</c>: the monthly files of data.police.uk (Open Government Licence v3.0).</summary>
internal sealed class PoliceUkImport(NpgsqlDataSource source, Bulk bulk, ForceProfile force, TimeProvider time) : IImport
{
    public string Name => "police-uk";

    public string Description => "a folder of data.police.uk: street crimes, outcomes, stop and search; .csv or .csv.gz, any depth";

    public async Task<ImportFigures> RunAsync(string path, IWorkProgress progress, RejectList rejects, CancellationToken ct)
    {
        var from = time.GetTimestamp();
        var system = Viewer.System(force.Code, "import police-uk");
        var files = SourceFile.Under(path);
        await using var only =
            await AdvisoryLock.TryTakeAsync(source, "records.street-crime.import", ct)
            ?? throw new CannotRunException("Another import of these files is running. Wait until it is done.");
        await bulk.KeepAsync($"select kernel.found_force({system.Force})", ct);

        await bulk.TidyAsync($"select records.street_begin()", ct);
        var figures = await LoadAsync(files, system, progress, rejects, ct);
        await bulk.TidyAsync($"select records.street_indexes()", ct); // also what a killed run left
        if (figures.Added + figures.Updated > 0) // lets the planner know what is there now
            await bulk.TidyAsync($"analyze records.street_place, records.street_crime, records.street_outcome, records.stop_search", ct);
        return figures with { Seconds = Math.Round(time.GetElapsedTime(from).TotalSeconds, 3) };
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
        try
        {
            var (figures, done) = (new ImportFigures(0, 0, 0, 0, 0, 0), 0);
            await foreach (var file in ahead.ReadingsAsync(ct))
            {
                if (await LoadAsync(file, system, figures.Rows, progress, rejects, ct) is not { } loaded)
                    continue;
                figures = Sum(figures, loaded);
                progress.Report("Files", ++done, files.Count);
            }

            return figures;
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    private async Task<Loaded?> LoadAsync(
        Reading file,
        Viewer system,
        long before,
        IWorkProgress progress,
        RejectList rejects,
        CancellationToken ct
    )
    {
        try
        {
            var loaded = file.IsKnown
                ? new(file.Rows, 0, 0, file.Rows - file.Rejects.Count, file.Rejects.Count)
                : await new FileLoad(bulk, system, file).RunAsync(before, progress, ct);
            if (loaded is not null)
                file.Rejects.ForEach(r => rejects.Add(r.File, r.Line, r.Reason));
            return loaded;
        }
        catch (UnreadableFileException e)
        {
            rejects.Add(file.File.Name, e.Line, e.Message);
            return new(1, 0, 0, 0, 1);
        }
    }

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
