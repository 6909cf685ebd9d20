using Bluelamp.Kernel;
using Bluelamp.Kernel.Messages;
using Bluelamp.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Messages;

public sealed class MessageTests
{
    private const short Force = 98;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_is_queued_twice_goes_out_once()
    {
        await using var post = await PostOffice.OpenAsync();
        var message = OutgoingMessage.Email(Guid.CreateVersion7(), "jo@example.com", "News", "There is news.", "en");
        await post.Messages.QueueAsync(message, Force, Ct);
        await post.Messages.QueueAsync(message with { Body = "Other news." }, Force, Ct);
        await post.Worker.SendDueAsync(Ct);
        await post.Worker.SendDueAsync(Ct);
        post.Sent.ShouldHaveSingleItem().Body.ShouldBe("There is news.");
    }

    [Fact]
    public async Task Two_workers_do_not_send_the_same_message()
    {
        await using var post = await PostOffice.OpenAsync();
        for (var i = 0; i < 30; i++)
            await post.Messages.QueueAsync(OutgoingMessage.Email(Guid.CreateVersion7(), "jo@example.com", "News", $"{i}", "en"), Force, Ct);
        await Task.WhenAll(post.Worker.SendDueAsync(Ct), post.Worker.SendDueAsync(Ct));
        await post.Worker.SendDueAsync(Ct);
        post.Sent.Select(static m => m.Id).ShouldBeUnique();
        post.Sent.Length.ShouldBe(30);
    }

    [Fact]
    public async Task A_server_that_refuses_is_asked_again_later_and_at_last_an_operator_is()
    {
        await using var post = await PostOffice.OpenAsync();
        post.Refuses = true;
        await post.Messages.QueueAsync(OutgoingMessage.Email(Guid.CreateVersion7(), "jo@example.com", "News", "…", "en"), Force, Ct);
        for (var i = 0; i < 8; i++)
        {
            (await post.Worker.SendDueAsync(Ct)).ShouldBe(1);
            (await post.Worker.SendDueAsync(Ct)).ShouldBe(0, "it waits");
            await post.WaitAsync();
        }

        (await post.Worker.SendDueAsync(Ct)).ShouldBe(0, "it was given up");
        (await post.CountAsync("failed and error like 'IOException%'")).ShouldBe(1);
    }

