using Bluelamp.Kernel;
using Bluelamp.Kernel.Operations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Kernel;

public sealed class DatabaseWorkerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_with_a_defect_says_so_and_goes_on_and_stops_when_it_is_asked_to()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1");
        using var watch = new DatabaseWatch(nowhere, TimeProvider.System, NullLogger<DatabaseWatch>.Instance);
        using var worker = new Stumbling(watch);
        await worker.StartAsync(Ct);
        await worker.AtWork.WaitAsync(TimeSpan.FromMinutes(1), Ct);
        worker.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await worker.StopAsync(Ct);
        worker.Said.ShouldBe(["first", "second"]);
        worker.ExecuteTask.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task A_worker_that_keeps_failing_is_named_until_it_is_well_and_in_the_log_once_a_minute()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1");
        var (clock, log) = (new Seconds(), new Told());
        using var watch = new DatabaseWatch(nowhere, clock, log);
        watch.Failing.ShouldBeEmpty();
        for (var second = 0; second < 90; second++)
        {
            watch.Interrupted(new InvalidOperationException("a defect"), "Sealer");
            clock.Passed++;
        }

        log.Lines.Count.ShouldBe(2, "at the first second and at the sixtieth");
        watch.Interrupted(new FormatException("another defect"), "Sealer");
        log.Lines.Count.ShouldBe(3);
        watch.Interrupted(new FormatException("another defect"), "LiveFeed");
        log.Lines.Count.ShouldBe(4);
        watch.Failing.ShouldBe(["LiveFeed", "Sealer"]);
        new Readiness(Database: true, TimeSpan.Zero, Parked: 0, GivenUp: 0, watch.Failing)
            .ToString()
            .ShouldBe("ready; LiveFeed fails; Sealer fails");
        clock.Passed += 60;
        watch.Failing.ShouldBeEmpty();
    }

    /// <summary>A clock of whole seconds.</summary>
    private sealed class Seconds : TimeProvider
    {
        public long Passed { get; set; } = 100;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Passed;
    }

    private sealed class Told : ILogger<DatabaseWatch>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Add(formatter(state, exception));
    }

    /// <summary>Fails twice, then works.</summary>
    private sealed class Stumbling(DatabaseWatch watch) : DatabaseWorker(TimeProvider.System, watch)
    {
        private readonly TaskCompletionSource _atWork = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Queue<string> _defects = new(["first", "second"]);

        public Task AtWork => _atWork.Task;

        public List<string> Said { get; } = [];

        protected override void Say(Exception e)
        {
            Said.Add(e.Message);
            base.Say(e);
        }

        protected override async Task WorkAsync(CancellationToken ct)
        {
            if (_defects.TryDequeue(out var defect))
                throw new InvalidOperationException(defect);
            _atWork.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        }
    }
}
