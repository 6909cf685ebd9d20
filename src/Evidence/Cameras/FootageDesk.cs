using Bluelamp.Evidence.Doors;
using Bluelamp.Kernel.Messages;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Cameras;

/// <summary>What is asked of the owners that somebody chose.</summary>
public sealed record FootageOrder(RecordRef Of, FootageArea Area, FootageTime Time);

/// <summary>A request that went out, with what to read out or print where there is no e-mail. It is told only now: the code is not kept.</summary>
/// <param name="Cameras">Of one owner, that one first whose footage runs out first.</param>
public sealed record FootageSent(Id<FootageRequest> Request, IReadOnlyList<CameraRecord> Cameras, FootageMessage Message, FootageWay Way)
{
    /// <summary>The first of them; all say the same of the owner.</summary>
    public CameraRecord Camera => Cameras[0];

    /// <summary>Where they are, each place once.</summary>
    public string Addresses => string.Join("; ", Cameras.Select(static c => c.Address).OfType<string>().Distinct(StringComparer.Ordinal));

    internal IEnumerable<Id<Camera>> Ids => Cameras.Select(static c => c.Camera);
}

/// <summary>Asks owners for footage, reminds them, writes down what they answer, and lets them leave the register.</summary>
public sealed class FootageDesk(
    ILedger ledger,
    CameraList cameras,
    OwnerList owners,
    FootageList requests,
    RecordNames names,
    IMessages messages,
    ForceProfile force,
    TimeProvider time
)
{
    /// <summary>Cameras that are asked for at once.</summary>
    public const int Most = 50;

    /// <summary>How long the link works.</summary>
    public static readonly TimeSpan LinkLasts = TimeSpan.FromDays(28);

    /// <summary>Asks the owners of these cameras: one request, one link, one message each, however many of the cameras are theirs.</summary>
    /// <param name="seed">The secret of the form (<see cref="FootageCode"/>).</param>
    public async Task<Result<List<FootageSent>>> AskAsync(
        FootageOrder order,
        string seed,
        IReadOnlyCollection<Id<Camera>> chosen,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (!viewer.May("evidence.cameras"))
            return new MayNotAskForFootage();
        if (chosen.Count is 0 or > Most)
            return new NobodyToAsk();
        if (!(await names.OfAsync([order.Of.Id.Value], viewer, ct)).ContainsKey(order.Of.Id.Value))
            return new NoSuchRecord();
        if (order.Time.Fault(time.GetUtcNow()) is { } fault)
            return fault;
        var sent = new List<FootageSent>();
        foreach (var theirs in (await cameras.OfAsync(chosen, viewer, ct)).GroupBy(static c => c.Owner?.Value ?? c.Camera.Value))
        {
            var asked = await AskAsync(order, seed, SoonestFirst(theirs), viewer, ct);
            if (asked.Refused(out var refusal, out var one))
                return refusal;
            sent.Add(one);
        }

        return sent.Sum(static s => s.Cameras.Count) == chosen.Count ? sent : new CameraIsGone();
    }

    /// <summary>Asks once more, by a new link: the code of the first is not kept. What is being sent by the first may go on.</summary>
    public async Task<Result<FootageSent>> RemindAsync(Id<FootageRequest> request, string seed, Viewer viewer, CancellationToken ct)
    {
        if (!viewer.May("evidence.cameras"))
            return new MayNotAskForFootage();
        if (await requests.FindAsync(request, viewer, ct) is not { } line)
            return new NoSuchRecord();
        var left = await cameras.OfAsync([.. line.Cameras.Select(static c => new Id<Camera>(c))], viewer, ct);
        if (left.Count == 0)
            return new CameraIsGone();
        var going = Going(request, new(line.MadeFrom, line.MadeUntil), seed, SoonestFirst(left));
        var open = Open(new(line.RecordKind, new(line.Record)), going, seed);
        var remind = new RemindOfFootage(new(request, going.Camera.Camera, open.Door, going.Way));
        List<Step> steps = [Step.For(open.Door, open), .. Relying(going), Step.For(request, remind)];
        var decided = await ledger.DecideAsync(steps, viewer.Holding(open.Door.Value), ct, Mail(going, seed));
        return decided.Refused(out var refusal, out _) ? refusal : going;
    }

    /// <summary>Writes down an answer of the owner, told to an officer.</summary>
    public async Task<Result<Appended>> AnswerAsync(
        Id<FootageRequest> request,
        FootageAnswer answer,
        string? words,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (await requests.FindAsync(request, viewer, ct) is null)
            return new NoSuchRecord();
        return await ledger.DecideAsync(request, new AnswerFootage(request, answer, words, ByOwner: false), viewer, ct);
    }

    /// <summary>Ends a request, and its links with it.</summary>
    public async Task<Result<Appended>> CancelAsync(Id<FootageRequest> request, string reason, Viewer viewer, CancellationToken ct)
    {
        if (await requests.FindAsync(request, viewer, ct) is null)
            return new NoSuchRecord();
        return await ledger.DecideAsync(await CancellingAsync(request, reason, viewer, ct), viewer, ct);
    }

    /// <summary>
    /// Takes a camera out of the register, and its owner when it is their last: what was told of them goes from the views, and what waits for an answer ends.
    /// </summary>
    public async Task<Result<Appended>> WithdrawAsync(Id<Camera> camera, string reason, Viewer viewer, CancellationToken ct)
    {
        if (await cameras.FindAsync(camera, viewer, ct) is not { } found)
            return new NoSuchRecord();
        List<Step> steps = [];
        if (found.Owner is { } owner && !await owners.HasOthersAsync(owner, camera, viewer, ct))
            steps.Add(Step.For(owner, new LetOwnerLeave(owner, reason)));
        var holding = await WithdrawingAsync([camera], reason, steps, viewer, ct);
        return await ledger.DecideAsync(steps, holding, ct);
    }

    /// <summary>Lets an owner leave the register, with all their cameras.</summary>
    public async Task<Result<Appended>> LeaveAsync(Id<Owner> owner, string reason, Viewer viewer, CancellationToken ct)
    {
        if (await owners.FindAsync(owner, viewer, ct) is null)
            return new NoSuchRecord();
        List<Step> steps = [Step.For(owner, new LetOwnerLeave(owner, reason))];
        var theirs = await owners.CamerasOfAsync(owner, viewer, ct);
        var holding = await WithdrawingAsync(theirs, reason, steps, viewer, ct);
        return await ledger.DecideAsync(steps, holding, ct);
    }

    /// <summary>Adds what it takes to withdraw cameras. Answers who may: also what is closed to the viewer ends; nothing of it is shown.</summary>
    private async Task<Viewer> WithdrawingAsync(
        IReadOnlyCollection<Id<Camera>> gone,
        string reason,
        List<Step> steps,
        Viewer viewer,
        CancellationToken ct
    )
    {
        foreach (var camera in gone)
        {
            viewer = viewer.Holding(camera.Value);
            steps.Add(Step.For(camera, new WithdrawCamera(camera, reason)));
        }

        foreach (var request in await requests.OpenOfAsync(gone, viewer, ct))
        {
            viewer = viewer.Holding(request.Value);
            steps.AddRange(await CancellingAsync(request, "The owner of the camera left the register", viewer, ct));
        }

        return viewer;
    }

    private async Task<List<Step>> CancellingAsync(Id<FootageRequest> request, string reason, Viewer viewer, CancellationToken ct) =>
        [
            Step.For(request, new CancelFootage(request, reason)),
            .. (await requests.DoorsOfAsync(request, viewer, ct)).Select(d => Step.For(d, new CloseDoor(d, reason))),
        ];

    private static List<CameraRecord> SoonestFirst(IEnumerable<CameraRecord> cameras) =>
        [.. cameras.OrderBy(static c => c.DaysKept).ThenBy(static c => c.Camera.Value)];

    private static IEnumerable<Step> Relying(FootageSent going) => going.Ids.Select(static c => Step.For(c, new RelyOnCamera()));

    private async Task<Result<FootageSent>> AskAsync(
        FootageOrder order,
        string seed,
        List<CameraRecord> theirs,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var request = FootageCode.RequestOf(seed, theirs.Select(static c => c.Camera));
        var going = Going(request, order.Time, seed, theirs);
        var open = Open(order.Of, going, seed);
        var ask = new FootageAsked(
            request,
            order.Of,
            theirs[0].Camera,
            order.Area,
            order.Time.From,
            order.Time.Until,
            order.Time.RunsOutAt(theirs[0].DaysKept),
            order.Time.GoneAt(theirs[^1].DaysKept), // as long as one of them has some of it
            open.Door,
            going.Way,
            theirs.Count == 1 ? null : [.. going.Ids.Skip(1)]
        );
        List<Step> steps = [Step.For(request, new AskForFootage(ask)), .. Relying(going), Step.For(open.Door, open)];
        var decided = await ledger.DecideAsync(steps, viewer, ct, Mail(going, seed));
        return decided.Refused(out var refusal, out _) ? refusal : going;
    }

    private FootageSent Going(Id<FootageRequest> request, FootageTime asked, string seed, List<CameraRecord> theirs)
    {
        var language = Languages.Parse(theirs[0].Language);
        var code = FootageCode.Of(seed, theirs.Select(static c => c.Camera));
        var message = new FootageMessage(
            force,
            language,
            [.. theirs.Select(static c => c.Address ?? "")],
            asked,
            new Uri(force.Site, $"{language.Say("", "cy/")}upload/{code}"),
            time.GetUtcNow() + LinkLasts
        );
        return new(request, theirs, message, theirs[0].Email is null ? FootageWay.InPerson : FootageWay.Email);
    }

    private static OpenDoor Open(RecordRef of, FootageSent going, string seed)
    {
        var code = FootageCode.Of(seed, going.Ids);
        return new(
            DoorCode.DoorOf(code),
            DoorKind.Link,
            of,
            going.Message.Asks,
            code,
            going.Message.Until,
            "the owner of a camera in the register"
        );
    }

    /// <summary>The message goes out with the entry that says so, or neither does.</summary>
    private Sql? Mail(FootageSent going, string seed) =>
        going.Camera.Email is { } to
            ? messages.Queue(going.Message.Email(FootageCode.MessageOf(seed, going.Ids), to, About(going)), force.Code, time.GetUtcNow())
            : null;

    /// <summary>The message goes with the camera that it names, or with the owner when it names several.</summary>
    private static Guid About(FootageSent going) =>
        going is { Cameras.Count: > 1, Camera.Owner: { } owner } ? owner.Value : going.Camera.Camera.Value;
}

public sealed record MayNotAskForFootage() : Refusal.Forbidden("may-not-ask-for-footage", "You may not ask owners of cameras.");

public sealed record NobodyToAsk()
    : Refusal.Invalid("nobody-to-ask", $"Choose at least one camera, and at most {FootageDesk.Most} at once.", "camera");
