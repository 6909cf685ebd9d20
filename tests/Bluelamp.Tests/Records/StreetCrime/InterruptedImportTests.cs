using Bluelamp.Kernel.Running;
using Npgsql;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.StreetCrime;

/// <summary>An import that is killed between two files or in the middle of one, and run again.</summary>
public sealed class InterruptedImportTests
{
    private const int RowsEach = 30_000;

    [Theory]
    [InlineData("Files", 1)]
    [InlineData("Rows", 10_000)]
    [InlineData("Rows", RowsEach + 20_000)]
    public async Task What_was_stopped_is_in_by_whole_files_and_the_next_run_brings_the_rest(string step, long at)
    {
        await using var world = await StreetWorld.CreateAsync();
        Months(world);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        await Should.ThrowAsync<OperationCanceledException>(() =>
            world.ImportUntilAsync(stop.Token, progress: new At(step, at, stop.Cancel))
        );

        await AllIsInAsync(world);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(RowsEach + 10_000)]
    public async Task A_database_that_dies_in_the_middle_of_a_file_loses_nothing(long at)
    {
        await using var world = await StreetWorld.CreateAsync();
        Months(world);

        await Should.ThrowAsync<NpgsqlException>(() => world.ImportAsync(progress: new At("Rows", at, world.KillConnections)));

        await AllIsInAsync(world);
    }

    private static async Task AllIsInAsync(StreetWorld world)
    {
        var before = await world.CountAsync("select count(*) from records.street_crime");
        (before % RowsEach).ShouldBe(0);
        (await world.CountAsync("select count(*) from records.street_batch")).ShouldBe(before / RowsEach);
        (await world.CountAsync("select count(*) from kernel.ledger")).ShouldBe(before / RowsEach);

        var figures = await world.ImportAsync();
        figures.ShouldBe(new(3 * RowsEach, (3 * RowsEach) - before, 0, before, 0, figures.Seconds));
        (await world.CountAsync("select count(*) from records.street_crime where replaced_by is null")).ShouldBe(3 * RowsEach);
        (await world.ProblemsAsync()).ShouldBeEmpty();
    }

    private static void Months(StreetWorld world)
    {
        foreach (var month in (string[])["2021-03", "2021-04", "2022-01"])
        {
            var rows = Enumerable
                .Range(0, RowsEach)
                .Select(i =>
                    $",{month},Gwent Police,Gwent Police,-3.19{i % 100:0000},51.79{i % 90:0000},On or near Stryd {i % 500},W01001440,Blaenau Gwent 001A,Anti-social behaviour,,"
                );
            world.With($"{month}/{month}-gwent-street.csv.gz", string.Join('\n', rows.Prepend(PoliceUkImportTests.Header)));
        }
    }

    /// <summary>Does something when the work has come so far.</summary>
    private sealed class At(string step, long done, Action act) : IWorkProgress
    {
        private bool _acted;

        void IWorkProgress.Report(string at, long so, long? total)
        {
            if (_acted || !string.Equals(at, step, StringComparison.Ordinal) || so < done)
                return;
            _acted = true;
            act();
        }
    }
}
