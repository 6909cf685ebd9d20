using System.Globalization;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>A stream that a reaction could not finish. <paramref name="Parked"/>: given up until an operator says "try again".</summary>
public sealed record Stuck(
    string Name,
    short Force,
    Guid Stream,
    int Version,
    int Attempts,
    DateTimeOffset NextAt,
    bool Parked,
    string Error
);

/// <summary>What the reaction workers remember: how far each has read, and the streams where it is stuck.</summary>
public sealed class ReactionStore(NpgsqlDataSource source, Db db)
{
    public async Task<LedgerPlace> PlaceAsync(string name, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select xid, position from kernel.reaction where name = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? new(rows.GetFieldValue<ulong>(0), rows.GetInt64(1)) : default;
    }

    public Task KeepPlaceAsync(string name, LedgerPlace place, CancellationToken ct) =>
        db.KeepAsync(
            $"""
            insert into kernel.reaction (name, xid, position)
            values ({name}, {place.Xid.ToString(CultureInfo.InvariantCulture)}::text::xid8, {place.Position})
            on conflict (name) do update set xid = excluded.xid, position = excluded.position
            """,
            ct
        );

    /// <summary>Every stream where the reaction is stuck, parked ones too.</summary>
    public Task<List<Stuck>> StuckAsync(string name, CancellationToken ct) =>
        db.WorkingAsync<Stuck>(
            $"""
            select name, force, stream, version, attempts, next_at, parked, error
              from kernel.reaction_retry
             where name = {name}
            """,
            ct
        );

    /// <summary>For the operator: everything that is stuck, worst first.</summary>
    public Task<List<Stuck>> AllStuckAsync(Viewer viewer, CancellationToken ct) =>
        db.WorkingAsync<Stuck>(
            $"""
            select r.name, r.force, r.stream, r.version, r.attempts, r.next_at, r.parked, r.error
              from kernel.reaction_retry r
             where {viewer.Sees("r")}
             order by r.parked desc, r.next_at
             limit 200
            """,
            ct
        );

    public Task StickAsync(Stuck stuck, CancellationToken ct) =>
        db.KeepAsync(
            $"""
            insert into kernel.reaction_retry (name, force, stream, version, attempts, next_at, parked, error)
            values ({stuck.Name}, {stuck.Force}, {stuck.Stream}, {stuck.Version}, {stuck.Attempts}, {stuck.NextAt}, {stuck.Parked}, {stuck.Error})
            on conflict (name, force, stream) do update
               set version = excluded.version, attempts = excluded.attempts, next_at = excluded.next_at,
                   parked = excluded.parked, error = excluded.error
            """,
            ct
        );

    public Task FreeAsync(string name, short force, Guid stream, CancellationToken ct) =>
        db.KeepAsync($"delete from kernel.reaction_retry where name = {name} and force = {force} and stream = {stream}", ct);

    /// <summary>An operator's "try again": takes a parked stream up at once.</summary>
    public Task TryAgainAsync(string name, Guid stream, Viewer viewer, DateTimeOffset now, CancellationToken ct) =>
        db.KeepAsync(
            $"""
            update kernel.reaction_retry r set parked = false, attempts = 0, next_at = {now}
             where {viewer.Sees("r")} and r.name = {name} and r.stream = {stream}
            """,
            ct
        );
}
