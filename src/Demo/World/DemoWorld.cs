using Bluelamp.Contact.Forms;
using Bluelamp.Contact.Reports;
using Bluelamp.Demo.Evidence;
using Bluelamp.Demo.Staff;
using Bluelamp.Evidence.Forensics;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Kernel.Running;
using Bluelamp.Records;

namespace Bluelamp.Demo.World;

/// <summary>
/// Two years of an invented force, told from a seed: a bilingual population with dirty duplicates, streets, crimes with repeat victims, and three
/// weeks of reports, the latest still open. The same seed tells the same story, with the same references and ids of reports and
/// crimes, up to the moment at which it is told. The codes by which reports are followed, and ids inside of one decision (links, things, people whom a
/// handler did not find), are drawn anew.
/// </summary>
public sealed class DemoWorld(
    History history,
    CrimeNumbers numbers,
    ReportAssessor assessor,
    CurrentDefinitions definitions,
    CodeNames codes,
    IdSecret secret,
    Db db,
    ContentStore store,
    TimeProvider time
)
{
    private const int Crimes = 1_200;
    private const int Reports = 220;
    private const int Open = 34;
    private const int MostVictims = 2;
    private static readonly TimeSpan Years = TimeSpan.FromDays(730);
    private static readonly TimeSpan Weeks = TimeSpan.FromDays(21);

    /// <summary>Tells the story into an empty ledger; a ledger that has begun is left as it is.</summary>
    /// <returns>How many entries were written, and who is who; null where the ledger had begun.</returns>
    public async Task<Told?> TellAsync(Viewer viewer, int seed, IWorkProgress progress, CancellationToken ct)
    {
        if ((await db.WorkingAsync<bool>($"select exists (select from kernel.ledger where force = {viewer.Force})", ct))[0])
            return null;
        var (people, random) = Lampshire.Settle(seed);
        var now = time.GetUtcNow();
        var told = history.Begin(viewer.Force);
        var cast = Cast.Of(viewer.Force);
        var numbered = await ReferencesAsync(cast.Handler, now, ct);
        var form = definitions.Latest<Form>(ReportForm.Id);
        var rule = definitions.Latest<QueueRule>(QueueRuleKind.Id);
        var offences = definitions.Latest<CodeList>("offence-codes").Value;
        var examinations = new Examinations(new(told, cast, rule, offences, store, seed), now);
        var story = new Story(told, cast, new(viewer.Force, secret), assessor, form, codes, people, random, new Garage(seed), examinations);

        for (var i = 0; i < Crimes; i++)
        {
            var at = now - Years + ((Years - Weeks) / Crimes * i);
            await story.CrimeAsync(numbered(at), at, ct);
            progress.Report("Telling two years of crimes", i + 1, Crimes);
        }

        for (var i = 0; i < Reports; i++)
        {
            var at = now - Weeks + (Weeks / (Reports + 1) * i);
            await told.FlushAsync(ct); // the next assessment reads what was known at its moment
            await story.ReportAsync(numbered, at, settled: i < Reports - Open, ct);
            progress.Report("Telling three weeks of reports", i + 1, Reports);
        }

        await told.FinishAsync(ct);
        return new(told.Entries, await WhoIsWhoAsync(story.Truth, ct));
    }

    /// <summary>Reserves numbers for the years of the story; each call takes the next of its year.</summary>
    private async Task<Func<DateTimeOffset, CrimeReference>> ReferencesAsync(Viewer viewer, DateTimeOffset now, CancellationToken ct)
    {
        var next = new Dictionary<int, int>();
        for (var year = (now - Years).Year; year <= now.Year; year++)
            next[year] = await numbers.ReserveAsync(viewer, year, Crimes + (Reports * MostVictims), ct);
        return at => CrimeReference.Of(viewer.Force, at.Year, next[at.Year]++);
    }

    /// <summary>Which resident each nominal is, from whom the story says that a crime happened to or was done by.</summary>
    private async Task<IReadOnlyList<Known>> WhoIsWhoAsync(Truth truth, CancellationToken ct)
    {
        var (crimes, roles) = (truth.Crimes.Select(static c => c.Crime).ToArray(), truth.Crimes.Select(static c => c.Role).ToArray());
        var residents = truth.Crimes.Select(static c => c.Resident).ToArray();
        return await db.WorkingAsync<Known>(
            $"""
            select distinct l.record as nominal, t.resident
              from unnest({crimes}, {roles}, {residents}) t (crime, role, resident)
              join records.link l on l.other = t.crime and l.role = t.role and not l.outward and l.other_kind = 'Crime'
             order by t.resident
            """,
            ct
        );
    }
}

/// <summary>What came of the telling.</summary>
public sealed record Told(long Entries, IReadOnlyList<Known> WhoIsWho);

/// <summary>A nominal, and the resident of Lampshire that it really is.</summary>
public sealed record Known(Guid Nominal, int Resident);

/// <summary>What the story knows and the records do not.</summary>
internal sealed class Truth
{
    private readonly List<(Guid, string, int)> _crimes = [];

    public IReadOnlyList<(Guid Crime, string Role, int Resident)> Crimes => _crimes;

    public void Add(Id<Crime> crime, LinkRole role, Resident resident) => _crimes.Add((crime.Value, role.ToString(), resident.Number));
}

/// <summary>Those of the demo's staff who act in the story.</summary>
internal sealed record Cast(Viewer Handler, Viewer Investigator, Viewer Public)
{
    /// <summary>Who decides whether a device is examined.</summary>
    public Viewer Supervisor => Viewer("helen.marsh", Handler.Force, "bring-offenders-to-justice");

    /// <summary>Who examines devices.</summary>
    public Viewer Examiner => Viewer("rhys.tanner", Handler.Force, "bring-offenders-to-justice");

    /// <summary>Who looks at what the examiner found.</summary>
    public Viewer Reviewer => Viewer("anwen.lewis", Handler.Force, "bring-offenders-to-justice");

    public static Cast Of(short force) =>
        new(
            Viewer("carys.bowen", force, "protect-life-and-property"),
            Viewer("priya.nair", force, "bring-offenders-to-justice"),
            Kernel.Viewer.Public(force)
        );

    private static Viewer Viewer(string username, short force, string purpose)
    {
        var person = DemoStaff.All.First(p => string.Equals(p.Username, username, StringComparison.Ordinal));
        return new(person.Id.Value, person.Name, force, [], Marking.OfficialSensitive, new(purpose, Reference: null), [person.Id.Value]);
    }
}
