namespace Bluelamp.Evidence.Cameras;

/// <summary>Whose camera it is.</summary>
/// <param name="New">What is known of an owner who is entered now; nothing for one who is in the register.</param>
public sealed record CameraWhose(Id<Owner> Owner, CameraOwner? New);

/// <summary>Takes cameras into the register and changes them, each with its owner.</summary>
public sealed class CameraDesk(ILedger ledger, CameraList cameras, OwnerList owners)
{
    /// <summary>Takes a camera in that is new or was offered, or changes one of the register. An owner whose last camera went to another leaves.</summary>
    public async Task<Result<Appended>> KeepAsync(
        Id<Camera> camera,
        CameraDetails details,
        CameraWhose whose,
        Viewer viewer,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(whose);
        var (owner, whom) = whose;
        if (whom is null && await owners.LineAsync(owner, viewer, ct) is null)
            return new NoSuchOwner();
        var before = await cameras.FindAsync(camera, viewer, ct);
        List<Step> steps =
        [
            whom is null ? Step.For(owner, new RelyOnOwner()) : Step.For(owner, new RegisterOwner(owner, whom)),
            before is { Standing: CameraStanding.Registered }
                ? Step.For(camera, new ChangeCamera(camera, details, owner))
                : Step.For(camera, new RegisterCamera(camera, details, owner)),
        ];
        if (before?.Owner is { } last && last != owner && !await owners.HasOthersAsync(last, camera, viewer, ct))
            steps.Add(Step.For(last, new LetOwnerLeave(last, "Their last camera went to another owner")));
        return await ledger.DecideAsync(steps, viewer, ct);
    }
}
