using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Records.StreetCrime;

public sealed class StreetProofTests
{
    [Theory]
    [InlineData("update records.street_crime set outcome = null where line = 2")]
    [InlineData("update records.street_crime set month = month + 1 where line = 3")]
    [InlineData("update records.street_crime set crime_id = decode(repeat('0c', 32), 'hex') where line = 2")]
    [InlineData("delete from records.street_crime where line = 3")]
    [InlineData(
        "update records.street_crime set line = 9 where line = 2; update records.street_crime set line = 2 where line = 3; update records.street_crime set line = 3 where line = 9"
    )]
    [InlineData("update records.street_word set text = 'Robbery' where text = 'Burglary'")]
    [InlineData("update records.street_place set latitude = latitude + 1")]
    [InlineData("update records.street_crime set replaced_by = 9 where line = 3")]
    public async Task Any_change_to_a_loaded_row_is_found(string change)
    {
        await using var world = await StreetWorld.CreateAsync();
        world.With(
            "2021-03-gwent-street.csv",
            $"""
            {PoliceUkImportTests.Header}
            {new string(
                'a',
                64
            )},2021-03,Gwent Police,Gwent Police,-3.197188,51.794859,On or near Big Lane,W01001440,Blaenau Gwent 001A,Burglary,Local resolution,
            ,2021-03,Gwent Police,Gwent Police,-3.197188,51.794859,On or near Big Lane,W01001440,Blaenau Gwent 001A,Anti-social behaviour,,
            """
        );
        await world.ImportAsync();
        (await world.ProblemsAsync()).ShouldBeEmpty();

        await world.RunAsync(change);

        (await world.ProblemsAsync()).ShouldHaveSingleItem();
    }
}
