using System.Text;
using Bluelamp.Kernel.Messages;
using MailKit.Net.Smtp;
using MimeKit;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Messages;

/// <summary>The conversation with a mail server, over a real socket.</summary>
public sealed class SmtpSenderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static OutgoingMessage News { get; } =
        OutgoingMessage.Email(
            Guid.CreateVersion7(),
            "sian@example.com",
            "Newyddion am eich adroddiad ŵ",
            "Mae newyddion.\n.\n..a line that begins with points\nDiwedd.",
            "cy"
        );

    [Fact]
    public async Task A_message_arrives_whole_at_whom_it_is_for()
    {
        await using var server = new MailServer();
        await To(server).SendAsync(News, Ct);
        var mail = server.Taken.ShouldHaveSingleItem();
        (mail.From, mail.To).ShouldBe(("no-reply@lampshire.example.com", "sian@example.com"));
        using var read = await ReadAsync(mail);
        read.Subject.ShouldBe(News.Subject);
        read.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n').ShouldBe(News.Body);
        read.MessageId.ShouldBe($"{News.Id:n}@bluelamp");
        read.Body!.Headers[HeaderId.ContentLanguage].ShouldBe("cy");
        read.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
        server.Heard.ShouldContain("QUIT");
    }

    [Fact]
    public async Task A_password_is_given_to_a_server_that_asks_for_one()
    {
        await using var server = new MailServer { Offers = ["AUTH PLAIN"] };
        await To(server, "lamp", "three lanterns").SendAsync(News, Ct);
        var given = server.Heard.Single(static l => l.StartsWith("AUTH PLAIN ", StringComparison.Ordinal))["AUTH PLAIN ".Length..];
        Encoding.UTF8.GetString(Convert.FromBase64String(given)).ShouldBe("\0lamp\0three lanterns");
        server.Taken.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_without_encryption_is_told_nothing()
    {
        await using var server = new MailServer { Offers = ["AUTH PLAIN"] };
        var sender = new SmtpSender(
            new()
            {
                Host = "127.0.0.1",
                Port = server.Port,
                User = "lamp",
                Password = "three lanterns",
            }
        );
        await Should.ThrowAsync<NotSupportedException>(() => sender.SendAsync(News, Ct));
        server.Taken.ShouldBeEmpty();
        server.Heard.ShouldNotContain(static l =>
            l.StartsWith("AUTH", StringComparison.Ordinal) || l.StartsWith("MAIL", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("MAIL", "451 Try later")]
    [InlineData("RCPT", "550 Nobody of that name")]
    [InlineData("DATA", "452 The disk is full")]
    [InlineData(".", "554 Taken for spam")]
    [InlineData("MAIL", "")]
    [InlineData(".", "")]
    public async Task What_the_server_does_not_take_is_not_said_to_be_sent_and_goes_when_it_is_asked_again(string at, string answer)
    {
        await using var server = new MailServer();
        server.Instead[at] = answer;
        var failed = await Should.ThrowAsync<Exception>(() => To(server).SendAsync(News, Ct));
        (failed is SmtpCommandException or SmtpProtocolException or IOException).ShouldBeTrue(failed.ToString());
        server.Taken.ShouldBeEmpty();
        server.Instead.Clear();
        await To(server).SendAsync(News, Ct);
        using var read = await ReadAsync(server.Taken.ShouldHaveSingleItem());
        read.MessageId.ShouldBe($"{News.Id:n}@bluelamp", "a mail program knows the second copy of what was taken after all");
    }

    [Fact]
    public async Task A_server_that_took_the_message_and_then_fell_silent_has_it()
    {
        await using var server = new MailServer();
        server.Instead["QUIT"] = "";
        await To(server).SendAsync(News, Ct);
        server.Taken.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_an_error_and_no_hang()
    {
        int port;
        await using (var server = new MailServer())
            port = server.Port;
        var sender = new SmtpSender(
            new()
            {
                Host = "127.0.0.1",
                Port = port,
                WithoutTls = true,
            }
        );
        await Should.ThrowAsync<System.Net.Sockets.SocketException>(() => sender.SendAsync(News, Ct));
    }

    private static SmtpSender To(MailServer server, string? user = null, string? password = null) =>
        new(
            new()
            {
                Host = "127.0.0.1",
                Port = server.Port,
                User = user,
                Password = password,
                WithoutTls = true,
            }
        );

    private static Task<MimeMessage> ReadAsync(Mail mail) => MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(mail.Text)), Ct);
}
