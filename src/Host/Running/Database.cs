using Bluelamp.Kernel.Running;
using Npgsql;

namespace Bluelamp.Host.Running;

/// <summary>Checks that a database will do, and makes in it what no module can make for itself.</summary>
internal static class Database
{
    private static readonly Version Oldest = new(15, 0);
    private static readonly string[] Extensions = ["pg_trgm", "btree_gist", "fuzzystrmatch", "unaccent"];

    /// <summary>Makes the database of a private PostgreSQL, on its first day.</summary>
    public static async Task MakeAsync(PrivatePostgres postgres, string name, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionTo("postgres") + ";Pooling=false");
        await using var exists = source.CreateCommand("select 1 from pg_database where datname = $1");
        exists.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        if (await exists.ExecuteScalarAsync(ct) is not null)
            return;
        await using var make = source.CreateCommand($"create database \"{name}\" template template0 encoding 'UTF8'");
        await make.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Opens a database once, so that a wrong connection string is one clear line at the start and not an error later.</summary>
    public static async Task CheckAsync(string connectionString, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(ct);
            if (connection.PostgreSqlVersion < Oldest)
                throw new CannotRunException(
                    $"The database is PostgreSQL {connection.ServerVersion}. Bluelamp needs {Oldest.Major} or newer."
                );
            foreach (var extension in Extensions)
                await AddAsync(extension, connection, ct);
            await connection.ReloadTypesAsync(ct);
        }
        catch (ArgumentException e)
        {
            throw new CannotRunException(
                $"The connection string of --db is not one: {e.Message} Write it like \"Host=db.example.com;Username=…;Password=…;Database=bluelamp\".",
                e
            );
        }
        catch (NpgsqlException e)
        {
            throw new CannotRunException($"Cannot open the database: {Reason(e)} Check the host, user, password and name in --db.", e);
        }
    }

    private static async Task AddAsync(string extension, NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            await using var command = new NpgsqlCommand($"create extension if not exists {extension}", connection);
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e)
        {
            throw new CannotRunException(
                $"The database needs the extension {extension}: {e.MessageText}. Ask its administrator to run: create extension {extension}",
                e
            );
        }
    }

    private static string Reason(NpgsqlException e)
    {
        var reason = e is PostgresException { MessageText: var text } ? text : (e.InnerException ?? e).Message.Split('\n')[0];
        return reason.TrimEnd('.') + ".";
    }
}
