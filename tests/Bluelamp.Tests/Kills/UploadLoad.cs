using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Bluelamp.Tests.Evidence;
using Bluelamp.Tests.Harness;
using Shouldly;

namespace Bluelamp.Tests.Kills;

/// <summary>Witnesses who send recordings by an appeal without pause, in stretches, and go on where the server says after every break.</summary>
internal sealed class UploadLoad(Uri address, string door) : IDisposable
{
    private const int Stretch = 40_000;

    /// <summary>Between two recordings, so that what is made of them keeps up.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>A server that was killed is back long before.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
    private TusSender _sender = null!; // set before anything is sent
    private volatile bool _finishing;
    private int _failures;

    /// <summary>The hashes of recordings whose last byte was acknowledged.</summary>
    public ConcurrentQueue<string> Acknowledged { get; } = new();

    public int Failures => _failures;

    public void Dispose() => _http.Dispose();

    /// <summary>Agrees to the terms, as everybody does once.</summary>
    public async Task EnterAsync(CancellationToken ct)
    {
        var start = await Documents.ReadAsync(await _http.GetAsync(door, ct));
        using (await _http.SubmitAsync(start, door, "begin", ("Agreed", "yes"))) { }
        _sender = new(_http, await Documents.ReadAsync(await _http.GetAsync($"{door}/files", ct)), $"{door}/tus");
    }

    public Task RunAsync(int workers, CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, workers).Select(_ => SendAsync(ct)));

    /// <summary>Waits until so many more were acknowledged.</summary>
    public async Task AcknowledgedAsync(int more, CancellationToken ct)
    {
        var enough = Acknowledged.Count + more;
        while (Acknowledged.Count < enough)
            await Task.Delay(2, ct);
    }

    /// <summary>Nothing new is begun; what is under way is brought to its end.</summary>
    public void Finish() => _finishing = true;

    private async Task SendAsync(CancellationToken ct)
    {
        while (!_finishing)
        {
            var bytes = Recording();
            var place = await UntilAsync(() => _sender.BeginAsync(bytes.Length, ("filename", "call.wav")), ct);
            for (var acknowledged = 0L; acknowledged < bytes.Length; )
                acknowledged = await AddAsync(place, bytes, acknowledged, ct);
            Acknowledged.Enqueue(Convert.ToHexStringLower(SHA256.HashData(bytes)));
            await Task.Delay(Pause, ct);
        }
    }

    /// <summary>Asks how much is there, which must be what was acknowledged or more, and sends the next stretch.</summary>
    private async Task<long> AddAsync(string place, byte[] bytes, long acknowledged, CancellationToken ct)
    {
        var here = await UntilAsync(() => _sender.OffsetAsync(place), ct);
        here.ShouldBeGreaterThanOrEqualTo(acknowledged, "an acknowledged byte was lost");
        if (here == bytes.Length)
            return here;
        var next = Math.Min(bytes.Length, here + Stretch);
        try
        {
            using var answer = await _sender.PatchAsync(place, here, bytes[(int)here..(int)next]);
            return answer.StatusCode is HttpStatusCode.NoContent
                ? long.Parse(TusSender.One(answer, "Upload-Offset"), CultureInfo.InvariantCulture)
                : here;
        }
        catch (Exception e) when (IsBreak(e))
        {
            Interlocked.Increment(ref _failures);
            return here;
        }
    }

    private async Task<T> UntilAsync<T>(Func<Task<T>> ask, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (IsBreak(e) || e is ShouldAssertException) // no answer, or one that is no success
            {
                if (TimeProvider.System.GetElapsedTime(began) > Patience)
                    throw;
                Interlocked.Increment(ref _failures);
                await Task.Delay(20, ct);
            }
        }
    }

    private static bool IsBreak(Exception e) =>
        e is HttpRequestException or IOException or TaskCanceledException { InnerException: TimeoutException };

    /// <summary>Some seconds of noise, as a recorder writes them.</summary>
    private static byte[] Recording()
    {
        const int Samples = 60_000;
        const int Rate = 8_000;
        using var file = new MemoryStream();
        using var write = new BinaryWriter(file);
        write.Write("RIFF"u8);
        write.Write(36 + (Samples * 2));
        write.Write("WAVEfmt "u8);
        write.Write(16);
        write.Write((short)1);
        write.Write((short)1);
        write.Write(Rate);
        write.Write(Rate * 2);
        write.Write((short)2);
        write.Write((short)16);
        write.Write("data"u8);
        write.Write(Samples * 2);
        write.Write(RandomNumberGenerator.GetBytes(Samples * 2));
        return file.ToArray();
    }
}
