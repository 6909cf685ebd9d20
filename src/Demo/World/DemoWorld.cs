using System.Collections.Immutable;
using System.Text.Json;
using Bluelamp.Contact.Inbox;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Records;

namespace Bluelamp.Demo.World;

/// <summary>
/// Two years of an invented force, told from a seed: a bilingual population with dirty duplicates, streets, crimes with repeat victims, and three
/// weeks of reports, the latest still open. The same seed tells the same story, up to the moment at which it is told.
/// </summary>
public sealed class DemoWorld(History history, CrimeNumbers numbers, Db db, TimeProvider time)
{
    private const int People = 1_500;
    private const int Crimes = 1_200;
    private const int Reports = 220;
    private const int Open = 34;
    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement(new { });
    private static readonly TimeSpan Years = TimeSpan.FromDays(730);
    private static readonly TimeSpan Weeks = TimeSpan.FromDays(21);

    /// <summary>Tells the story into an empty ledger; a ledger that has begun is left as it is.</summary>
    /// <returns>How many entries were written.</returns>
    public async Task<long> TellAsync(Viewer handler, int seed, IWorkProgress progress, CancellationToken ct)
    {
        if ((await db.WorkingAsync<bool>($"select exists (select from kernel.ledger where force = {handler.Force})", ct))[0])
            return 0;
        var random = new Random(seed);
        var now = time.GetUtcNow();
        var streets = Towns.Lay(random);
        var people = Resident.Settle(streets, People, random);
        var told = history.Begin(handler.Force);
        var story = new Story(told, handler, people, random);
        var years = await ReferencesAsync(handler, now, ct);
        for (var i = 0; i < Crimes; i++)
        {
            var at = now - Years + ((Years - Weeks) / Crimes * i);
            await story.CrimeAsync(years(at), at, ct);
            progress.Report("Telling two years of crimes", i + 1, Crimes);
        }

        for (var i = 0; i < Reports; i++)
        {
            var at = now - Weeks + (Weeks / (Reports + 1) * i);
            await story.ReportAsync(years(at), at, settled: i < Reports - Open, ct);
            progress.Report("Telling three weeks of reports", i + 1, Reports);
        }

        await told.FinishAsync(ct);
        return told.Entries;
    }

    /// <summary>Reserves numbers for the years of the story; each call takes the next of its year.</summary>
    private async Task<Func<DateTimeOffset, CrimeReference>> ReferencesAsync(Viewer viewer, DateTimeOffset now, CancellationToken ct)
    {
        var next = new Dictionary<int, int>();
        for (var year = (now - Years).Year; year <= now.Year; year++)
            next[year] = await numbers.ReserveAsync(viewer, year, Crimes + Reports, ct);
        return at => CrimeReference.Of(viewer.Force, at.Year, next[at.Year]++);
    }

    /// <summary>What has been told so far, and to whom it happened.</summary>
    private sealed class Story(History.Telling told, Viewer handler, List<Resident> people, Random random)
    {
        private readonly Dictionary<int, List<Id<Nominal>>> _known = [];
        private readonly List<Resident> _victims = [];

        /// <summary>A crime that was recorded without a report of ours: by phone, at the counter.</summary>
        public async Task CrimeAsync(CrimeReference reference, DateTimeOffset at, CancellationToken ct)
        {
            var (plot, victim) = (Plots.All[random.Next(Plots.All.Length)], Victim());
            var crime = Id<Crime>.New();
            var content = Said(plot, victim, at - TimeSpan.FromHours(2 + random.Next(20)), victim.Language);
            var plan = new CrimePlan(
                handler.Force,
                crime,
                reference,
                plot.Offence,
                new CrimeFacts(content.When!, content.Words, Method: content.Method) { Flags = content.Flags },
                at - TimeSpan.FromMinutes(20 + random.Next(120)),
                new Source(SourceKind.Person, "the victim, by phone")
            )
            {
                Where = content.Where,
                People = [.. content.People.Select(p => Planned(p, victim))],
                Vehicles = content.Vehicles,
                Property = content.Property,
            };
            Must(await told.DecideAsync(plan.Steps().ToList(), handler, at, ct));
        }

        /// <summary>A report through the public's door, and what became of it.</summary>
        public async Task ReportAsync(CrimeReference reference, DateTimeOffset at, bool settled, CancellationToken ct)
        {
            var (plot, victim) = (Plots.All[random.Next(Plots.All.Length)], Victim());
            var (report, number) = (Id<Report>.New(), ReportReference.New());
            var content = Said(plot, victim, at - TimeSpan.FromHours(1 + random.Next(40)), victim.Language);
            var submit = new SubmitReport(
                report,
                number,
                new FormStamp("report-crime", 1, "told"),
                Nothing,
                content,
                Nothing,
                victim.Language,
                "WEB",
                FollowSecret.Hash(number, FollowSecret.New())
            );
            Must(await told.DecideAsync(report, submit, Viewer.Public(handler.Force), at, ct));
            if (settled)
                await SettleAsync(report, number, content, victim, plot, reference, at, ct);
        }

