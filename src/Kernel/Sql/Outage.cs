using Npgsql;

namespace Bluelamp.Kernel;

/// <summary>Tells a database that is away for a while, or that is overrun, from a defect of ours: the same request may succeed in a moment.</summary>
public static class Outage
{
    /// <summary>Class 57P of PostgreSQL's error codes: the server stops, has crashed, or is starting.</summary>
    private const string ServerStops = "57P";

    /// <summary>Whether an outage is behind this exception.</summary>
    public static bool IsBehind(Exception? e) =>
        e switch
        {
            null => false,
            PostgresException p when p.SqlState.StartsWith(ServerStops, StringComparison.Ordinal) => true,
            NpgsqlException { IsTransient: true } => true,
            AggregateException many => many.InnerExceptions.Any(IsBehind),
            _ => IsBehind(e.InnerException),
        };
}
