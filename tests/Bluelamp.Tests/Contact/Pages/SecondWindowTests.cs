using System.Net;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Pages;

/// <summary>What becomes of a form that was read before something else happened: sent twice, open in two windows, begun again.</summary>
public sealed class SecondWindowTests : IAsyncLifetime
{
    private const string Story = "My bicycle was taken from outside the library.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Each has its own: all readers come from one address, and an address is limited.</summary>
    private TestHost Host { get; set; } = null!; // set before the test

    public async ValueTask InitializeAsync() => Host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("/cy")]
    public async Task A_report_that_was_sent_already_leads_every_window_to_its_reference(string language)
    {
        using var reader = new Browsing(Host);
        await ReportingTests.ToCheckAsync(reader, language);
        using var again = reader.Window();
        using var question = reader.Window();
        using var save = reader.Window();
        await again.GoAsync($"{language}/report-crime/check", Ct);
        await question.GoAsync($"{language}/report-crime/what-happened", Ct);
        await save.GoAsync($"{language}/report-crime/save", Ct);
        await reader.SendAsync("form[action$='/check']", Ct);
        await again.SendAsync("form[action$='/check']", Ct);
        await question.SendAsync(Ct);
        await save.SendAsync(Ct);
        var reference = reader.Page.QuerySelector(".bl-reference")!.TextContent;
        foreach (var window in (Browsing[])[again, question, save])
        {
            window.Address.ShouldBe($"{language}/report-crime/done");
            window.Status.ShouldBe(HttpStatusCode.OK);
            window.Page.QuerySelector(".bl-reference")!.TextContent.ShouldBe(reference);
        }
    }

    private const string Another = "form:has([name=another])";

    private static async Task ToThingsAsync(Browsing reader)
    {
        await ReportingTests.ToWhenAsync(reader, "");
        await reader.SendAsync(Ct, ("when-precision", "unknown"));
        await reader.SendAsync(Ct, ("where-words", "The bus station"), ("where-town", "Llanfair"));
        await reader.SendAsync(Ct, ("anything_taken", "yes"));
    }

    private static async Task ToListAsync(Browsing reader)
    {
        await ToThingsAsync(reader);
        await reader.SendAsync(Ct, ("stolen-what", "bicycle"));
    }

    private static async Task AddAsync(Browsing reader, string thing)
    {
        await reader.SendAsync(Another, Ct, ("another", "yes"));
        await reader.SendAsync(Ct, ("stolen-what", thing));
    }

    private async Task<string> DraftsAsync()
    {
        await using var ask = Host.Database.Source.CreateCommand("select coalesce(string_agg(answers::text, ' '), '') from contact.draft");
        return (string)(await ask.ExecuteScalarAsync(Ct))!; // never null
    }
}
