using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Objects;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Forensics;

/// <summary>A crime that a device is evidence of.</summary>
public sealed record CrimeOfDevice(Id<Crime> Crime, string Reference, string Offence) : IShows
{
    public IEnumerable<Guid> Shown => [Crime.Value];
}

/// <summary>Asks for examinations and takes them from stage to stage; where the device changes hands, on its own continuity too, both or neither.</summary>
public sealed class ForensicDesk(
    ILedger ledger,
    Db db,
    ExhibitList exhibits,
    SubmissionList submissions,
    EvidenceIntake intake,
    CurrentDefinitions definitions,
    Codes codes
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
    /// <param name="crime">The crime that it bears on, one of those that the device is evidence of.</param>
    public async Task<Result<Appended>> SubmitAsync(
        Id<Submission> submission,
        Id<Exhibit> exhibit,
        Guid? crime,
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
        var of = (await CrimesAsync(exhibit, viewer, ct)).Find(c => c.Crime.Value == crime);
        var command = new SubmitDevice(
            submission,
            exhibit,
            new(line.Media is MediaKind.Thing && custody.Known, custody.Held, power, asked),
            of is null ? null : Facts(of),
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
        var crime = RecordRef.Of(new Id<Crime>(of.Crime));
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
        if (await ProduceAsync(exhibit, reference, RecordRef.Of(new Id<Crime>(of.Crime)), viewer, ct) is { } produce)
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

    private CaseFacts Facts(CrimeOfDevice of)
    {
        var offence = codes.Get("offence-codes").Find(of.Offence);
        return new(
            of.Crime,
            of.Offence,
            offence?["group"],
            offence?["subgroup"],
            int.TryParse(offence?["harm-days"], System.Globalization.CultureInfo.InvariantCulture, out var days) ? days : 0
        );
    }
}

public sealed record MayNotDoThis() : Refusal.Forbidden("may-not-do-this", "Your role does not allow this step.");
