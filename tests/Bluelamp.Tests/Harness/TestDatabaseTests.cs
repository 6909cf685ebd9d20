using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Harness;

public sealed class TestDatabaseTests
{
    [Fact]
    public async Task What_one_test_writes_another_does_not_see()
    {
        await using var mine = await TestDatabase.CreateAsync();
        await using var yours = await TestDatabase.CreateAsync();

        await using var make = mine.Source.CreateCommand("create table note (words text)");
        await make.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        (await HasNotesAsync(mine)).ShouldBeTrue();
        (await HasNotesAsync(yours)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("pg_trgm")]
    [InlineData("btree_gist")]
    [InlineData("fuzzystrmatch")]
    [InlineData("unaccent")]
    public async Task A_test_database_has_the_extensions_of_a_real_one(string extension)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var ask = database.Source.CreateCommand("select count(*) from pg_extension where extname = $1");
        ask.Parameters.AddWithValue(extension);
        (await ask.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(1L);
    }

    private static async Task<bool> HasNotesAsync(TestDatabase database)
    {
        await using var ask = database.Source.CreateCommand("select to_regclass('note') is not null");
        return (bool)(await ask.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
