using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bluelamp.Tests.Evidence;

/// <summary>Speaks as clamd does; finds harm where it is written.</summary>
internal sealed class ScannerOfTests : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string? _says;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _serving;

    public ScannerOfTests(string? says = null)
    {
        _says = says;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>How many bytes each file had that it was given.</summary>
    public ConcurrentBag<long> Seen { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!_over.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_over.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (OperationCanceledException)
        {
            // the test is over
        }
    }

    private async Task AnswerAsync(NetworkStream line)
    {
        var command = new StringBuilder();
        while (command is not { Length: > 0 } || command[^1] is not '\0')
        {
            if (line.ReadByte() is not (>= 0 and var sign))
                return; // who asked has gone
            command.Append((char)sign);
        }

        var answer = command.ToString() is "zVERSION\0" ? "Scanner of tests 1.0\0" : _says ?? await ScanAsync(line);
        await line.WriteAsync(Encoding.ASCII.GetBytes(answer), CancellationToken.None);
    }

    private async Task<string> ScanAsync(NetworkStream line)
    {
        var (length, all) = (new byte[4], new MemoryStream());
        while (true)
        {
            await line.ReadExactlyAsync(length, CancellationToken.None);
            var piece = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            if (piece.Length == 0)
            {
                Seen.Add(all.Length);
                return all.ToArray().AsSpan().IndexOf("HARM"u8) >= 0 ? "stream: Test.Harm FOUND\0" : "stream: OK\0";
            }

            await line.ReadExactlyAsync(piece, CancellationToken.None);
            all.Write(piece);
        }
    }
}
