using Bluelamp.Evidence.Fixity;
using Microsoft.Extensions.Logging;

namespace Bluelamp.Evidence;

/// <summary>Evidence's log messages: 3000–3999. Hashes and ids only, never personal data.</summary>
internal static partial class Log
{
    [LoggerMessage(
        3230,
        LogLevel.Error,
        "The stored content {Content} is damaged: {Damage}. Bring it back from a backup, then run: bluelamp evidence check"
    )]
    internal static partial void ContentDamaged(this ILogger logger, string content, Damage damage);

    [LoggerMessage(3231, LogLevel.Error, "The check of the store was interrupted and tries again")]
    internal static partial void CheckInterrupted(this ILogger logger, Exception e);

    [LoggerMessage(3280, LogLevel.Error, "{What} It is tried again; what arrives meanwhile is kept in the data folder")]
    internal static partial void PlaceAway(this ILogger logger, string what);

    [LoggerMessage(3281, LogLevel.Error, "Moving stored bytes was interrupted and is tried again")]
    internal static partial void MovingInterrupted(this ILogger logger, Exception e);

    [LoggerMessage(3310, LogLevel.Warning, "The stored content {Content}, which was damaged, was made again of its original as {Now}")]
    internal static partial void ContentRemade(this ILogger logger, string content, string now);
}
