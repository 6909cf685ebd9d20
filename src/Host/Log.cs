namespace Bluelamp.Host;

/// <summary>Host's log messages: 9100–9199. Ids only, never personal data.</summary>
internal static partial class Log
{
    [LoggerMessage(9101, LogLevel.Information, "A request was answered with 503: the database is away ({Error})")]
    internal static partial void DatabaseAway(this ILogger logger, string error);
}
