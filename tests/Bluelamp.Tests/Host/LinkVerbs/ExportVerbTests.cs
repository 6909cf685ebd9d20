using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.LinkVerbs;

/// <summary><c>bluelamp link export</c>: a model for Splink.</summary>
public sealed class ExportVerbTests : LinkVerbWorld
{
    [Fact]
    public async Task A_model_is_exported_with_the_records_that_it_is_for()
    {
        await Lines("own.json", [Own(rules: "\"soundex(l.first_name) = soundex(r.first_name)\"")]);
        string[] export = ["export", "--model", Folder["own.json"], "--output", Folder["splink.json"], "--json"];
        var (_, alone, note) = await RunAsync(export);
        alone.ShouldContain("\"left_out\":1");
        note.ShouldContain("Note: The rule soundex(l.first_name) = soundex(r.first_name) is left out");

        await Lines("own.cleaning.json", ["[{ \"column\": \"first_name\", \"operation\": \"lower\" }]"]);
        await JsonAsync([.. export, "--input", Folder["people.csv"], "--data", Folder["data.csv"]]);
        (await File.ReadAllTextAsync(Folder["splink.json"], TestContext.Current.CancellationToken)).ShouldContain(
            "l.\\\"soundex_first_name\\\" = r.\\\"soundex_first_name\\\""
        );
        var data = await File.ReadAllLinesAsync(Folder["data.csv"], TestContext.Current.CancellationToken);
        data.Length.ShouldBe(121);
        data[0].ShouldBe("id,first_name,surname,dob,postcode,soundex_first_name");
        data[1].ShouldStartWith("a0,megan,Prosser,");
        data[1].ShouldEndWith(",M250");
        (await RunAsync([.. export, "--data", Folder["data.csv"]])).Errors.ShouldContain("--data writes the records of --input");
    }
}
