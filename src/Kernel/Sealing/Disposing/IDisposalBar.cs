namespace Bluelamp.Kernel.Sealing;

/// <summary>
/// What a module says against a disposal, such as a hold. It is asked in the transaction of the disposal, of every stream that would be erased, so that
/// no way leads past it. A module registers one for each such reason.
/// </summary>
public interface IDisposalBar
{
    /// <summary>Why nothing of this stream may be erased now; nothing when it may.</summary>
    /// <param name="past">What happened to the stream, oldest first.</param>
    Refusal? Bars(IEnumerable<IEvent> past);
}
