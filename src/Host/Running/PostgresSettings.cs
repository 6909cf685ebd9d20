namespace Bluelamp.Host.Running;

/// <summary>How the private PostgreSQL is set: for a small machine that must not lose an acknowledged commit.</summary>
internal static class PostgresSettings
{
    /// <summary>Both are relative to the data folder, which may stand where the database's user cannot name it.</summary>
    private static readonly string[] Always =
    [
        "listen_addresses=",
        "unix_socket_directories=.",
        "unix_socket_permissions=0700",
        "max_connections=200",
        "shared_buffers=128MB",
        "effective_cache_size=1GB",
        "work_mem=8MB",
        "maintenance_work_mem=128MB",
        "wal_compression=pglz",
        "max_wal_size=2GB",
        "checkpoint_timeout=15min",
        "random_page_cost=1.1",
        "timezone=UTC",
        "log_timezone=UTC",
        "logging_collector=on",
        "log_directory=log",
        "log_filename=postgres-%a.log",
        "log_rotation_age=1d",
        "log_rotation_size=0",
        "log_truncate_on_rotation=on",
        "log_error_verbosity=terse", // the detail of an error quotes row values: personal data has no place in a log
    ];

    /// <summary>
    /// When six or more commit at once, the first waits two milliseconds so that they share a flush to disk: a twelfth more commands a second, and nothing for a
    /// desk where fewer write.
    /// </summary>
    public static IReadOnlyList<string> Durable { get; } =
    [.. Always, "fsync=on", "synchronous_commit=on", "full_page_writes=on", "commit_delay=2000", "commit_siblings=5"];

    /// <summary>For a database that is thrown away after its tests.</summary>
    public static IReadOnlyList<string> Disposable { get; } =
    [.. Always, "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=512MB", "autovacuum=off"];
}
