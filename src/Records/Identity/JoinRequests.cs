namespace Bluelamp.Records;

/// <summary>Two people who wait for somebody to say that they are one.</summary>
public sealed record JoinRequestLine(
    Id<IdentityDecision> Decision,
    Id<Nominal> Survivor,
    Id<Nominal> Other,
    string Reason,
    Guid RequestedBy,
    DateTimeOffset RequestedAt
) : IShows
{
    public IEnumerable<Guid> Shown => [Survivor.Value, Other.Value];
}

public sealed class JoinRequests(Db db)
{
    /// <summary>What waits, the oldest first; not what is about somebody closed to the viewer.</summary>
    public Task<List<JoinRequestLine>> WaitingAsync(Viewer viewer, CancellationToken ct) =>
        db.ListAsync<JoinRequestLine>(
            $"""
            select r.decision, r.survivor, r.other, r.reason, r.requested_by, r.requested_at
              from records.join_request r
             where {viewer.Sees("r", "survivor")} and {viewer.Sees("r", "other")}
             order by r.requested_at, r.decision
             limit 200
            """,
            ct
        );

    public Task<JoinRequestLine?> OfAsync(Guid decision, Viewer viewer, CancellationToken ct) =>
        db.FirstAsync<JoinRequestLine>(
            $"""
            select r.decision, r.survivor, r.other, r.reason, r.requested_by, r.requested_at
              from records.join_request r
             where {viewer.Sees("r", "survivor")} and {viewer.Sees("r", "other")} and r.decision = {decision}
            """,
            ct
        );
}

/// <summary>Keeps <c>records.join_request</c>, from the survivor's stream: what waits for a second person.</summary>
public sealed class JoinRequestView : IView
{
    public string Table => "records.join_request";

    public Sql Forget(short force, Guid stream) => $"delete from records.join_request where force = {force} and survivor = {stream}";

    public Sql? Write(Entry entry) =>
        entry.Event switch
        {
            JoinRequested e when e.Survivor.Value == entry.Stream => $"""
                insert into records.join_request (force, decision, survivor, other, reason, requested_by, requested_at)
                values ({entry.Force}, {e.Decision}, {e.Survivor}, {e.Other}, {e.Reason}, {e.By}, {entry.At})
                """,
            NominalsJoined e when e.Survivor.Value == entry.Stream => Decided(entry, e.Decision),
            JoinRefused e when e.Survivor.Value == entry.Stream => Decided(entry, e.Decision),
            _ => null,
        };

    private static Sql Decided(Entry entry, Id<IdentityDecision> decision) =>
        $"delete from records.join_request where force = {entry.Force} and decision = {decision}";
}
