namespace Bluelamp.Kernel;

/// <summary>
/// Something that follows from an entry: an assessment, a message, a task. It runs after the commit, in ledger order for each stream,
/// at least once; so it is idempotent: what it commands must come to nothing the second time.
/// </summary>
public interface IReaction
{
    /// <summary>Its name for ever: the key of its stored place, such as <c>contact.assess-report</c>.</summary>
    string Name { get; }

    /// <summary>The event types that it reacts to.</summary>
    IReadOnlyCollection<Type> To { get; }

    Task ReactAsync(Entry entry, CancellationToken ct);
}
