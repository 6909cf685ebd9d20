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

    /// <summary>Whether it is the database itself that is away: not two transactions in each other's way, which also may succeed in a moment.</summary>
    internal static bool IsLoss(Exception e) =>
        IsBehind(e) && Innermost<PostgresException>(e) is not { SqlState: ['4', '0', ..] or ['5', '5', ..] };

    /// <summary>Why, in one line: what was tried, and what came of it.</summary>
    internal static string ReasonOf(Exception e)
    {
        var (said, cause) = (Innermost<NpgsqlException>(e) ?? e, e.GetBaseException());
        return said == cause ? said.Message : $"{said.Message}: {cause.Message}";
    }

    private static T? Innermost<T>(Exception? e)
        where T : Exception =>
        e switch
        {
            null => null,
            AggregateException many => many.InnerExceptions.Select(Innermost<T>).FirstOrDefault(static found => found is not null),
            _ => Innermost<T>(e.InnerException) ?? e as T,
        };
}
