using System.Globalization;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Bluelamp.Kernel.Messages;

/// <summary>Where e-mail goes out: the configuration section <c>Smtp</c>. Without a host nothing is sent, and messages wait in the outbox.</summary>
public sealed record SmtpOptions
{
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    public string? User { get; init; }

    public string? Password { get; init; }

    public string From { get; init; } = "no-reply@lampshire.example.com";

    /// <summary>Only for a relay on the same machine. Otherwise a server without TLS is refused, so that no message travels in the open.</summary>
    public bool WithoutTls { get; init; }
}

/// <summary>Sends e-mail through an SMTP server.</summary>
internal sealed class SmtpSender(SmtpOptions options) : IMessageSender
{
    public Channel Channel => Channel.Email;

    public async Task SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        using var client = new SmtpClient();
        var security = options.WithoutTls ? SecureSocketOptions.None : SecureSocketOptions.StartTls;
        await client.ConnectAsync(options.Host!, options.Port, options.Port == 465 ? SecureSocketOptions.SslOnConnect : security, ct); // registered only with a host
        if (options.User is not null)
            await client.AuthenticateAsync(options.User, options.Password ?? "", ct);
        using var mail = Mail(message, options.From);
        await client.SendAsync(mail, ct);
        await client.DisconnectAsync(quit: true, ct);
    }

    /// <summary>Addresses and subject are objects, never text that is put together: there is nothing to inject into.</summary>
    internal static MimeMessage Mail(OutgoingMessage message, string from)
    {
        var mail = new MimeMessage
        {
            Subject = message.Subject,
            Body = new TextPart("plain") { Text = message.Body },
        };
        mail.From.Add(MailboxAddress.Parse(from));
        mail.To.Add(MailboxAddress.Parse(message.Recipient));
        mail.MessageId = string.Create(CultureInfo.InvariantCulture, $"{message.Id:n}@bluelamp");
        mail.Headers.Add(HeaderId.ContentLanguage, message.Language);
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }
}
