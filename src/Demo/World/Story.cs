using System.Collections.Immutable;
using Bluelamp.Contact.Forms;
using Bluelamp.Contact.Inbox;
using Bluelamp.Contact.Reports;
using Bluelamp.Contact.Sending;
using Bluelamp.Demo.Evidence;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;

namespace Bluelamp.Demo.World;

/// <summary>Tells one happening after another, in order of time, and remembers to whom each happened.</summary>
internal sealed class Story(
    History.Telling told,
    Cast cast,
    NaturalIds ids,
    ReportAssessor assessor,
    Defined<Form> form,
    CodeNames codes,
    IReadOnlyList<Resident> people,
    Random random,
    Garage cars,
    Examinations examinations
)
{
    private readonly Dictionary<int, List<Id<Nominal>>> _records = [];
    private readonly List<Resident> _victims = [];
    private readonly PriorityQueue<Func<DateTimeOffset, CancellationToken, Task>, DateTimeOffset> _later = new();
    private readonly ReportForm _answers = new(people, random, cars);
    private readonly Deck<Plot> _plots = new(Plots.Stock.All, random);
    private readonly DrawnIds _ids = new(random);

    public Truth Truth { get; } = new();

    /// <summary>A crime that was recorded without a report of ours: by phone, at the counter.</summary>
    public async Task CrimeAsync(CrimeReference reference, DateTimeOffset at, CancellationToken ct)
    {
        await CatchUpAsync(at, ct);
        var (plot, victim) = (_plots.Deal(), Victim());
        var crime = _ids.Next<Crime>();
        var happened = at - TimeSpan.FromHours(2 + random.Next(20));
        var plan = new CrimePlan(
            ids,
            crime,
            reference,
            plot.Offence,
            new CrimeFacts(When(plot, happened), Plots.Stock.Words(plot, victim.Language, random), Method: plot.Method)
            {
                Flags = plot.AllFlags,
            },
            at - TimeSpan.FromMinutes(20 + random.Next(120)),
            new Source(SourceKind.Person, "the victim, by phone")
        )
        {
            Where = plot.Away ? people[random.Next(people.Count)].Home : victim.Home,
            People = [.. Involved(plot, crime, victim)],
            Vehicles = plot.Vehicle ? [new(VehicleRole(plot), cars.Draw(random))] : [],
            Property = Property(plot),
        };
        Must(await told.DecideAsync(plan.Steps().ToList(), cast.Handler, at, ct));
        EndLater(crime, plan.People.Any(static p => p.Role == LinkRole.Suspect), at);
        foreach (var (later, tell) in examinations.Of(crime, plot.Offence, at))
            _later.Enqueue(tell, later);
    }

    /// <summary>A report through the public's door, its assessment, and what became of it.</summary>
    public async Task ReportAsync(Func<DateTimeOffset, CrimeReference> numbered, DateTimeOffset at, bool settled, CancellationToken ct)
    {
        await CatchUpAsync(at, ct);
        var (plot, victim) = (_plots.Deal(), Victim());
        var submitted = Submitted(plot, victim, at);
        Must(await told.DecideAsync(submitted.Report, submitted, cast.Public, at, ct));
        var system = Viewer.System(cast.Handler.Force, "risk-assessment");
        var assessed = await assessor.AssessAsync(submitted.Report, submitted.Content, submitted.Facts, system, at, ct);
        Must(await told.DecideAsync(submitted.Report, new AssessReport(submitted.Report, assessed), system, at.AddSeconds(1), ct));
        if (settled || assessed.Grade is "E") // nobody lets an emergency wait
            await SettleAsync(submitted, victim, plot, numbered, at, ct);
    }

    private SubmitReport Submitted(Plot plot, Resident victim, DateTimeOffset at)
    {
        var (walk, faults) = FormCheck.All(form.Value, _answers.Answer(plot, victim, at), at);
        if (walk is null)
            throw new InvalidOperationException($"The story answers wrongly: {string.Join(", ", faults)}");
        var receipt = new Receipt(_ids.Next<Report>(), ReportReference.Draw(random.Next), FollowSecret.New());
        return ReportDesk.Submission(receipt, form, walk, "WEB", victim.Language);
    }

    private async Task SettleAsync(
        SubmitReport said,
        Resident victim,
        Plot plot,
        Func<DateTimeOffset, CrimeReference> numbered,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        Must(await told.DecideAsync(said.Report, new TakeReport(said.Report, cast.Handler.Name), cast.Handler, at.AddMinutes(4), ct));
        if (random.Next(5) == 0)
        {
            const string thanks = "Thank you. We have noted this for the neighbourhood team.";
            var named = new PeopleOfReport(ids, said.Report, said.Reference.ToString(), said.Content);
            var steps = named.With(new AdviseReporter(said.Report, thanks)).ToList();
            Must(await told.DecideAsync(steps, cast.Handler, at.AddMinutes(9), ct));
            return;
        }

        var crime = _ids.Next<Crime>();
        var isVictim = said.Content.ReporterIsVictim;
        var chosen = said.Content.People.Select(p => isVictim && p.IsReporter ? RecordOf(victim) : null).ToImmutableArray();
        var record = new RecordFromReport(
            ids,
            said.Report,
            said.Reference.ToString(),
            said.Content,
            at,
            crime,
            numbered(at),
            plot.Offence,
            said.Content.Words,
            chosen,
            [],
            Read: 0
        )
        {
            Further = [.. Enumerable.Range(1, Crimes(said, plot, at) - 1).Select(_ => new NewCrime(_ids.Next<Crime>(), numbered(at)))],
        };
        Must(await told.DecideAsync(record.Steps().ToList(), cast.Handler, at.AddMinutes(12), ct));
        if (isVictim)
            Truth.Add(crime, LinkRole.Victim, victim);
        EndLater(crime, said.Content.People.Any(static p => p.Role == LinkRole.Suspect), at.AddMinutes(12));
    }

    /// <summary>How many crimes the report is: an offence against the person is one for each victim.</summary>
    private int Crimes(SubmitReport said, Plot plot, DateTimeOffset at)
    {
        var offence = codes.FindOffence(plot.Offence, DateOnly.FromDateTime(at.UtcDateTime));
        var victims = said.Content.People.Count(static p => p.Role is LinkRole.Victim);
        var organisations = said.Content.Organisations.Count(static o => o.Role is LinkRole.Victim);
        return offence is null ? 1 : CountingRules.Crimes(offence, victims, organisations);
    }

    /// <summary>Tells what was put off until now: the outcomes of earlier crimes.</summary>
    private async Task CatchUpAsync(DateTimeOffset now, CancellationToken ct)
    {
        while (_later.TryPeek(out var tell, out var at) && at <= now)
        {
            _later.Dequeue();
            await tell(at, ct);
        }
    }

    /// <summary>Most crimes end, weeks later, and most without a suspect; a supervisor's sign-off is not needed for these outcomes.</summary>
    private void EndLater(Id<Crime> crime, bool hasSuspect, DateTimeOffset at)
    {
        if (random.Next(6) == 0)
            return;
        var (code, facts, rationale) = hasSuspect ? Endings.Named[random.Next(Endings.Named.Length)] : Endings.Unknown;
        var day = at.AddDays(6 + random.Next(50)).AddMinutes(random.Next(600));
        _later.Enqueue((moment, ct) => EndAsync(crime, code, facts, rationale, moment, ct), day);
    }

    private async Task EndAsync(Id<Crime> crime, string code, OutcomeFacts facts, string rationale, DateTimeOffset at, CancellationToken ct)
    {
        Must(await told.DecideAsync(crime, new RecordOutcome(crime, code, facts, rationale), cast.Investigator, at, ct));
        var inform = new InformVictim(crime, DateOnly.FromDateTime(at.UtcDateTime), "by phone");
        Must(await told.DecideAsync(crime, inform, cast.Investigator, at.AddMinutes(20), ct));
    }

    /// <summary>Four in ten crimes happen to somebody who was a victim before: that is what repeat victimisation looks like.</summary>
    private Resident Victim()
    {
        var again = _victims.Count > 20 && random.Next(10) < 4;
        var victim = again ? _victims[random.Next(_victims.Count / 5)] : people[random.Next(people.Count)];
        _victims.Add(victim);
        return victim;
    }

    private IEnumerable<PlannedPerson> Involved(Plot plot, Id<Crime> crime, Resident victim)
    {
        yield return Person(crime, victim, LinkRole.Victim, victim.AsHeard(random));
        if (plot.Suspect is null)
            yield break;
        var suspect = Suspect();
        var said = new PersonDetails
        {
            Forenames = suspect.Forename,
            Surname = suspect.Surname,
            Sex = suspect.Sex,
            Description = Plots.Stock.Look("en", random),
            Accounts = plot.Suspect.Site is { } site ? [new(AccountKind.Online, site, suspect.Handle)] : [],
        };
        if (suspect.Number != victim.Number)
            yield return Person(crime, suspect, LinkRole.Suspect, said);
    }

    /// <summary>A few people do much of the harm.</summary>
    private Resident Suspect() => people[random.Next(30)];

    private PlannedPerson Person(Id<Crime> crime, Resident resident, LinkRole role, PersonDetails said)
    {
        Truth.Add(crime, role, resident);
        if (RecordOf(resident) is { } known)
            return new(known, IsNew: false, role, said);
        var nominal = _ids.Next<Nominal>();
        Remember(resident, nominal);
        return new(nominal, IsNew: true, role, said);
    }

    /// <summary>The record of somebody, when whoever wrote it down found it; one time in five they make another.</summary>
    private Id<Nominal>? RecordOf(Resident resident) =>
        _records.TryGetValue(resident.Number, out var records) && random.Next(5) > 0 ? records[random.Next(records.Count)] : null;

    private void Remember(Resident resident, Id<Nominal> nominal)
    {
        if (_records.TryGetValue(resident.Number, out var records))
            records.Add(nominal);
        else
            _records[resident.Number] = [nominal];
    }

    private static TimeRange When(Plot plot, DateTimeOffset happened) =>
        plot.Kind is "burglary" or "vehicle" ? new(happened - TimeSpan.FromHours(8), happened) : new(happened);

    private static LinkRole VehicleRole(Plot plot) => plot.Offence is "48" ? LinkRole.StolenVehicle : LinkRole.DamagedVehicle;

    private static ImmutableArray<PropertyDetails> Property(Plot plot) =>
        plot.Thing is null
            ? []
            : [new(plot.Thing.En, plot.Kind is "damage" ? PropertyFate.Damaged : PropertyFate.Stolen, ValuePence: plot.Pounds * 100L)];

    private static void Must(Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException($"The story does not hold: {refusal.Code}");
    }
}

/// <summary>How the crimes of the story end.</summary>
internal static class Endings
{
    public static readonly (string Code, OutcomeFacts Facts, string Rationale) Unknown = (
        "18",
        new(),
        "House to house, cameras and forensic examination gave no suspect. Closed until something new comes in."
    );

    public static readonly (string Code, OutcomeFacts Facts, string Rationale)[] Named =
    [
        ("1", new() { Disposal = "charged at Llanlamp custody" }, "The evidential test is met; the prosecutor authorised the charge."),
        (
            "8",
            new()
            {
                Disposal = "community resolution, Llanlamp",
                SuspectAccepts = true,
                VictimView = "agrees",
            },
            "Letter of apology; the victim agreed beforehand."
        ),
        ("15", new(), "Two accounts and nothing independent. The victim supports action, but the test is not met."),
        ("16", new(), "The victim does not wish to go on. Support was offered."),
    ];
}
