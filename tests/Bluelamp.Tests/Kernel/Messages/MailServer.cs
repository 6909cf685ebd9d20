using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bluelamp.Tests.Kernel.Messages;

/// <summary>A mail server as small as RFC 5321 allows, on loopback: it says what it is told to, and keeps every conversation.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Mail> _taken = [];
    private readonly Task _serving;

    public MailServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it offers after its greeting, such as <c>AUTH PLAIN</c>.</summary>
    public string[] Offers { get; init; } = [];

    /// <summary>What it answers in place of its own answer: by the verb, or <c>.</c> for the end of a mail. Empty: it hangs up.</summary>
    public ConcurrentDictionary<string, string> Instead { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every line that it was sent, but for those of mails.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    public Mail[] Taken => [.. _taken];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 mail.example.com");
        var (from, to) = ("", "");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            Heard.Enqueue(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb is "DATA" && !Instead.ContainsKey(verb))
            {
                await writer.WriteLineAsync("354 Go on");
                var mail = new Mail(from, to, await ReadMailAsync(reader));
                if (!await SayAsync(writer, ".", "250 Taken"))
                    return;
                if (!Instead.ContainsKey("."))
                    _taken.Enqueue(mail);
                continue;
            }

            if (verb is "MAIL")
                from = Between(line);
            if (verb is "RCPT")
                to = Between(line);
            if (!await SayAsync(writer, verb, Own(verb)))
                return;
            if (verb is "QUIT")
                return;
        }
    }

    private string Own(string verb) =>
        verb switch
        {
            "EHLO" => string.Join("\r\n", Offers.Prepend("mail.example.com").Select((o, i) => $"250{(i == Offers.Length ? ' ' : '-')}{o}")),
            "AUTH" => "235 Known",
            "QUIT" => "221 Bye",
            _ => "250 Yes",
        };

    /// <summary>Whether the conversation goes on.</summary>
    private async Task<bool> SayAsync(StreamWriter writer, string to, string own)
    {
        var answer = Instead.GetValueOrDefault(to, own);
        if (answer.Length == 0)
            return false;
        await writer.WriteLineAsync(answer);
        return true;
    }

    /// <summary>A point at the beginning of a line is doubled on the way.</summary>
    private async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line is not ".")
            mail.AppendLine(line.StartsWith('.') ? line[1..] : line);
        return mail.ToString();
    }

    private static string Between(string line) => line.Split('<', '>')[1];
}

/// <summary>A mail that a server took: its envelope, and what stood in it.</summary>
internal sealed record Mail(string From, string To, string Text);
