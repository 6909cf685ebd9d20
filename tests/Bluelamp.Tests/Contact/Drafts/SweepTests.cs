using Bluelamp.Kernel.Operations;
using Bluelamp.Tests.Harness;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Contact.Drafts;

public sealed class SweepTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drafts_and_remembered_answers_go_when_they_run_out_and_no_sooner()
    {
        foreach (var (number, expires) in new[] { (1, "now() - interval '1 second'"), (2, "now() + interval '1 hour'") })
        {
            await DoAsync(
                $"""
                insert into contact.draft (draft, secret_hash, form, version, answers, expires_at)
                values (gen_random_uuid(), '\x0{number}', 'report-crime', 1, '"{number}"', {expires});
                insert into contact.idempotency (force, key_hash, body_hash, answer, expires_at) values (99, '\x0{number}', '', '{number}', {expires})
                """
            );
        }

        await shared.Host.Get<Sweeper>().SweepAsync(Ct); // the host sweeps at its start too, and may have been first
        (await shared.Host.Database.Source.RowsAsync("(select answers #>> '{}' from contact.draft)")).ShouldBe("(2)");
        (await shared.Host.Database.Source.RowsAsync("(select answer from contact.idempotency)")).ShouldBe("(2)");
    }

    [Fact]
    public void A_running_bluelamp_sweeps_by_itself() =>
        shared.Host.GetAll<Microsoft.Extensions.Hosting.IHostedService>().ShouldContain(static h => h is Sweeper);

    private async Task DoAsync(string sql)
    {
        await using var command = shared.Host.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
