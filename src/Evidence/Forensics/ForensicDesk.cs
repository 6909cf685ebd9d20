using System.Globalization;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Objects;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Forensics;

/// <summary>A crime that a device is evidence of.</summary>
public sealed record CrimeOfDevice(Id<Crime> Crime, string Reference, string Offence) : IShows
{
    public IEnumerable<Guid> Shown => [Crime.Value];
}

/// <summary>Whose case a device belongs to: a crime of this force, or another force's.</summary>
/// <param name="Crime">One of those that the device is evidence of.</param>
/// <param name="Offence">Home Office class of what the other force investigates.</param>
public sealed record CaseOf(Guid? Crime, ClientForce? Client = null, string? Offence = null);

/// <summary>Asks for examinations and takes them from stage to stage; where the device changes hands, on its own continuity too, both or neither.</summary>
public sealed class ForensicDesk(
    ILedger ledger,
    Db db,
    ExhibitList exhibits,
    SubmissionList submissions,
    EvidenceIntake intake,
    CurrentDefinitions definitions,
    Codes codes,
    ForceProfile force
)
{
    /// <summary>The rule in force.</summary>
    public Defined<QueueRule> Rule => definitions.Latest<QueueRule>(QueueRuleKind.Id);

    /// <summary>The crimes that a device is evidence of, of those open to the viewer.</summary>
    public Task<List<CrimeOfDevice>> CrimesAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct) =>
        db.ListAsync<CrimeOfDevice>(
            $"""
            select distinct c.crime, c.reference, c.offence
              from records.link l
              join records.crime c on c.force = l.force and c.crime = l.other
             where {viewer.Sees("c", "crime")} and l.record = {exhibit} and l.other_kind = 'Crime' and l.unlinked_at is null
             order by c.reference
             limit 50
            """,
            ct
        );

    /// <summary>Asks for an examination. The same said twice is one.</summary>
    public async Task<Result<Appended>> SubmitAsync(
        Id<Submission> submission,
        Id<Exhibit> exhibit,
        CaseOf whose,
        Enquiry enquiry,
        Device device,
        Urgency urgency,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (!viewer.May("forensics.submit"))
            return new MayNotDoThis();
        if (await exhibits.FindAsync(exhibit, viewer, ct) is not { } line)
            return new NoSuchRecord();
        var entries = await ledger.StreamAsync(exhibit.Value, viewer, ct);
        var custody = entries.Aggregate(Custody.Empty, static (state, e) => state.Apply(e.Event));
        var power = entries.Select(static e => e.Event).OfType<ObjectTakenIn>().FirstOrDefault()?.Details.Power ?? "";
        var asked = await submissions.FindAsync(submission, viewer, ct) is null && await submissions.IsAskedAsync(exhibit, viewer, ct);
        var crimes = await CrimesAsync(exhibit, viewer, ct);
        if (crimes.Count == 0 && whose.Client is { } client && Fault(client, whose.Offence) is { } fault)
            return fault;
        var command = new SubmitDevice(
            submission,
            exhibit,
            new(line.Media is MediaKind.Thing && custody.Known, custody.Held, power, asked),
            Facts(crimes, whose),
            enquiry,
            device,
            urgency,
            Rule
        );
        return await ledger.DecideAsync(submission, command, viewer, ct);
    }

    /// <summary>Decides something that concerns the submission only.</summary>
    /// <param name="command">What is decided, of what is known of it.</param>
    public async Task<Result<Appended>> DecideAsync(
        Id<Submission> submission,
        Func<SubmissionLine, ICommand<Submission>> command,
        string permission,
        int? seen,
        Viewer viewer,
        CancellationToken ct
    ) =>
        !viewer.May(permission) ? new MayNotDoThis()
        : await submissions.FindAsync(submission, viewer, ct) is { } line
            ? await ledger.DecideAsync(submission, command(line), viewer, ct, seen)
        : new NoSuchRecord();

    /// <summary>Books a device in.</summary>
    /// <param name="handOver">How it came to the laboratory; nothing when it stays with the officer.</param>
    public async Task<Result<Appended>> BookAsync(
        Id<Submission> submission,
        PassOnObject? handOver,
        DateTimeOffset at,
        int? seen,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (!viewer.May("forensics.work"))
            return new MayNotDoThis();
        if (await submissions.FindAsync(submission, viewer, ct) is not { } line)
            return new NoSuchRecord();
        var book = new BookDevice(submission, at, Taken: handOver is not null, line.RequestedAt, Rule);
        return await ledger.DecideAsync(Steps(Step.For(submission, book, seen), handOver), viewer, ct);
    }

    /// <summary>Gives a device back.</summary>
    /// <param name="handOver">To whom; nothing when its continuity says already that it left the laboratory.</param>
    public async Task<Result<Appended>> GiveBackAsync(
        Id<Submission> submission,
        PassOnObject? handOver,
        DateTimeOffset at,
        int? seen,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (!viewer.May("forensics.work"))
            return new MayNotDoThis();
        if (await submissions.FindAsync(submission, viewer, ct) is null)
            return new NoSuchRecord();
        var back = new GiveDeviceBack(submission, at);
        return await ledger.DecideAsync(Steps(Step.For(submission, back, seen), handOver), viewer, ct);
    }

    /// <summary>Hands a device back to a member of staff. It counts as given back when they have signed for it (<see cref="FollowDevices"/>).</summary>
    public async Task<Result<Appended>> OfferBackAsync(
        Id<Submission> submission,
        OfferObject offer,
        int? seen,
        Viewer viewer,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(offer);
        if (!viewer.May("forensics.work"))
            return new MayNotDoThis();
        if (await submissions.FindAsync(submission, viewer, ct) is null)
            return new NoSuchRecord();
        List<Step> steps = [Step.For(submission, new LetDeviceGo(), seen), Step.For(new Id<Custody>(offer.Exhibit.Value), offer)];
        return await ledger.DecideAsync(steps, viewer, ct);
    }

    /// <summary>Takes a file in as what an examination brought: evidence of the same crime, with a reference of its own.</summary>
    /// <param name="reference">Nothing when it gets one later.</param>
    internal async Task<Result<Appended>> AddResultAsync(
        SubmissionLine of,
        ResultKind kind,
        ArrivedFile file,
        Id<Exhibit> exhibit,
        string? reference,
        string? description,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (!viewer.May("forensics.work"))
            return new MayNotDoThis();
        var crime = of.Case;
        var origin = new Origin(OriginKind.Staff, $"the examination of {of.Title}");
        var produce = await ProduceAsync(exhibit, reference, crime, viewer, ct);
        return await intake.TakeAsync(
            file,
            content =>
            {
                var receive = new ReceiveExhibit(exhibit, content, origin, new() { Description = description });
                return
                [
                    Step.For(of.Submission, new AddResult(of.Submission, exhibit, kind)),
                    Step.For(exhibit, produce is null ? receive : new ReceiveProduced(receive, produce)),
                    Step.For(crime.Id, EvidenceIntake.AsEvidence(exhibit, crime, origin)),
                ];
            },
            viewer,
            ct
        );
    }

    /// <summary>Says that an exhibit that is in already came of an examination: a large extraction is added by itself, since that goes on after a broken line.</summary>
    public async Task<Result<Appended>> AddResultAsync(
        SubmissionLine of,
        ResultKind kind,
        Id<Exhibit> exhibit,
        string? reference,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (!viewer.May("forensics.work"))
            return new MayNotDoThis();
        if (await exhibits.FindAsync(exhibit, viewer, ct) is not { Sha256: not null })
            return new NoSuchRecord();
        List<Step> steps = [Step.For(of.Submission, new AddResult(of.Submission, exhibit, kind))];
        if (await ProduceAsync(exhibit, reference, of.Case, viewer, ct) is { } produce)
            steps.Add(Step.For(exhibit, produce));
        return await ledger.DecideAsync(steps, viewer, ct);
    }

    private async Task<ProduceExhibit?> ProduceAsync(
        Id<Exhibit> exhibit,
        string? reference,
        RecordRef crime,
        Viewer viewer,
        CancellationToken ct
    ) =>
        reference is null
            ? null
            : new(exhibit, reference, viewer.Name, Taken: await exhibits.IsTakenAsync(reference, exhibit, crime, viewer, ct));

    private static List<Step> Steps(Step submission, PassOnObject? handOver) =>
        handOver is null ? [submission] : [submission, Step.For(new Id<Custody>(handOver.Exhibit.Value), handOver)];

    private Refusal? Fault(ClientForce client, string? offence) =>
        client.Fault(codes.Get("force-codes"), force.Code.ToString("00", CultureInfo.InvariantCulture))
        ?? (offence is null || codes.Get("offence-codes").Find(offence) is null ? new NoSuchOffence() : null);

    /// <summary>A device that is evidence of a crime here is examined for this force.</summary>
    private CaseFacts? Facts(List<CrimeOfDevice> crimes, CaseOf whose) =>
        crimes.Find(c => c.Crime.Value == whose.Crime) is { } of ? Facts(of.Crime, of.Offence, client: null)
        : crimes.Count == 0 && whose is { Client: { } client, Offence: { } offence } ? Facts(crime: null, offence, client)
        : null;

    private CaseFacts Facts(Id<Crime>? crime, string code, ClientForce? client)
    {
        var offence = codes.Get("offence-codes").Find(code);
        return new(
            crime,
            code,
            offence?["group"],
            offence?["subgroup"],
            int.TryParse(offence?["harm-days"], CultureInfo.InvariantCulture, out var days) ? days : 0,
            client
        );
    }
}

public sealed record NoSuchOffence() : Refusal.Invalid("no-such-offence", "Choose what that force investigates.", "offence");

public sealed record MayNotDoThis() : Refusal.Forbidden("may-not-do-this", "Your role does not allow this step.");
