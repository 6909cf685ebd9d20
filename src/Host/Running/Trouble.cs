using System.Net.Sockets;
using Bluelamp.Evidence.Storing;
using Bluelamp.Kernel.Definitions;
using Bluelamp.Kernel.Running;
using Microsoft.AspNetCore.Connections;
using Npgsql;

namespace Bluelamp.Host.Running;

/// <summary>What is wrong with the surroundings when an exception comes up, as one line that says what to do; null when it is a defect of ours.</summary>
internal static class Trouble
{
    private const int NoSpaceLeft = 28; // ENOSPC, the same number on Linux and macOS
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;

    public static string? Explain(Exception e) =>
        e switch
        {
            CannotRunException or PlaceAwayException => e.Message,
            DefinitionsInvalidException { Problems: [var first, ..] } =>
                $"The definitions have faults, so nothing starts: {first} To see them all: bluelamp definitions check",
            AggregateException { InnerExceptions: [var only] } => Explain(only),
            AddressInUseException => "The port is taken by another program. Choose another with --port.",
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
                "The database's disk is full. Make room on it and start again: nothing acknowledged was lost.",
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
                "The database takes no more connections. Raise its max_connections, or stop what else uses it.",
            PostgresException p when p.SqlState.StartsWith("57P", StringComparison.Ordinal) =>
                "The database was stopped while this was running. Start it and run the same command again.",
            IOException io when IsFullDisk(io) => "The disk is full. Make room on it and start again.",
            NpgsqlException { InnerException: SocketException or IOException } => $"The database cannot be reached: {FirstLine(e.Message)}",
            { InnerException: { } inner } => Explain(inner),
            _ => null,
        };

    public static bool IsFullDisk(IOException e) => e.HResult == NoSpaceLeft;

    public static bool IsLocked(IOException e) => e.HResult is WouldBlockLinux or WouldBlockMac;

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
