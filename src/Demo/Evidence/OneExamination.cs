using System.Security.Cryptography;
using System.Text;
using Bluelamp.Demo.World;
using Bluelamp.Evidence.Exhibits;
using Bluelamp.Evidence.Forensics;
using Bluelamp.Evidence.Intake;
using Bluelamp.Evidence.Objects;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;

namespace Bluelamp.Demo.Evidence;

/// <summary>One device on its way.</summary>
internal sealed class OneExamination(ExaminationWorld world, PlannedExamination plan, Id<Crime> crime, string offence, int number)
{
    private readonly Id<Exhibit> _device = world.Ids.Next<Exhibit>();
    private readonly Id<Submission> _submission = world.Ids.Next<Submission>();
    private readonly Id<Exhibit>[] _results = [world.Ids.Next<Exhibit>(), world.Ids.Next<Exhibit>()];
    private DateTimeOffset _requestedAt;

    private Cast Cast => world.Cast;

    private RecordRef Of => RecordRef.Of(crime);

    private string Reference => $"PRN/{20 + number}";

    private string Seal => $"LP{world.Seed:D3}{number:D3}";

    public IEnumerable<(DateTimeOffset, Func<DateTimeOffset, CancellationToken, Task>)> Steps(DateTimeOffset start)
    {
        yield return (start, TakeInAsync);
        yield return (start.AddHours(1), AskAsync);
        var (at, way) = (start.AddHours(1), plan.Way());
        foreach (var (stage, hours) in way)
        {
            at = at.AddHours(hours);
            yield return (at, (moment, ct) => StepAsync(stage, moment, ct));
        }
    }

    private Task TakeInAsync(DateTimeOffset at, CancellationToken ct)
    {
        var details = new ObjectDetails(plan.Power, SeizedFrom: null, Owner: null, "Evidence bag", plan.Hazards, Seal);
        var said = new Circumstances { Description = plan.What, From = at };
        var to = new Whereabouts(ObjectStatus.InStore, "digital", Cast.Investigator.Name, "Shelf 2");
        var take = new TakeInProduced(new(_device, said, details, to, at), new(_device, Reference, "Priya Rhiannon Nair", Taken: false));
        return DoAsync(Cast.Investigator, at, ct, [Step.For(_device, take), .. AsEvidence(_device, new(OriginKind.Seized))]);
    }

    private Task AskAsync(DateTimeOffset at, CancellationToken ct)
    {
        _requestedAt = at;
        var listed = world.Offences.Find(offence);
        var harm = int.TryParse(listed?["harm-days"], System.Globalization.CultureInfo.InvariantCulture, out var days) ? days : 0;
        var today = DateOnly.FromDateTime(at.InLondon().DateTime);
        var agreement = plan.Of is DeviceOf.Victim or DeviceOf.Witness
            ? new DeviceAgreement(plan.User, today, today, plan.User is UserIs.Able ? AgreedBy.User : AgreedBy.ParentOrGuardian)
            : null;
        return DoAsync(
            Cast.Investigator,
            at,
            ct,
            Step.For(
                _submission,
                new SubmitDevice(
                    _submission,
                    _device,
                    new(IsThing: true, Held: true, plan.Power, Asked: false),
                    new(plan.For is null ? crime : null, offence, listed?["group"], listed?["subgroup"], harm, plan.For),
                    new(plan.Question, "Contact before and after, also with others than the suspect", plan.Sought, plan.Level),
                    new(
                        plan.Of,
                        plan.Passcode,
                        plan.Hazards,
                        agreement,
                        agreement is null ? null : "Nobody else has these messages, and screen shots would not show when they were sent."
                    ),
                    plan.Urgency(at, today),
                    world.Rule
                )
            )
        );
    }

