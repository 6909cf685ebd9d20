using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bluelamp.Contact.Inbox;
using Bluelamp.Contact.Reports;
using Bluelamp.Kernel;
using Bluelamp.Kernel.Identifiers;
using Bluelamp.Records;
using Bluelamp.Tests.Contact.Forms;
using Bluelamp.Tests.Harness;
using Xunit;

namespace Bluelamp.Tests.Contact.Telling;

/// <summary>A report that came in by the API, and the messages that went out about it.</summary>
internal sealed record SentReport(TestHost Host, Id<Report> Report, string Reference, string Code)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Viewer Reporter => Viewer.Public(99).Holding(Report.Value);

    /// <summary>Sends the burglary with these answers changed; null takes an answer out.</summary>
    public static async Task<SentReport> SendAsync(TestHost host, params (string Question, string? Answer)[] changed)
    {
        var answers = JsonNode.Parse(TheForm.Burglary)!.AsObject();
        foreach (var (question, answer) in changed)
        {
            answers.Remove(question);
            if (answer is not null)
                answers[question] = JsonNode.Parse(answer);
        }

        using var content = new StringContent(
            new JsonObject { ["form"] = "report-crime", ["answers"] = answers }.ToJsonString(),
            Encoding.UTF8,
            "application/json"
        );
        using var answered = await host.Client.PostAsync("/api/v1/reports", content, Ct);
        var ticket = await answered.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.True(answered.IsSuccessStatusCode, ticket.ToString());
        var reference = ticket.GetProperty("reference").GetString()!;
        await using var ask = host.Database.Source.CreateCommand($"select report from contact.report where reference = '{reference}'");
        return new(host, new((Guid)(await ask.ExecuteScalarAsync(Ct))!), reference, ticket.GetProperty("followCode").GetString()!);
    }

    /// <summary>How it would be recorded as a burglary of people who are all new, once it is assessed.</summary>
    public async Task<RecordFromReport> PlanAsync()
    {
        IReadOnlyList<Entry> stream = [];
        await Eventually.TrueAsync(async () =>
            (stream = await Host.Get<ILedger>().StreamAsync(Report.Value, Host.Administrator, Ct)).Any(static e =>
                e.Event is ReportAssessed
            )
        );
        var content = ((ReportSubmitted)stream[0].Event).Content;
        return new(
            new(Host.Administrator.Force, Host.Get<IdSecret>()),
            Report,
            Reference,
            content,
            stream[0].At,
            Id<Crime>.New(),
            await Host.Get<CrimeNumbers>().NextAsync(Host.Administrator, Ct),
            "30C",
            content.Words,
            [.. content.People.Select(static _ => (Id<Nominal>?)null)],
            [],
            Read: 0
        );
    }

    public Task DecideAsync(ICommand<Report> command) => DecideAsync(Report, command);

    public async Task DecideAsync<TState>(Id<TState> stream, ICommand<TState> command)
        where TState : IState<TState> => (await Host.Get<ILedger>().DecideAsync(stream, command, Host.Administrator, Ct)).OrThrow();

    /// <summary>The messages about it, oldest first, once there are so many.</summary>
    public async Task<List<string>> MessagesAsync(int count)
    {
        List<string> found = [];
        await Eventually.TrueAsync(async () => (found = await MessagesAsync()).Count >= count);
        return found;
    }

    /// <summary>Each as <c>channel recipient | subject | body</c>.</summary>
    public async Task<List<string>> MessagesAsync()
    {
        await using var ask = Host.Database.Source.CreateCommand(
            $"""
            select channel || ' ' || recipient || ' | ' || subject || ' | ' || body from kernel.message
             where about = '{Report}' order by queued_at, message
            """
        );
        var found = new List<string>();
        await using var rows = await ask.ExecuteReaderAsync(Ct);
        while (await rows.ReadAsync(Ct))
            found.Add(rows.GetString(0));
        return found;
    }

    /// <summary>Waits until everything that this report leads to has happened: a later one was confirmed, and reactions go in order.</summary>
    public async Task SettleAsync()
    {
        var later = await SendAsync(Host);
        await later.MessagesAsync(1);
    }
}
