using Bluelamp.Evidence.Objects;

namespace Bluelamp.Evidence.Forensics;

/// <summary>
/// Says of an examination that its device was given back as soon as the member of staff has signed for it, however it was handed to them. A device that
/// was not examined yet stays in the queue until somebody says what is to become of it.
/// </summary>
internal sealed class FollowDevices(ILedger ledger, SubmissionList submissions) : IReaction
{
    public string Name => "evidence.follow-devices";

    public IReadOnlyCollection<Type> To => [typeof(ObjectReceived)];

    public async Task ReactAsync(Entry entry, CancellationToken ct)
    {
        if (entry.Event is not ObjectReceived { To.Status: not ObjectStatus.AtLaboratory } received)
            return;
        var viewer = Viewer.System(entry.Force, "forensics");
        var there = await submissions.AtLabAsync(received.Exhibit, viewer, ct); // read before the custody: what is booked in meanwhile is not among them
        if (there.Count == 0)
            return;
        var custody = await ledger.ReadAsync(new Id<Custody>(received.Exhibit.Value), viewer, ct);
        if (custody.Where is null or { Status: ObjectStatus.AtLaboratory })
            return; // it came again since
        foreach (var submission in there)
        {
            var decided = await ledger.DecideAsync(submission, new GiveDeviceBack(submission, custody.Since), viewer, ct);
            if (decided.Refused(out var refusal, out _) && refusal is not (DeviceNotAtLab or NotExaminedYet))
                decided.OrThrow(); // another time it may go, as after a race that was lost
        }
    }
}