    private Task StepAsync(PlannedStep step, DateTimeOffset at, CancellationToken ct) =>
        step switch
        {
            PlannedStep.Approve => OnlyAsync(Cast.Supervisor, Approval, at, ct),
            PlannedStep.Refuse => OnlyAsync(Cast.Supervisor, new RefuseSubmission(_submission, "The bank’s records answer it"), at, ct),
            PlannedStep.Withdraw => OnlyAsync(Cast.Investigator, new WithdrawSubmission(_submission, "The owner no longer agrees"), at, ct),
            PlannedStep.Book => BookAsync(at, ct),
            PlannedStep.GiveBack => GiveBackAsync(at, ct),
            PlannedStep.Hold => OnlyAsync(Cast.Examiner, new HoldSubmission(_submission, "Waiting for a tool that opens it"), at, ct),
            PlannedStep.Queue => OnlyAsync(Cast.Examiner, new AdvanceSubmission(_submission, Stage.InQueue, Note: null), at, ct),
            PlannedStep.Examine => OnlyAsync(
                Cast.Examiner,
                new AdvanceSubmission(_submission, Stage.Extracting, "Write blocker on"),
                at,
                ct
            ),
            PlannedStep.Review => OnlyAsync(Cast.Reviewer, new AdvanceSubmission(_submission, Stage.Reviewed, Note: null), at, ct),
            PlannedStep.AddExtraction => ResultAsync(
                0,
                ResultKind.Extraction,
                "messages.csv",
                $"at,from,to,words\n2026-05-03T21:14:00Z,A,B,See you there ({number})\n",
                at,
                ct
            ),
            PlannedStep.AddReport => ResultAsync(
                1,
                ResultKind.Report,
                "SFR1.txt",
                $"Streamlined forensic report, first stage (SFR1)\nExhibit {Reference}\n{plan.Question}\nThe device holds messages of the days that were asked for.\nInvented, like everything in this demo.\n",
                at,
                ct
            ),
            _ => OnlyAsync(Cast.Examiner, new ReportSubmission(_submission, "It holds messages of the days that were asked for."), at, ct),
        };

    private ApproveSubmission Approval =>
        new(_submission, plan.Level, "Necessary and in proportion", _requestedAt, Cast.Investigator.Person, world.Rule);

    private Task BookAsync(DateTimeOffset at, CancellationToken ct)
    {
        var to = new Whereabouts(ObjectStatus.AtLaboratory, Store: null, Cast.Examiner.Name, "Digital forensics, rack 3");
        var book = new BookDevice(_submission, at, Taken: true, _requestedAt, world.Rule);
        return DoAsync(Cast.Examiner, at, ct, Step.For(_submission, book), HandOver(to, "Digital examination", Cast.Examiner.Name, at));
    }

    private Task GiveBackAsync(DateTimeOffset at, CancellationToken ct)
    {
        var to = new Whereabouts(ObjectStatus.InStore, "digital", Cast.Investigator.Name, "Shelf 2");
        return DoAsync(
            Cast.Examiner,
            at,
            ct,
            Step.For(_submission, new GiveDeviceBack(_submission, at)),
            HandOver(to, "Back from digital examination", Cast.Investigator.Name, at)
        );
    }

    /// <summary>Of the crime here; another force's stands in its own records.</summary>
    private IEnumerable<Step> AsEvidence(Id<Exhibit> exhibit, Origin origin) =>
        plan.For is null ? [Step.For(Of.Id, EvidenceIntake.AsEvidence(exhibit, Of, origin))] : [];

    private Task OnlyAsync(Viewer who, ICommand<Submission> command, DateTimeOffset at, CancellationToken ct) =>
        DoAsync(who, at, ct, Step.For(_submission, command));

    private Step HandOver(Whereabouts to, string why, string signature, DateTimeOffset at) =>
        Step.For(new Id<Custody>(_device.Value), new PassOnObject(_device, to, at, why, Seal, NewSeal: null, signature, Signing.Ticked));

    /// <summary>A file that the examination brought, with its bytes in the store.</summary>
    private async Task ResultAsync(int which, ResultKind kind, string name, string words, DateTimeOffset at, CancellationToken ct)
    {
        var (exhibit, bytes) = (_results[which], Encoding.UTF8.GetBytes(words));
        var hash = ContentHash.Of(SHA256.HashData(bytes));
        var path = Path.Combine(world.Store.Incoming, $"demo-{exhibit}");
        await File.WriteAllBytesAsync(path, bytes, ct);
        world.Store.Keep(path, hash);
        var origin = new Origin(OriginKind.Staff, $"the examination of {Reference}");
        var received = new ReceiveExhibit(
            exhibit,
            new(hash, bytes.Length, name, "text/plain"),
            origin,
            new() { Description = $"{kind.Label()} of {Reference}" }
        );
        await DoAsync(
            Cast.Examiner,
            at,
            ct,
            [Step.For(_submission, new AddResult(_submission, exhibit, kind)), Step.For(exhibit, received), .. AsEvidence(exhibit, origin)]
        );
        await DoAsync(
            Cast.Examiner,
            at,
            ct,
            Step.For(exhibit, new ProduceExhibit(exhibit, $"{Reference}/{(char)('A' + which)}", Cast.Examiner.Name, Taken: false))
        );
    }

    private async Task DoAsync(Viewer who, DateTimeOffset at, CancellationToken ct, params Step[] steps)
    {
        if (await world.Told.DecideAsync(steps, who, at, ct) is { } refusal)
            throw new InvalidOperationException($"The examination of {Reference} is refused: {refusal.Message}");
    }
}
