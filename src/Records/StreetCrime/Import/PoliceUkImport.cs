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

        var run = new Run(bulk, system, rejects, progress);
        await run.PrepareAsync(ct);
        var figures = new ImportFigures(0, 0, 0, 0, 0, 0);
        for (var i = 0; i < files.Count; i++)
        {
            progress.Report("Files", i, files.Count);
            figures = Sum(figures, await run.LoadAsync(files[i], figures.Rows, ct));
        }

        progress.Report("Files", files.Count, files.Count);
        await run.FinishAsync(ct);
        return figures with { Seconds = Math.Round(time.GetElapsedTime(from).TotalSeconds, 3) };
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

    /// <summary>What the files of one run have in common.</summary>
    private sealed class Run(Bulk bulk, Viewer system, RejectList rejects, IWorkProgress progress)
    {
        private readonly Words _words = new(bulk, system.Force);
        private readonly PlaceKeeper _places = new(bulk, system.Force);
        private bool _changed;

        public Task PrepareAsync(CancellationToken ct) => _words.ReadAsync(ct);

        public async Task<Loaded> LoadAsync(SourceFile file, long before, CancellationToken ct)
        {
            try
            {
                var content = FileContent.Of(file.Path, ct).Hash;
                if (await IsKnownAsync(content, ct))
                    return Recount(file);
                var loaded =
                    await new FileLoad(bulk, system, _words, _places, file, content, before).RunAsync(careful: false, rejects, progress, ct)
                    ?? await new FileLoad(bulk, system, _words, _places, file, content, before).RunAsync(
                        careful: true,
                        rejects,
                        progress,
                        ct
                    );
                _changed = true;
                return loaded!; // a careful load always comes to an end
            }
            catch (UnreadableFileException e)
            {
                rejects.Add(file.Name, e.Line, e.Message);
                return new(1, 0, 0, 0, 1);
            }
        }

        /// <summary>Lets the planner know what is there now.</summary>
        public async Task FinishAsync(CancellationToken ct)
        {
            if (_changed)
                await bulk.KeepAsync(
                    $"analyze records.street_place, records.street_crime, records.street_outcome, records.stop_search",
                    ct
                );
        }

        private async Task<bool> IsKnownAsync(byte[] content, CancellationToken ct) =>
            await bulk.ReadAsync<bool>(
                $"select true from records.street_batch b where b.force = {system.Force} and b.content = {content}",
                ct
            )
                is [true];

        /// <summary>A file that is in already: every sound row is unchanged, and what is wrong with the others is said again.</summary>
        private Loaded Recount(SourceFile file)
        {
            using var source = RowSource.Open(file);
            var (rows, rejected) = (0, 0);
            while (source.Next(out var fault))
            {
                rows++;
                if (fault is null)
                    continue;
                rejected++;
                rejects.Add(file.Name, source.Line, fault);
            }

            return new(rows, 0, 0, rows - rejected, rejected);
        }
    }
}
