using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Bluelamp.Kernel;

/// <summary>
/// Looking is an act (DPA 2018 s62): who looked at which records, when and why, is on disk before the page leaves the server.
/// Looks of the same moment share one commit, so that they cost an answer a few milliseconds; a look that cannot be written fails its request.
/// </summary>
public sealed class ConsultationLog(NpgsqlDataSource source, LedgerClock clock) : BackgroundService
{
    private readonly Channel<Look> _looks = Channel.CreateBounded<Look>(10_000);

    /// <summary>
    /// Returns when the look is durable, or when the answer that shows it will wait for that (<see cref="AnswerLooks"/>). The platform's own reading and
    /// the public's of their own report are not consultations.
    /// </summary>
    /// <param name="what">What was shown: a list, a record, a timeline, the words of a search.</param>
    public async Task LookedAsync(Viewer viewer, IReadOnlyCollection<Guid> subjects, string what, CancellationToken ct)
    {
        if (!viewer.IsStaff || subjects.Count == 0)
            return;
        var look = new Look(viewer, [.. subjects], LedgerJson.Keepable(what));
        if (!AnswerLooks.Take(look))
            await WriteAsync([look], ct);
    }

    /// <summary>Returns when all of these are durable.</summary>
    internal async Task WriteAsync(IReadOnlyList<Look> looks, CancellationToken ct)
    {
        foreach (var look in looks)
            await _looks.Writer.WriteAsync(look, ct);
        foreach (var look in looks)
            await look.Written.Task.WaitAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = new List<Look>();
        while (await WaitAsync(stoppingToken))
        {
            while (group.Count < 1_000 && _looks.Reader.TryRead(out var look))
                group.Add(look);
            await WriteAsync(group);
            group.Clear();
        }
    }

    private async Task<bool> WaitAsync(CancellationToken stopping)
    {
        try
        {
            return await _looks.Reader.WaitToReadAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Not cancelled by a stop: people wait for the pages that hang on it.</summary>
    private async Task WriteAsync(List<Look> group)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
            await using (var writer = await connection.BeginBinaryImportAsync(Copy, CancellationToken.None))
            {
                foreach (var look in group)
                    await WriteRowAsync(writer, look);
                await writer.CompleteAsync(CancellationToken.None);
            }

            group.ForEach(static look => look.Written.TrySetResult());
        }
#pragma warning disable CA1031 // Whatever went wrong belongs to the requests that wait; this worker goes on for the next ones.
        catch (Exception e)
#pragma warning restore CA1031
        {
            group.ForEach(look => look.Written.TrySetException(e));
        }
    }

    private const string Copy =
        "copy kernel.consultation (force, at, person, purpose, what, subjects, salt, leaf) from stdin (format binary)";

    private async Task WriteRowAsync(NpgsqlBinaryImporter writer, Look look)
    {
        var (viewer, at, salt) = (look.Viewer, clock.Next(), RandomNumberGenerator.GetBytes(16));
        await writer.StartRowAsync(CancellationToken.None);
        await writer.WriteAsync(viewer.Force, NpgsqlDbType.Smallint, CancellationToken.None);
        await writer.WriteAsync(at.UtcDateTime, NpgsqlDbType.TimestampTz, CancellationToken.None);
        await writer.WriteAsync(viewer.Person, NpgsqlDbType.Uuid, CancellationToken.None);
        await writer.WriteAsync(viewer.Purpose.ToString(), NpgsqlDbType.Text, CancellationToken.None);
        await writer.WriteAsync(look.What, NpgsqlDbType.Text, CancellationToken.None);
        await writer.WriteAsync(look.Subjects, NpgsqlDbType.Array | NpgsqlDbType.Uuid, CancellationToken.None);
        await writer.WriteAsync(salt, NpgsqlDbType.Bytea, CancellationToken.None);
        await writer.WriteAsync(LeafOf(look, at, salt), NpgsqlDbType.Bytea, CancellationToken.None);
    }

    /// <summary>A consultation is sealed as an entry of no stream: its actor is who looked, its data what was shown.</summary>
    private static byte[] LeafOf(Look look, DateTimeOffset at, byte[] salt)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(new { look.What }, LedgerJson.Options);
        var (viewer, purpose) = (look.Viewer, look.Viewer.Purpose.ToString());
        return Sealing.Leaf.Of(
            new(viewer.Force, Guid.Empty, 0, "kernel.consultation.v1", at, viewer.Person, purpose, look.Subjects, data),
            salt
        );
    }
}

/// <summary>Somebody saw these records; <see cref="Written"/> tells when that is on disk.</summary>
internal sealed record Look(Viewer Viewer, Guid[] Subjects, string What)
{
    public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
