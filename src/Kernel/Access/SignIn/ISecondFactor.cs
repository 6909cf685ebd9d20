namespace Bluelamp.Kernel.Access;

/// <summary>
/// A way to prove a second time who one is, beside authenticator and recovery code, which are always there. The seam for passkeys; the demo's
/// one-click sign-in is one too.
/// </summary>
public interface ISecondFactor
{
    /// <summary>Whether this proves that the person is there. A proof is good once.</summary>
    ValueTask<bool> ProvesAsync(Guid person, string code, CancellationToken ct);
}
