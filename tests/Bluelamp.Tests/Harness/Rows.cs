using Npgsql;
using Xunit;

namespace Bluelamp.Tests.Harness;

/// <summary>Looks through a whole database, as somebody would who stole it.</summary>
internal static class Rows
{
    /// <summary>Every table of every schema in which a word stands, in any column of any type that can be read as text.</summary>
    public static async Task<List<string>> TablesWithAsync(this NpgsqlDataSource database, string word)
    {
        var found = new List<string>();
        foreach (var table in await database.TablesAsync())
        {
            await using var ask = database.CreateCommand(
                $"select exists (select from {table} t where strpos(lower(t::text), lower($1)) > 0)"
            );
            ask.Parameters.AddWithValue(word);
            if ((bool)(await ask.ExecuteScalarAsync(TestContext.Current.CancellationToken))!)
                found.Add(table);
        }

        return found;
    }

    /// <summary>A table's rows as text, in one order: to see whether two ways of making it agree.</summary>
    public static async Task<string> RowsAsync(this NpgsqlDataSource database, string table)
    {
        await using var ask = database.CreateCommand($"select coalesce(string_agg(t::text, E'\n' order by t::text), '') from {table} t");
        return (string)(await ask.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task<string[]> TablesAsync(this NpgsqlDataSource database)
    {
        await using var ask = database.CreateCommand(
            """
            select array_agg(format('%I.%I', schemaname, tablename)) from pg_tables
             where schemaname not in ('pg_catalog', 'information_schema')
            """
        );
        return (string[])(await ask.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
