using Bluelamp.Kernel.Running;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.StreetCrime;

/// <summary>Real files of data.police.uk, as its publisher made and later revised them.</summary>
public sealed class PublishedFilesTests
{
    [Theory]
    [InlineData("2021-03", 5608, 38)]
    [InlineData("2021-07", 5209, 102)]
    [InlineData("2021-11", 5079, 502)]
    public async Task A_later_download_of_a_month_changes_just_the_outcomes_that_were_revised(string month, int rows, int revised)
    {
        await using var world = await StreetWorld.CreateAsync();
        Copy($"{month}/{month}-gwent-street.csv.gz", world);
        (await world.ImportAsync()).ShouldBe(new(rows, rows, 0, 0, 0, 0), Seconds);

        Copy($"revisions/{month}/{month}-gwent-street.csv.gz", world);
        (await world.ImportAsync()).ShouldBe(new(2 * rows, 0, revised, (2 * rows) - revised, 0, 0), Seconds);
        (await world.ImportAsync()).ShouldBe(new(2 * rows, 0, 0, 2 * rows, 0, 0), Seconds);
        (await world.CountAsync("select count(*) from records.street_crime where replaced_by is null")).ShouldBe(rows);
        (await world.CountAsync("select count(*) from records.street_crime")).ShouldBe(rows + revised);
        (await world.ProblemsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2021-06/2021-06-btp-street.csv.gz", 3513)]
    [InlineData("2021-06/2021-06-northern-ireland-street.csv.gz", 15188)]
    [InlineData("2018-07/2018-07-metropolitan-stop-and-search.csv.gz", 9588)]
    [InlineData("2021-07/2021-07-south-wales-outcomes.csv.gz", 15817)]
    [InlineData("2025-08/2025-08-city-of-london-street.csv.gz", 788)]
    public async Task Every_published_row_is_taken_and_nothing_is_rejected(string file, int rows)
    {
        await using var world = await StreetWorld.CreateAsync();
        Copy(file, world);
        (await world.ImportAsync()).ShouldBe(new(rows, rows, 0, 0, 0, 0), Seconds);
        (await world.ProblemsAsync()).ShouldBeEmpty();
    }

    private static readonly IEqualityComparer<ImportFigures> Seconds = EqualityComparer<ImportFigures>.Create(
        static (a, b) => a is not null && b is not null && a with { Seconds = 0 } == b with { Seconds = 0 },
        static f => (f with { Seconds = 0 }).GetHashCode()
    );

    private static void Copy(string file, StreetWorld world)
    {
        var to = Path.Combine(world.Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(SharedData.Path("police-uk/" + file), to);
    }
}
