using System.Net;
using System.Text;
using Bluelamp.Kernel.Operations;
using Bluelamp.Tests.Contact.Forms;
using Bluelamp.Tests.Contact.Pages;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host;

/// <summary>The clock of a machine is set while Bluelamp runs on it: what is due ends, nothing lasts longer, nothing breaks.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new(TimeProvider.System.GetUtcNow());
    private TestHost _host = null!; // set before each test

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(clock: _clock);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_session_ends_when_nothing_was_asked_for_half_an_hour()
    {
        var officer = await _host.SignInAsync("officer");
        await PassAsync(officer, TimeSpan.FromMinutes(29), HttpStatusCode.OK);
        await PassAsync(officer, TimeSpan.FromMinutes(29), HttpStatusCode.OK);
        await PassAsync(officer, TimeSpan.FromMinutes(31), HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_session_ends_after_a_shift_however_busy_it_was()
    {
        var officer = await _host.SignInAsync("officer");
        for (var minutes = 25; minutes < 12 * 60; minutes += 25)
            await PassAsync(officer, TimeSpan.FromMinutes(25), HttpStatusCode.OK);
        await PassAsync(officer, TimeSpan.FromMinutes(25), HttpStatusCode.Found);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(-60)]
    [InlineData(-60 * 24 * 365)]
    [InlineData(60 * 24 * 365)]
    public async Task A_clock_that_jumps_prolongs_no_session_and_whoever_signs_in_anew_goes_on(int minutes)
    {
        var officer = await _host.SignInAsync("officer");
        await PassAsync(officer, TimeSpan.FromMinutes(minutes), HttpStatusCode.Found);

        var (again, secret) = await _host.EnrolAsync("officer");
        using var answer = await again.SignInAsync(secret, step: minutes * 2);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await PassAsync(again, TimeSpan.FromMinutes(29), HttpStatusCode.OK);
        await PassAsync(again, TimeSpan.FromMinutes(31), HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_clock_that_is_put_right_by_a_minute_signs_nobody_out()
    {
        var officer = await _host.SignInAsync("officer");
        await PassAsync(officer, TimeSpan.FromMinutes(-1), HttpStatusCode.OK);
        await PassAsync(officer, TimeSpan.FromMinutes(32), HttpStatusCode.Found);
    }

    [Theory]
    [InlineData(59, "/follow/report")]
    [InlineData(61, "/follow")]
    [InlineData(-1, "/follow/report")]
    [InlineData(-59, "/follow")]
    [InlineData(-60 * 24 * 365, "/follow")]
    public async Task A_reporter_reads_on_for_an_hour_and_no_longer(int minutes, string where)
    {
        using var reporter = new Browsing(_host);
        await ReportingTests.ReportTheftAsync(reporter, "");
        await reporter.GoAsync($"/{reporter.Page.QuerySelector("main a[href*='follow?']")!.GetAttribute("href")}", Ct);
        await reporter.SendAsync(Ct);
        _clock.Now += TimeSpan.FromMinutes(minutes);
        await reporter.GoAsync("/follow/report", Ct);
        (reporter.Status, reporter.Address).ShouldBe((HttpStatusCode.OK, where));
    }

    [Theory]
    [InlineData(6, "/report-crime/when")]
    [InlineData(8, "/report-crime")]
    [InlineData(3650, "/report-crime")]
    public async Task A_draft_is_kept_for_a_week_and_then_the_form_begins_anew(int days, string where)
    {
        using var reporter = new Browsing(_host);
        await ReportingTests.ToWhenAsync(reporter, "");
        _clock.Now += TimeSpan.FromDays(days);
        await reporter.SendAsync(Ct, ("when-precision", "exact"));
        reporter.Address.ShouldBe(where);
        await reporter.GoAsync("/report-crime/when", Ct);
        (reporter.Status, reporter.Address).ShouldBe((HttpStatusCode.OK, where));
    }

    [Fact]
    public async Task A_draft_from_the_future_stays_but_for_a_week_at_most()
    {
        using var reporter = new Browsing(_host);
        await ReportingTests.ToWhenAsync(reporter, "");
        _clock.Now -= TimeSpan.FromDays(365);
        await _host.Get<Sweeper>().SweepAsync(Ct);
        await reporter.GoAsync("/report-crime/when", Ct);
        reporter.Address.ShouldBe("/report-crime/when");
        _clock.Now += TimeSpan.FromDays(8);
        await reporter.GoAsync("/report-crime/when", Ct);
        reporter.Address.ShouldBe("/report-crime");
        (await _host.Get<Sweeper>().SweepAsync(Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task Whatever_the_clock_does_reports_are_taken_and_confirmed_and_the_ledgers_time_never_goes_back()
    {
        var taken = 0;
        foreach (var jump in (double[])[0, 365, -360, -0.01])
        {
            _clock.Now += TimeSpan.FromDays(jump);
            await ReportAsync();
            taken++;
            await Eventually.TrueAsync(() => TrueAsync($"select count(*) = {taken} from kernel.message where sent_at is not null"));
            // What is decided before a jump and written after it would stand behind what was decided after.
            await Eventually.TrueAsync(() =>
                TrueAsync($"select count(*) = {taken} from kernel.ledger where type like 'contact.report-assessed.%'")
            );
        }

        (
            await TrueAsync(
                "select bool_and(at >= before) from (select at, lag(at, 1, at) over (order by xid, position) as before from kernel.ledger) l"
            )
        ).ShouldBeTrue();
    }

    private async Task ReportAsync()
    {
        using var body = new StringContent(
            $$"""{ "form": "report-crime", "answers": {{TheForm.Burglary}} }""",
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await _host.Client.PostAsync("/api/v1/reports", body, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, $"at {_clock.Now}: {await answer.Content.ReadAsStringAsync(Ct)}");
    }

    private async Task PassAsync(StaffClient staff, TimeSpan time, HttpStatusCode then)
    {
        _clock.Now += time;
        using var page = new HttpRequestMessage(HttpMethod.Get, "/desk") { Headers = { { "Accept", "text/html" } } };
        using var answer = await staff.Http.SendAsync(page, Ct);
        answer.StatusCode.ShouldBe(then, $"after {time}");
    }

    private async Task<bool> TrueAsync(string sql)
    {
        await using var ask = _host.Database.Source.CreateCommand(sql);
        return (bool)(await ask.ExecuteScalarAsync(Ct))!;
    }
}
