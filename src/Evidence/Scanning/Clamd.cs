using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Bluelamp.Evidence.Scanning;

/// <summary>What a scanner said.</summary>
/// <param name="Scanner">Its name, version and the version of what it knows.</param>
/// <param name="Finding">What it found; nothing when it found nothing.</param>
/// <param name="Unable">Why it could not look through all of it.</param>
public sealed record Verdict(string Scanner, string? Finding, string? Unable);

/// <summary>Asks a scanner over the protocol of clamd: <c>zVERSION</c>, and <c>zINSTREAM</c> with the bytes in pieces that say their length first.</summary>
internal sealed class Clamd(ScanOptions options)
{
    private const int Piece = 128 * 1024;
    private const int LongestAnswer = 1_000;

    public bool IsOpen => options.Address is not null;

    /// <summary>Has a content looked through, from its first byte to its last.</summary>
    /// <exception cref="IOException">The scanner does not answer.</exception>
    public async Task<Verdict> ScanAsync(Stream content, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(options.Patience);
        try
        {
            var version = await AskAsync("zVERSION\0", content: null, patience.Token);
            return Read(version, await AskAsync("zINSTREAM\0", content, patience.Token));
        }
        catch (SocketException e)
        {
            throw new IOException($"The scanner at {options.Address} does not answer.", e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new IOException($"The scanner at {options.Address} takes too long.", e);
        }
    }

    /// <summary><c>stream: OK</c>, <c>stream: NAME FOUND</c>, or why not.</summary>
    private static Verdict Read(string version, string answer) =>
        answer switch
        {
            "stream: OK" => new(version, Finding: null, Unable: null),
            _ when answer.EndsWith(" FOUND", StringComparison.Ordinal) => new(version, Named(answer[..^" FOUND".Length]), Unable: null),
            _ when answer.EndsWith(" ERROR", StringComparison.Ordinal) => new(
                version,
                Finding: null,
                answer[..^" ERROR".Length].TrimEnd('.')
            ),
            _ => throw new IOException("The scanner broke off."),
        };

    private static string Named(string answer) => answer[(answer.IndexOf(": ", StringComparison.Ordinal) + 2)..];

    private async Task<string> AskAsync(string command, Stream? content, CancellationToken ct)
    {
        using var socket = await ConnectAsync(ct);
        await using var line = new NetworkStream(socket);
        await line.WriteAsync(Encoding.ASCII.GetBytes(command), ct);
        if (content is not null)
            await SendAsync(line, content, ct);
        return await AnswerAsync(line, ct);
    }

    /// <summary>A scanner that has seen enough stops listening before the end: its answer is there all the same.</summary>
    private static async Task SendAsync(NetworkStream line, Stream content, CancellationToken ct)
    {
        var piece = new byte[4 + Piece];
        try
        {
            int read;
            do
            {
                read = await content.ReadAsync(piece.AsMemory(4), ct);
                BinaryPrimitives.WriteInt32BigEndian(piece, read);
                await line.WriteAsync(piece.AsMemory(0, 4 + read), ct); // the last one has length nothing
            } while (read > 0);
        }
        catch (IOException)
        {
            // the answer says why
        }
    }

    /// <summary>Up to its end mark and no further: a scanner that did not read all of the file breaks the line off behind its answer.</summary>
    private static async Task<string> AnswerAsync(NetworkStream line, CancellationToken ct)
    {
        var (answer, length) = (new byte[LongestAnswer], 0);
        while (length < answer.Length && !answer.AsSpan(0, length).Contains((byte)0))
        {
            var read = await line.ReadAsync(answer.AsMemory(length), ct);
            if (read == 0)
                break;
            length += read;
        }

        return Encoding.ASCII.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }

    private async Task<Socket> ConnectAsync(CancellationToken ct)
    {
        var address = new Uri(options.Address!); // asked before
        var isFile = address.Scheme is "unix";
        var socket = isFile
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (isFile)
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.AbsolutePath), ct);
            else
                await socket.ConnectAsync(address.Host, address.Port, ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
