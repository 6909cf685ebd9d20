using Bluelamp.Kernel;
using Bluelamp.Kernel.Running;
using Bluelamp.Kernel.Sealing;
using Bluelamp.Tests.Harness;
using Bluelamp.Tests.Kernel.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel.Ledger;

/// <summary>The clock of a machine is set wrong, and set right again.</summary>
public sealed class ClockJumpTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeClock _clock = new(Noon);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_ledgers_time_never_goes_back()
    {
        var time = new LedgerClock(_clock);
        var told = new List<DateTimeOffset>();
        foreach (var jump in (double[])[0, -3600, 60, -86_400 * 365, 86_400 * 30, -1, 0.000_001])
        {
            _clock.Now += TimeSpan.FromSeconds(jump);
            told.Add(time.Next());
        }

        told.ShouldBe(told.Order());
        told[^1].ShouldBeGreaterThanOrEqualTo(Noon);
    }

    [Fact]
    public async Task After_a_restart_with_a_clock_set_back_the_ledger_goes_on_where_it_ended()
    {
        await using var world = await SealedWorld.CreateAsync(services => services.AddSingleton<TimeProvider>(_clock));
        await world.BeaconAsync();
        _clock.Now = Noon.AddYears(-3);
        var restarted = new LedgerClock(_clock);
        await restarted.CatchUpAsync(world.Source, Ct);
        restarted.Next().ShouldBe(Noon);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-60 * 24 * 365)]
    [InlineData(60 * 24 * 365 * 5)]
    public async Task Whatever_the_clock_does_what_is_written_is_sealed_in_order_and_verifies(int minutes)
    {
        await using var world = await SealedWorld.CreateAsync(services => services.AddSingleton<TimeProvider>(_clock));
        await world.BeaconsAsync(2);
        await world.SealAsync();
        _clock.Now = Noon.AddMinutes(minutes);
        await world.BeaconsAsync(2);
        await world.SealAsync();
        _clock.Now = _clock.Now > Noon ? _clock.Now : Noon; // somebody sets it right
        await world.BeaconsAsync(2);
        await world.SealAsync();
        (await world.Get<Verifier>().RunAsync([], SilentProgress.Instance, Ct)).Wrong.ShouldBeEmpty();
        (
            await world.AskAsync<bool>(
                "select bool_and(at >= before) from (select at, lag(at, 1, at) over (order by xid, position) as before from kernel.ledger) l"
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_written_while_the_clock_ran_ahead_is_named_once_it_is_set_right()
    {
        await using var world = await SealedWorld.CreateAsync(services => services.AddSingleton<TimeProvider>(_clock));
        _clock.Now = Noon.AddYears(1);
        await world.BeaconAsync();
        await world.SealAsync();
        _clock.Now = Noon;
        (await world.Get<Verifier>().RunAsync([], SilentProgress.Instance, Ct)).Wrong.ShouldContain(static w =>
            w.Problem.Contains("lies in the future", StringComparison.Ordinal)
        );
    }
}
