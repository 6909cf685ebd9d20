using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>How the platform reaches its database.</summary>
public static class Connections
{
    /// <summary>
    /// How alike two spellings must be, from 0 to 1, before an index finds one by the other (pg_trgm's operators <c>%</c> and <c>&lt;%</c>). Below a half,
    /// everybody called Mair is found for "Mair Zzyzx".
    /// </summary>
    private const string Alike = "-c pg_trgm.similarity_threshold=0.5 -c pg_trgm.word_similarity_threshold=0.5";

    /// <summary>
    /// A pool of connections. They go back as they are: nothing here changes a session's settings, and clearing them at each return costs as much as
    /// a small query. Whoever takes a session lock or listens gives it up before.
    /// </summary>
    public static NpgsqlDataSource To(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        settings.Options = $"{settings.Options} {Alike}".TrimStart();
        return NpgsqlDataSource.Create(settings);
    }
}
