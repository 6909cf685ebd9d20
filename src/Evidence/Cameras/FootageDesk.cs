using Bluelamp.Evidence.Doors;
using Bluelamp.Kernel.Messages;
using Bluelamp.Kernel.Web;
using Bluelamp.Records;

namespace Bluelamp.Evidence.Cameras;

/// <summary>What is asked of the owners that somebody chose.</summary>
public sealed record FootageOrder(RecordRef Of, FootageArea Area, FootageTime Time);

/// <summary>A request that went out, with what to read out or print where there is no e-mail. It is told only now: the code is not kept.</summary>
public sealed record FootageSent(Id<FootageRequest> Request, CameraRecord Camera, FootageMessage Message, FootageWay Way);

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
    /// <summary>Owners that are asked at once.</summary>
    public const int Most = 50;

    /// <summary>How long the link works.</summary>
    public static readonly TimeSpan LinkLasts = TimeSpan.FromDays(28);

    /// <summary>Asks each of these owners: one request, one link, one message each.</summary>
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
        foreach (var camera in await cameras.OfAsync(chosen, viewer, ct))
        {
            var asked = await AskAsync(order, seed, camera, viewer, ct);
            if (asked.Refused(out var refusal, out var one))
                return refusal;
            sent.Add(one);
        }

        return sent.Count == chosen.Count ? sent : new CameraIsGone();
    }

    /// <summary>Asks once more, by a new link: the code of the first is not kept. What is being sent by the first may go on.</summary>
    public async Task<Result<FootageSent>> RemindAsync(Id<FootageRequest> request, string seed, Viewer viewer, CancellationToken ct)
    {
        if (!viewer.May("evidence.cameras"))
            return new MayNotAskForFootage();
        if (
            await requests.FindAsync(request, viewer, ct) is not { } line
            || await cameras.FindAsync(line.Camera, viewer, ct) is not { } camera
        )
            return new NoSuchRecord();
        var going = Going(request, new(line.MadeFrom, line.MadeUntil), seed, camera);
        var open = Open(new(line.RecordKind, new(line.Record)), going, seed);
        var remind = new RemindOfFootage(new(request, camera.Camera, open.Door, going.Way));
        List<Step> steps = [Step.For(open.Door, open), Step.For(camera.Camera, new RelyOnCamera()), Step.For(request, remind)];
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
        var holding = await WithdrawingAsync(camera, reason, steps, viewer, ct);
        return await ledger.DecideAsync(steps, holding, ct);
    }

    /// <summary>Lets an owner leave the register, with all their cameras.</summary>
    public async Task<Result<Appended>> LeaveAsync(Id<Owner> owner, string reason, Viewer viewer, CancellationToken ct)
    {
        if (await owners.FindAsync(owner, viewer, ct) is null)
            return new NoSuchRecord();
        List<Step> steps = [Step.For(owner, new LetOwnerLeave(owner, reason))];
        var holding = viewer; // also what is closed to them ends; nothing of it is shown
        foreach (var camera in await owners.CamerasOfAsync(owner, viewer, ct))
            holding = await WithdrawingAsync(camera, reason, steps, holding.Holding(camera.Value), ct);
        return await ledger.DecideAsync(steps, holding, ct);
    }

    /// <summary>Adds what it takes to withdraw one camera. Answers who may: also what is closed to the viewer ends; nothing of it is shown.</summary>
    private async Task<Viewer> WithdrawingAsync(Id<Camera> camera, string reason, List<Step> steps, Viewer viewer, CancellationToken ct)
    {
        steps.Add(Step.For(camera, new WithdrawCamera(camera, reason)));
        foreach (var request in await requests.OpenOfAsync(camera, viewer, ct))
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

    private async Task<Result<FootageSent>> AskAsync(
        FootageOrder order,
        string seed,
        CameraRecord camera,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var request = FootageCode.RequestOf(seed, camera.Camera);
        var going = Going(request, order.Time, seed, camera);
        var open = Open(order.Of, going, seed);
        var (at, until) = (order.Time.RunsOutAt(camera.DaysKept), order.Time.GoneAt(camera.DaysKept));
        var ask = new FootageAsked(
            request,
            order.Of,
            camera.Camera,
            order.Area,
            order.Time.From,
            order.Time.Until,
            at,
            until,
            open.Door,
            going.Way
        );
        List<Step> steps =
        [
            Step.For(request, new AskForFootage(ask)),
            Step.For(camera.Camera, new RelyOnCamera()),
            Step.For(open.Door, open),
        ];
        var decided = await ledger.DecideAsync(steps, viewer, ct, Mail(going, seed));
        return decided.Refused(out var refusal, out _) ? refusal : going;
    }

    private FootageSent Going(Id<FootageRequest> request, FootageTime asked, string seed, CameraRecord camera)
    {
        var address = new Uri(force.Site, $"{Languages.Parse(camera.Language).Say("", "cy/")}upload/{FootageCode.Of(seed, camera.Camera)}");
        var message = new FootageMessage(
            force,
            Languages.Parse(camera.Language),
            camera.Address ?? "",
            asked,
            address,
            time.GetUtcNow() + LinkLasts
        );
        return new(request, camera, message, camera.Email is null ? FootageWay.InPerson : FootageWay.Email);
    }

    private static OpenDoor Open(RecordRef of, FootageSent going, string seed)
    {
        var code = FootageCode.Of(seed, going.Camera.Camera);
        var asks = FootageMessage.Asks(going.Message.Time);
        return new(DoorCode.DoorOf(code), DoorKind.Link, of, asks, code, going.Message.Until, "the owner of a camera in the register");
    }

    /// <summary>The message goes out with the entry that says so, or neither does.</summary>
    private Sql? Mail(FootageSent going, string seed) =>
        going.Camera.Email is { } to
            ? messages.Queue(
                going.Message.Email(FootageCode.MessageOf(seed, going.Camera.Camera), to, going.Camera.Camera),
                force.Code,
                time.GetUtcNow()
            )
            : null;
}

public sealed record MayNotAskForFootage() : Refusal.Forbidden("may-not-ask-for-footage", "You may not ask owners of cameras.");

public sealed record NobodyToAsk()
    : Refusal.Invalid("nobody-to-ask", $"Choose at least one camera, and at most {FootageDesk.Most} at once.", "camera");
