using Bluelamp.Evidence.Exhibits;
using Bluelamp.Kernel.Access;

namespace Bluelamp.Evidence.Objects;

/// <summary>An object that a member of staff is to sign for.</summary>
/// <param name="Giver">Who handed it over.</param>
public sealed record HandOverLine(
    Id<Exhibit> Exhibit,
    string? Reference,
    string? Description,
    Guid Giver,
    string? GiverName,
    string Reason,
    string? Seal,
    DateTimeOffset OfferedAt
) : IShows
{
    /// <summary>What to call it.</summary>
    public string Title => Reference ?? Description ?? "Exhibit";

    public IEnumerable<Guid> Shown => [Exhibit.Value];
}

/// <summary>Finds who may receive an object, and what waits for them.</summary>
public sealed class HandOverList(Db db, StaffRegister register, StaffViewers viewers)
{
    private const int Most = 100;

    private sealed record Open(bool Is);

    /// <summary>What the viewer is to sign for, the longest waiting first.</summary>
    public Task<List<HandOverLine>> WaitingForAsync(Viewer viewer, CancellationToken ct) =>
        db.ListAsync<HandOverLine>(
            $"""
            select e.exhibit, e.reference, e.description, h.giver, g.name as giver_name, h.reason, h.seal, h.offered_at
              from evidence.hand_over h
              join evidence.exhibit e on e.force = h.force and e.exhibit = h.exhibit
              left join kernel.staff g on g.force = h.force and g.person = h.giver
             where {ExhibitList.Sees(viewer)} and h.force = {viewer.Force} and h.receiver = {viewer.Person}
             order by h.offered_at, h.exhibit
             limit {Most}
            """,
            ct
        );

    /// <summary>The one member of staff whom these words name and who may see the exhibit: their user name, collar number or name.</summary>
    public async Task<Result<StaffLine>> ReceiverAsync(string? words, Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(words))
            return new ReceiverMissing();
        var found = (await register.ListAsync(viewer, words.Trim(), after: null, ct)).FindAll(static s => !s.Suspended);
        var exact = found.FindAll(s => Is(s.Username, words) || Is(s.Collar, words) || Is(s.Name, words));
        return (exact.Count == 1 ? exact : found) switch
        {
            [] => new NoSuchReceiver(),
            [var one] when await MayReceiveAsync(one, exhibit, ct) => one,
            [_] => new ReceiverMayNot(),
            var several => new SeveralReceivers(several),
        };
    }

    private async Task<bool> MayReceiveAsync(StaffLine staff, Id<Exhibit> exhibit, CancellationToken ct) =>
        await viewers.FindAsync(new Id<Staff>(staff.Person), ct) is { } receiver
        && receiver.May("evidence.read")
        && await SeesAsync(exhibit, receiver, ct);

    /// <summary>Nobody looks here, so nothing is shown and nothing logged.</summary>
    private async Task<bool> SeesAsync(Id<Exhibit> exhibit, Viewer viewer, CancellationToken ct) =>
        await db.FirstAsync<Open>(
            $"select true as is from evidence.exhibit e where {ExhibitList.Sees(viewer)} and e.exhibit = {exhibit} limit 1",
            ct
        )
            is not null;

    private static bool Is(string? one, string typed) => string.Equals(one, typed.Trim(), StringComparison.OrdinalIgnoreCase);
}

public sealed record ReceiverMissing()
    : Refusal.Invalid("receiver-missing", "Enter the user name, collar number or name of whoever takes it.", "receiver");

public sealed record NoSuchReceiver()
    : Refusal.Invalid("no-such-receiver", "Nobody on the staff list has this user name, collar number or name.", "receiver");

public sealed record ReceiverMayNot()
    : Refusal.Invalid("receiver-may-not", "They may not see this exhibit, so they cannot sign for it.", "receiver");

public sealed record SeveralReceivers(IReadOnlyList<StaffLine> Found)
    : Refusal.Invalid(
        "several-receivers",
        $"Several people match. Enter the user name of one: {string.Join(", ", Found.Take(5).Select(static s => $"{s.Name} ({s.Username})"))}.",
        "receiver"
    );
