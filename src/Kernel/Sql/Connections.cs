using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>How the platform reaches its database.</summary>
public static class Connections
{
    /// <summary>
    /// A pool of connections. They go back as they are: nothing here changes a session's settings, and clearing them at each return costs as much as
    /// a small query. Whoever takes a session lock or listens gives it up before.
    /// </summary>
    public static NpgsqlDataSource To(string connectionString) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true });
}
