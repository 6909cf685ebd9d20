using Bluelamp.Kernel;
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
