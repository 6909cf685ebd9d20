using Microsoft.Extensions.Logging;

namespace Bluelamp.Kernel;

/// <summary>Kernel's log messages: 1000–1999. Ids only, never personal data.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "Reaction {Reaction} failed on stream {Stream} version {Version}, attempt {Attempt}")]
    internal static partial void ReactionFailed(this ILogger logger, Exception e, string reaction, Guid stream, int version, int attempt);

    [LoggerMessage(1002, LogLevel.Error, "Reaction {Reaction} is parked on stream {Stream} version {Version}: an operator must look")]
    internal static partial void ReactionParked(this ILogger logger, string reaction, Guid stream, int version);

    [LoggerMessage(1003, LogLevel.Warning, "Worker {Worker} was interrupted and tries again")]
    internal static partial void WorkerInterrupted(this ILogger logger, Exception e, string worker);

    [LoggerMessage(1004, LogLevel.Warning, "The database is away: {Reason}. Nothing acknowledged is lost; work goes on when it is back")]
    internal static partial void DatabaseAway(this ILogger logger, string reason);

    [LoggerMessage(1005, LogLevel.Warning, "The database is back, after {Seconds} s")]
    internal static partial void DatabaseBack(this ILogger logger, int seconds);

    [LoggerMessage(1080, LogLevel.Warning, "Message {Message} was not taken, attempt {Attempt}: {Error}")]
    internal static partial void MessageNotTaken(this ILogger logger, Guid message, int attempt, string error);

    [LoggerMessage(1030, LogLevel.Error, "Sealing waits: {Reason}")]
    internal static partial void CannotSeal(this ILogger logger, string reason);
}
