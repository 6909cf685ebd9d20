namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// What an order rests on besides the record's own stream, such as that nothing points at it. It is looked at once more inside the disposal, while nobody can
/// change it: what came in between deciding and disposing stops it.
/// </summary>
/// <param name="Locks">
/// Statements that keep others from changing it until the disposal is through. They wait a moment for those who are at it, and no longer: whoever holds a
/// lock and waits for ours must not wait for ever.
/// </param>
/// <param name="Objection">What stands against it now; nothing when nothing does. It reads only.</param>
public sealed record DisposalBasis(IReadOnlyList<Sql> Locks, Func<CancellationToken, Task<Refusal?>> Objection);

public sealed record IsBeingChanged()
    : Refusal.Conflict("is-being-changed", "Somebody is changing what this rests on at this moment. Look at it again, then try once more.");
