namespace Bluelamp.Records;

/// <summary>
/// What another module says against a link before somebody makes it: a warning, which they may overrule, for the link itself would be in order. Nothing when
/// it has nothing to say.
/// </summary>
public delegate Task<Refusal?> LinkObjection(RecordRef from, RecordRef to, Viewer viewer, CancellationToken ct);
