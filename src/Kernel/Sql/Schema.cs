using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>
/// Brings the database to the schema that this build needs: every module's <c>Sql/0001-….sql</c>, in order, each once, each in its own
/// transaction. Files only go forwards; one that changed after it ran is a defect and is refused.
/// </summary>
public static class Schema
{
    private const long Lock = 0x_B1_0E_1A_4D;

    public static async Task ApplyAsync(NpgsqlDataSource source, IEnumerable<IModule> modules, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await RunAsync(connection, $"select pg_advisory_lock({Lock})", ct);
        try
        {
            await RunAsync(
                connection,
                """
                create schema if not exists kernel;
                create table if not exists kernel.schema_file (
                  name text constraint schema_file_pk primary key, hash text not null, applied_at timestamptz not null default now());
                """,
                ct
            );
            var applied = await AppliedAsync(connection, ct);
            foreach (var (name, text) in Files(modules))
                await ApplyAsync(connection, name, text, applied, ct);
        }
        finally
        {
            await RunAsync(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    private static IEnumerable<(string Name, string Text)> Files(IEnumerable<IModule> modules) =>
        modules.Select(static m => m.GetType().Assembly).Prepend(typeof(Schema).Assembly).Distinct().SelectMany(Files);

    private static IEnumerable<(string Name, string Text)> Files(Assembly assembly) =>
        assembly
            .GetManifestResourceNames()
            .Where(static name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name, Text(assembly, name)));

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static async Task<Dictionary<string, string>> AppliedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select name, hash from kernel.schema_file", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
            applied[reader.GetString(0)] = reader.GetString(1);
        return applied;
    }

    private static async Task ApplyAsync(
        NpgsqlConnection connection,
        string name,
        string text,
        Dictionary<string, string> applied,
        CancellationToken ct
    )
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        if (applied.TryGetValue(name, out var before))
        {
            if (!string.Equals(before, hash, StringComparison.Ordinal))
                throw new InvalidOperationException($"The schema file {name} changed after it ran. Add a new file instead.");
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RunAsync(connection, text, ct);
        await using var note = new NpgsqlCommand("insert into kernel.schema_file (name, hash) values ($1, $2)", connection)
        {
            Parameters =
            {
                new() { Value = name },
                new() { Value = hash },
            },
        };
        await note.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string text, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
