using Microsoft.Extensions.Logging;

namespace Bluelamp.Demo;

/// <summary>Every log message of the demo; event ids 9000–9099.</summary>
internal static partial class Log
{
    [LoggerMessage(9000, LogLevel.Warning, "The live day's report was refused with {Status}")]
    public static partial void LiveDayRefused(this ILogger logger, int status);

    [LoggerMessage(9001, LogLevel.Debug, "The live day's report did not arrive")]
    public static partial void LiveDayMissed(this ILogger logger, Exception e);

    [LoggerMessage(9002, LogLevel.Warning, "The demo's evidence is not complete; it is brought when the demo is opened again")]
    public static partial void EvidenceMissing(this ILogger logger, Exception e);
}
