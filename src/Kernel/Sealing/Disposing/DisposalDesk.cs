using System.Collections.Immutable;
using Bluelamp.Kernel.Access;

namespace Bluelamp.Kernel.Sealing;

/// <summary>A record before whoever may dispose of it.</summary>
/// <param name="Name">What it is called; its id when it has no name.</param>
/// <param name="Entries">Its own, oldest first: what would be erased.</param>
/// <param name="Companions">Streams that are only about it and go with it: how many.</param>
/// <param name="Around">Other records whose entries speak of it. They stay, and go on pointing at it.</param>
public sealed record DisposalCase(
    Guid Record,
    string Name,
    string? Href,
    IReadOnlyList<Entry> Entries,
    int Companions,
    IReadOnlyList<Guid> Around
)
{
    /// <summary>How many entries still have content.</summary>
    public int Erasable => Entries.Count(Disposer.HasContent);
}

/// <summary>A disposal that was done, as the ledger holds it.</summary>
public sealed record Certificate(int Version, EntriesDisposed Disposal, DateTimeOffset At, Guid Actor);

/// <summary>Where a person looks at a record once more, and disposes of it.</summary>
public sealed class DisposalDesk(Disposer disposer, ILedger ledger, RecordNames names, Restrictions records)
{
    private const int MostAround = 500;

    /// <summary>The record that somebody means: by its reference, its id, or the address of its page. One that is closed to the viewer is none.</summary>
    public async Task<Result<Guid>> FindAsync(string? meant, Viewer viewer, CancellationToken ct)
    {
        var last = (meant ?? "").Trim().TrimEnd('/').Split('/')[^1].Split('?', '#')[0];
        var found = last.Length == 0 ? null : await records.FindAsync(last, viewer, ct) ?? await records.FindAsync(meant!, viewer, ct);
        return found is { } record && (await ledger.StreamAsync(record, viewer, ct)).Count > 0 ? record : new NothingOfThatReference();
    }

    public async Task<DisposalCase?> LookAsync(Guid record, Viewer viewer, CancellationToken ct)
    {
        var entries = await ledger.StreamAsync(record, viewer, ct);
        if (entries.Count == 0)
            return null;
        var touching = await ledger.TimelineAsync(record, viewer, ct, limit: MostAround);
        var along = await disposer.CompanionsAsync(record, viewer, ct);
        var around = touching.Select(static t => t.Entry.Stream).Where(s => s != record && !along.Contains(s)).Distinct().ToArray();
        var name = (await names.OfAsync([record], viewer, ct)).GetValueOrDefault(record);
        return new(record, name?.Name ?? record.ToString(), name?.Href?.TrimStart('/'), entries, along.Count, around);
    }

    /// <summary>Disposes of the whole record.</summary>
    /// <param name="typed">The name of the record as the person typed it, so that nobody erases the wrong one by a slip.</param>
    public async Task<Result<Appended>> DisposeAsync(Guid record, string? typed, DisposalOrder order, Viewer viewer, CancellationToken ct)
    {
        if (await LookAsync(record, viewer, ct) is not { } found)
            return new NoSuchRecord();
        if (Fault(order) is { } fault)
            return fault;
        if (!string.Equals(Plain(typed), Plain(found.Name), StringComparison.OrdinalIgnoreCase))
            return new OtherRecordTyped();
        if (found.Entries.Aggregate(Staff.Empty, static (s, e) => s.Apply(e.Event)) is { Enrolled: true, Suspended: false })
            return new StaffStillServes();
        return await disposer.DisposeAsync(record, versions: null, order.Trimmed(), viewer, ct);
    }

    /// <summary>The disposals of a record, newest first.</summary>
    public async Task<ImmutableArray<Certificate>> CertificatesAsync(Guid record, Viewer viewer, CancellationToken ct) =>
        [
            .. (await ledger.StreamAsync(record, viewer, ct))
                .Where(static e => e.Event is EntriesDisposed)
                .Select(static e => new Certificate(e.Version, (EntriesDisposed)e.Event, e.At, e.Actor))
                .Reverse(),
        ];

    private static Refusal? Fault(DisposalOrder order) =>
        string.IsNullOrWhiteSpace(order.Authority) ? new AuthorityMissing()
        : string.IsNullOrWhiteSpace(order.Rule) ? new RuleMissing()
        : string.IsNullOrWhiteSpace(order.Reason) ? new DisposalReasonMissing()
        : null;

    private static string Plain(string? text) => (text ?? "").Trim().Normalize();
}

public sealed record NothingOfThatReference()
    : Refusal.NotFound(
        "nothing-of-that-reference",
        "No record that is open to you has this reference. Check it, or paste the address of its page."
    );

public sealed record AuthorityMissing() : Refusal.Invalid("authority-missing", "Say who ordered it.", "authority");

public sealed record RuleMissing() : Refusal.Invalid("rule-missing", "Name the retention rule or the law that it rests on.", "rule");

public sealed record DisposalReasonMissing() : Refusal.Invalid("disposal-reason-missing", "Say why, without personal data.", "reason");

public sealed record OtherRecordTyped()
    : Refusal.Invalid("other-record-typed", "Type the name of the record exactly as it stands above.", "typed");

public sealed record StaffStillServes()
    : Refusal.Conflict("staff-still-serves", "This person can still sign in. Suspend them first, on the staff page.");
