using Bluelamp.Host.App;
using Bluelamp.Kernel;
using Npgsql;

namespace Bluelamp.Tests.Harness;

/// <summary>The database that every test database is a copy of: the schema of all modules, and nothing in it.</summary>
internal static class Template
{
    public const string Name = "bluelamp_template";

    public static async Task MakeAsync(TestPostgres server)
    {
        await RunAsync(
            server,
            $"drop database if exists {Name} with (force)",
            $"create database {Name} template template0 encoding 'UTF8'"
        );
        await using var source = NpgsqlDataSource.Create(server.ConnectionTo(Name) + ";Pooling=false");
        await Bluelamp.Host.Running.Database.CheckAsync(source.ConnectionString, CancellationToken.None);
        await Schema.ApplyAsync(source, Modules.All, CancellationToken.None);
    }

    /// <summary>Runs statements on the server itself, outside of any test database.</summary>
    public static async Task RunAsync(TestPostgres server, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionTo("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