    [Theory]
    [InlineData(59, 0, 1)]
    [InlineData(61, 1, 0)]
    public async Task The_words_of_a_message_go_an_hour_after_it_was_sent_and_that_it_was_sent_stays(int minutes, int swept, int readable)
    {
        await using var post = await PostOffice.OpenAsync();
        await post.Messages.QueueAsync(
            OutgoingMessage.Email(Guid.CreateVersion7(), "jo@example.com", "Your code", "K7QM", "en"),
            Force,
            Ct
        );
        await post.Worker.SendDueAsync(Ct);
        (await post.WordsAfter(TimeSpan.FromMinutes(minutes)).SweepAsync(Ct)).ShouldBe(swept);
        (await post.CountAsync("body = 'K7QM' and subject = 'Your code' and erased_at is null")).ShouldBe(readable);
        (await post.CountAsync("recipient = 'jo@example.com' and sent_at is not null")).ShouldBe(1);
        (await post.CountAsync("body = '' and subject = '' and erased_at is not null")).ShouldBe(1 - readable);
        (await post.WordsAfter(TimeSpan.FromMinutes(minutes)).SweepAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task The_outbox_of_an_invented_force_can_be_read_for_a_month()
    {
        await using var post = await PostOffice.OpenAsync();
        await post.Messages.QueueAsync(
            OutgoingMessage.Email(Guid.CreateVersion7(), "jo@example.com", "Your code", "K7QM", "en"),
            Force,
            Ct
        );
        await post.Worker.SendDueAsync(Ct);
        (await post.WordsAfter(TimeSpan.FromDays(29), demo: true).SweepAsync(Ct)).ShouldBe(0);
        (await post.WordsAfter(TimeSpan.FromDays(31), demo: true).SweepAsync(Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_waits_keeps_its_words_and_one_that_was_given_up_keeps_them_for_a_month()
    {
        await using var post = await PostOffice.OpenAsync();
        post.Refuses = true;
        await post.Messages.QueueAsync(OutgoingMessage.Email(Guid.CreateVersion7(), "jo@example.com", "News", "…", "en"), Force, Ct);
        (await post.WordsAfter(TimeSpan.FromDays(31)).SweepAsync(Ct)).ShouldBe(0, "it is still to be sent");
        for (var i = 0; i < 8; i++)
        {
            await post.Worker.SendDueAsync(Ct);
            await post.WaitAsync();
        }

        (await post.WordsAfter(TimeSpan.FromDays(29)).SweepAsync(Ct)).ShouldBe(0);
        (await post.WordsAfter(TimeSpan.FromDays(31)).SweepAsync(Ct)).ShouldBe(1);
    }

    [Theory]
    [InlineData("jo@example.com\r\nBcc: all@example.com", "News")]
    [InlineData("jo@example.com", "News\r\nBcc: all@example.com")]
    [InlineData("not an address", "News")]
    public async Task What_would_forge_a_header_is_never_handed_over(string to, string subject)
    {
        await using var post = await PostOffice.OpenAsync();
        await post.Messages.QueueAsync(OutgoingMessage.Email(Guid.CreateVersion7(), to, subject, "…", "en"), Force, Ct);
        await post.Worker.SendDueAsync(Ct);
        post.Sent.ShouldBeEmpty();
        (await post.CountAsync("failed")).ShouldBe(1);
    }

    [Fact]
    public void A_text_message_says_that_there_is_news_and_no_more()
    {
        var text = new SmsText(new("Lampshire Police", "Heddlu Llwynlamp"), "LP-7K3M-9", new("https://lampshire.example.com/follow"));
        OutgoingMessage
            .Sms(Guid.CreateVersion7(), "07700 900123", text, "cy")
            .Body.ShouldBe("Heddlu Llwynlamp: mae diweddariad ar gyfer LP-7K3M-9. Darllenwch ef yn https://lampshire.example.com/follow");
    }

    [Fact]
    public void An_email_bears_its_own_id_so_that_a_second_copy_is_known_as_one()
    {
        var message = OutgoingMessage.Email(new("00000000-0000-7000-8000-00000000000a"), "jo@example.com", "Newyddion ŵ", "…", "cy");
        using var mail = SmtpSender.Mail(message, "no-reply@lampshire.example.com");
        mail.MessageId.ShouldBe("0000000000007000800000000000000a@bluelamp");
        mail.Subject.ShouldBe("Newyddion ŵ");
        mail.To.Mailboxes.Single().Address.ShouldBe("jo@example.com");
    }

    /// <summary>Outbox and worker over a database, with a sender that a test can look into.</summary>
    private sealed class PostOffice : IMessageSender, IAsyncDisposable
    {
        private readonly TestDatabase _database;
        private readonly Db _db;
        private readonly System.Collections.Concurrent.ConcurrentQueue<OutgoingMessage> _sent = [];

        private PostOffice(TestDatabase database)
        {
            _database = database;
            _db = new Db(database.Source, null!); // working tables only: nothing is looked at
            Messages = new Outbox(_db, TimeProvider.System);
            var watch = new DatabaseWatch(database.Source, TimeProvider.System, NullLogger<DatabaseWatch>.Instance);
            Worker = new(database.Source, _db, new([this]), new(), TimeProvider.System, watch, NullLogger<MessageWorker>.Instance);
        }

        public Channel Channel => Channel.Email;

        public bool Refuses { get; set; }

        public Outbox Messages { get; }

        public MessageWorker Worker { get; }

        public OutgoingMessage[] Sent => [.. _sent];

        public static async Task<PostOffice> OpenAsync()
        {
            var database = await TestDatabase.CreateAsync();
            await Schema.ApplyAsync(database.Source, [], Ct);
            return new(database);
        }

        public Task SendAsync(OutgoingMessage message, CancellationToken ct)
        {
            if (Refuses)
                throw new IOException("The server is busy.");
            _sent.Enqueue(message);
            return Task.CompletedTask;
        }

        /// <summary>The sweep of words, so long from now.</summary>
        public MessageWords WordsAfter(TimeSpan time, bool demo = false) =>
            new(_db, new(), new() { Demo = demo }, new FakeClock(TimeProvider.System.GetUtcNow() + time));

        public Task WaitAsync() => RunAsync("update kernel.message set next_at = now() - interval '1 second'");

        public async Task<long> CountAsync(string which)
        {
            await using var count = _database.Source.CreateCommand($"select count(*) from kernel.message where {which}");
            return (long)(await count.ExecuteScalarAsync(Ct))!;
        }

        public ValueTask DisposeAsync() => _database.DisposeAsync();

        private async Task RunAsync(string sql)
        {
            await using var command = _database.Source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(Ct);
        }
    }
}
