using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.LinkVerbs;

/// <summary><c>bluelamp link explain</c>: why two records are of one person, or not.</summary>
public sealed class ExplainVerbTests : LinkVerbWorld
{
    [Fact]
    public async Task Two_records_of_two_files_are_explained()
    {
        string[] given = ["--input", Folder["left.csv"], "--input", Folder["right.csv"], "--id", "id", "--json"];
        await JsonAsync(["train", "--input", Folder["people.csv"], "--id", "id", "--output", Folder["model.json"], "--json"]);
        string[] explain = ["explain", .. given, "--model", Folder["model.json"], "--pair"];
        var same = await JsonAsync([.. explain, "3", "3"]);
        same.GetProperty("parts")
            .EnumerateArray()
            .ShouldContain(static p => p.GetProperty("said").GetString()!.Contains("surname alike", StringComparison.Ordinal));
        same.GetProperty("weight").GetDouble().ShouldBePositive();
        var named = await JsonAsync([.. explain, $"{Folder["right.csv"]}:3", $"{Folder["left.csv"]}:3"]);
        named.GetProperty("weight").GetDouble().ShouldBe(same.GetProperty("weight").GetDouble(), 1e-9);
        (await RunAsync([.. explain, $"{Folder["left.csv"]}:3", $"{Folder["left.csv"]}:3"])).Errors.ShouldContain(
            "twice. Name two records."
        );
        (await RunAsync([.. explain, "3", "77"])).Errors.ShouldContain($"There is no record 77 in {Folder["right.csv"]}.");
    }
}
