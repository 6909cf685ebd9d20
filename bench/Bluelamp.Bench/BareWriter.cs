using System.Security.Cryptography;
using Bluelamp.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace Bluelamp.Bench;

/// <summary>The same rows as a <see cref="OpenBenchIncident"/> leaves, in one batch a command, with nothing decided, folded, hashed or sealed.</summary>
internal sealed class BareWriter(NpgsqlDataSource source)
{
    private const string Entry =
        "insert into bench.bare_ledger (force, stream, version, type, at, actor, purpose, subjects, data, salt, leaf) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    private const string Row = "insert into bench.bare_incident (force, incident, words, grade, opened_at) values ($1, $2, $3, 'P', $4)";
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _leaf = RandomNumberGenerator.GetBytes(32);

    public async Task WriteAsync(int number)
    {
        var opening = BenchIncident.Opening(number);
        var (stream, caller, at) = (opening.Incident.Value, opening.Caller, TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(
            Line(
                stream,
                1,
                "bench.incident-opened.v1",
                at,
                [stream, caller],
                $$"""{"incident":"{{stream}}","caller":"{{caller}}","words":"{{opening.Words}}","easting":262345.5,"northing":212345.25}"""
            )
        );
        batch.BatchCommands.Add(
            Line(stream, 2, "bench.incident-graded.v1", at, [stream], $$"""{"incident":"{{stream}}","grade":"P","score":57}""")
        );
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(Row)
            {
                Parameters =
                {
                    new NpgsqlParameter<short> { TypedValue = BenchDesk.Force },
                    new NpgsqlParameter<Guid> { TypedValue = stream },
                    new NpgsqlParameter<string> { TypedValue = opening.Words },
                    new NpgsqlParameter<DateTime> { TypedValue = at, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                },
            }
        );
        await batch.PrepareAsync();
        await batch.ExecuteNonQueryAsync();
    }

    private NpgsqlBatchCommand Line(Guid stream, int version, string type, DateTime at, Guid[] subjects, string data) =>
        new(Entry)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = BenchDesk.Force },
                new NpgsqlParameter<Guid> { TypedValue = stream },
                new NpgsqlParameter<int> { TypedValue = version },
                new NpgsqlParameter<string> { TypedValue = type },
                new NpgsqlParameter<DateTime> { TypedValue = at, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<Guid> { TypedValue = Actors.System },
                new NpgsqlParameter<string> { TypedValue = "bench" },
                new NpgsqlParameter<Guid[]> { TypedValue = subjects },
                new NpgsqlParameter<string> { TypedValue = data, NpgsqlDbType = NpgsqlDbType.Jsonb },
                new NpgsqlParameter<byte[]> { TypedValue = _salt },
                new NpgsqlParameter<byte[]> { TypedValue = _leaf },
            },
        };
}