        private async Task SettleAsync(
            Id<Report> report,
            ReportReference number,
            ReportContent content,
            Resident victim,
            Plot plot,
            CrimeReference reference,
            DateTimeOffset at,
            CancellationToken ct
        )
        {
            Must(await told.DecideAsync(report, new TakeReport(report, handler.Name), handler, at.AddMinutes(4), ct));
            if (random.Next(5) == 0)
            {
                Must(
                    await told.DecideAsync(
                        report,
                        new AdviseReporter(report, "Thank you. We have noted this for the neighbourhood team."),
                        handler,
                        at.AddMinutes(9),
                        ct
                    )
                );
                return;
            }

            var chosen = content.People.Select(p => p.Role == LinkRole.Victim ? Known(victim) : null).ToImmutableArray();
            var record = new RecordFromReport(
                handler.Force,
                report,
                number.ToString(),
                content,
                at,
                Id<Crime>.New(),
                reference,
                plot.Offence,
                content.Words,
                chosen,
                [],
                Seen: 2
            );
            Must(await told.DecideAsync(record.Steps().ToList(), handler, at.AddMinutes(12), ct));
        }

        /// <summary>Four in ten crimes happen to somebody who was a victim before: that is what repeat victimisation looks like.</summary>
        private Resident Victim()
        {
            var again = _victims.Count > 20 && random.Next(10) < 4;
            var victim = again ? _victims[random.Next(_victims.Count / 5)] : people[random.Next(people.Count)];
            _victims.Add(victim);
            return victim;
        }

        private ReportContent Said(Plot plot, Resident victim, DateTimeOffset happened, string language)
        {
            var person = new SaidPerson(LinkRole.Victim, victim.AsHeard(random), IsReporter: true);
            var suspect = plot.Kind is "assault" or "harassment" ? Suspect() : null;
            return new(plot.Kind, language is "cy" ? plot.Cy : plot.En)
            {
                Where = plot.Kind is "assault" or "hate" ? people[random.Next(people.Count)].Home : victim.Home,
                When = plot.Kind is "burglary" or "vehicle" ? new(happened - TimeSpan.FromHours(8), happened) : new(happened),
                Method = plot.Method,
                People = suspect is null ? [person] : [person, suspect],
                Vehicles = plot.WithVehicle
                    ? [new(plot.Offence is "48" ? LinkRole.StolenVehicle : LinkRole.DamagedVehicle, Plots.Car(random))]
                    : [],
                Property = plot.Thing is null
                    ? []
                    : [new(plot.Thing, plot.Kind is "damage" ? PropertyFate.Damaged : PropertyFate.Stolen, ValuePence: plot.Pounds * 100L)],
                Flags = plot.Kind is "hate" ? [CrimeFlag.HateReligion] : [],
                Contact = new("phone", victim.Email, victim.Phone),
            };
        }

        /// <summary>A few people do much of the harm.</summary>
        private SaidPerson Suspect()
        {
            var suspect = people[random.Next(30)];
            return new(
                LinkRole.Suspect,
                new PersonDetails
                {
                    Forenames = suspect.Forename,
                    Surname = suspect.Surname,
                    Sex = suspect.Sex,
                    Description = "dark hair, heavy build",
                }
            );
        }

        private PlannedPerson Planned(SaidPerson person, Resident victim)
        {
            var known = person.Role == LinkRole.Victim ? Known(victim) : null;
            var nominal = known ?? Id<Nominal>.New();
            if (known is null && person.Role == LinkRole.Victim)
                Remember(victim, nominal);
            return new(nominal, known is null, person.Role, person.Said);
        }

        /// <summary>The record of somebody, when whoever wrote it down found it; one time in five they make another.</summary>
        private Id<Nominal>? Known(Resident victim) =>
            _known.TryGetValue(victim.Number, out var records) && random.Next(5) > 0 ? records[random.Next(records.Count)] : null;

        private void Remember(Resident victim, Id<Nominal> nominal)
        {
            if (_known.TryGetValue(victim.Number, out var records))
                records.Add(nominal);
            else
                _known[victim.Number] = [nominal];
        }

        private static void Must(Refusal? refusal)
        {
            if (refusal is not null)
                throw new InvalidOperationException($"The story does not hold: {refusal.Code}");
        }
    }
}
