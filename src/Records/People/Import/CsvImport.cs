using System.Text.Json;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Web;
using Npgsql;

namespace Bluelamp.Records.People.Import;

/// <summary>
/// <c>bluelamp import csv MAPPING FILE</c>: people from a legacy system. A row is an appearance; its nominal's id follows from the system and the row's own
/// id, so that the same row again is the same nominal, whatever was imported before and however it ended.
/// </summary>
internal sealed class CsvImport(
    NpgsqlDataSource source,
    ILedger ledger,
    Db db,
    CurrentDefinitions definitions,
    ForceProfile force,
    IdSecret secret,
    ImportedPeople people,
    TimeProvider time
) : IImport
{
    /// <summary>Rows that stand or fall together: enough to make a round trip cheap, few enough that a kill costs little.</summary>
    private const int Group = 100;

    public string Name => "csv";

    public string Description =>
        "people of a legacy system: csv MAPPING FILE, where MAPPING is one of definitions/imports or a file like them";

    public async Task<ImportFigures> RunAsync(ImportSource from, IWorkProgress progress, RejectList rejects, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var mapping = Mapping(from.Mapping);
        var system = Viewer.System(force.Code, $"import csv {mapping.Id}");
        await using var only =
            await AdvisoryLock.TryTakeAsync(source, "records.people.import", ct)
            ?? throw new CannotRunException("Another import of people is running. Wait until it is done.");
        await db.KeepAsync($"select kernel.found_force({system.Force})", ct);
        using var file = new PeopleFile(from.Path, mapping.Value);
        var figures = await LoadAsync(file, mapping.Value, Path.GetFileName(from.Path), system, progress, rejects, ct);
        return figures with { Seconds = Math.Round(time.GetElapsedTime(began).TotalSeconds, 3) };
    }

    private Defined<PersonMapping> Mapping(string? named)
    {
        if (named is null)
            throw new CannotRunException("Give the mapping and the file: import csv MAPPING FILE.");
        if (definitions.Find<PersonMapping>(named) is { } known)
            return known;
        if (!File.Exists(named))
        {
            var all = string.Join(", ", definitions.Set.Latest<PersonMapping>().Select(static m => m.Id));
            throw new CannotRunException($"There is no mapping {named}. Give a file, or one of: {all}.");
        }

        var (mapping, problems) = DefinitionSet.ReadOne(named, new PersonMappingKind());
        return mapping ?? throw new CannotRunException(string.Join('\n', problems));
    }

    private async Task<ImportFigures> LoadAsync(
        PeopleFile file,
        PersonMapping mapping,
        string name,
        Viewer system,
        IWorkProgress progress,
        RejectList rejects,
        CancellationToken ct
    )
    {
        var (sum, seen, group) = (
            new ImportFigures(0, 0, 0, 0, 0, 0),
            new Dictionary<string, long>(StringComparer.Ordinal),
            new List<Arrival>(Group)
        );
        var rejected = 0L;
        void Reject(long line, string reason)
        {
            rejected++;
            rejects.Add(name, line, reason);
        }

        foreach (var row in file.Rows(Reject))
        {
            if (!seen.TryAdd(row.Record, row.Line))
                Reject(row.Line, $"its id stands in line {seen[row.Record]} already");
            else if (PersonRow.Read(mapping, row.Values, out var wrong) is not { } said)
                Reject(row.Line, wrong!); // nothing read always says why
            else
                group.Add(new(people.Of(mapping, row.Record), said, new(SourceKind.OtherSystem, $"{mapping.System}, record {row.Record}")));
            if (group.Count < Group)
                continue;
            sum = await KeepAsync(group, sum, system, ct);
            progress.Report("Reading", file.Progress.Done, file.Progress.Total);
        }

        sum = await KeepAsync(group, sum, system, ct);
        return sum with { Rows = sum.Rows + rejected, Rejected = rejected };
    }

    /// <summary>Adds those who are new, and a further appearance of those of whom the system says something else than before.</summary>
    private async Task<ImportFigures> KeepAsync(List<Arrival> group, ImportFigures sum, Viewer system, CancellationToken ct)
    {
        if (group.Count == 0)
            return sum;
        var entries = await ledger.StreamsAsync([.. group.Select(static a => a.Nominal.Value)], system, ct);
        var before = entries
            .Where(static e => e.Event is NominalCreated or PersonDescribed)
            .ToLookup(static e => e.Stream, static e => e.Event);
        var (fresh, changed) = (new List<Arrival>(), new List<Arrival>());
        foreach (var arrival in group)
        {
            if (!before.Contains(arrival.Nominal.Value))
                fresh.Add(arrival);
            else if (!Same(before[arrival.Nominal.Value], arrival))
                changed.Add(arrival);
        }

        var steps = fresh.Select(a => (a, IsNew: true)).Concat(changed.Select(a => (a, IsNew: false))).SelectMany(a => Steps(a.a, a.IsNew));
        if (fresh.Count + changed.Count > 0)
            (await ledger.DecideAsync([.. steps.DistinctBy(static s => s.Stream)], system, ct)).OrThrow();
        var unchanged = group.Count - fresh.Count - changed.Count;
        sum = sum with
        {
            Rows = sum.Rows + group.Count,
            Added = sum.Added + fresh.Count,
            Updated = sum.Updated + changed.Count,
            Unchanged = sum.Unchanged + unchanged,
        };
        group.Clear();
        return sum;
    }

    /// <summary>Whether the system said just this of them the last time.</summary>
    private static bool Same(IEnumerable<IEvent> before, Arrival arrival) =>
        before.OfType<PersonDescribed>().LastOrDefault(d => string.Equals(d.Source.Words, arrival.Source.Words, StringComparison.Ordinal))
            is { } last
        && string.Equals(Text(last.Said), Text(arrival.Said), StringComparison.Ordinal);

    private static string Text(PersonDetails said) => JsonSerializer.Serialize(said, LedgerJson.Options);

    private IReadOnlyCollection<Step> Steps(Arrival arrival, bool isNew)
    {
        var planning = new Planning(new(force.Code, secret), arrival.Source, new HashSet<Guid>());
        planning.Person(new(arrival.Nominal, isNew, LinkRole.Involved, arrival.Said));
        return planning.Steps;
    }

    /// <summary>What a row says of whom.</summary>
    private sealed record Arrival(Id<Nominal> Nominal, PersonDetails Said, Source Source);
}
