using System.Text.Json;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.LinkVerbs;

/// <summary><c>bluelamp link label</c>: people say which pairs are of one person.</summary>
public sealed class LabelVerbTests : LinkVerbWorld
{
    [Fact]
    public async Task What_a_person_says_of_pairs_is_kept_as_it_is_said_and_learned_from()
    {
        string[] given = ["--input", Folder["people.csv"], "--id", "id", "--labels", Folder["labels.csv"], "--count", "4"];
        var shown = await LabelAsync("s\nwhat\nd\nu\nq\n", given);
        shown.ShouldContain("3 answers are kept in");
        shown.ShouldContain("Prosser", Case.Sensitive, "names are shown as they are said");
        var lines = await File.ReadAllLinesAsync(Folder["labels.csv"], TestContext.Current.CancellationToken);
        lines[0].ShouldBe("unique_id_l,unique_id_r,clerical_match_score");
        lines.Skip(1).Select(static l => l.Split(',')[2]).ShouldBe(["1", "0", "0.5"]);

        await LabelAsync("s\n", given); // the end of what is typed is the end
        var more = await File.ReadAllLinesAsync(Folder["labels.csv"], TestContext.Current.CancellationToken);
        more.Length.ShouldBe(5);
        more.Skip(1).Select(static l => l[..l.LastIndexOf(',')]).ShouldBeUnique("no pair is asked about twice");

        var counted = await LabelAsync("d\nu\nq\n", [.. given, "--json"]);
        var figures = JsonDocument.Parse(counted.Trim().Split('\n')[^1]).RootElement;
        (figures.GetProperty("answers").GetInt32(), figures.GetProperty("different").GetInt32()).ShouldBe((2, 1));

        // Said to be one person, sixty times, though nothing else brings two of these together: their forenames are never the same.
        await File.WriteAllLinesAsync(
            Folder["labels.csv"],
            ["unique_id_l,unique_id_r,clerical_match_score", .. Enumerable.Range(0, 59).Select(static i => $"a{i},a{i + 1},1"), "a0,b1,1"],
            TestContext.Current.CancellationToken
        );
        string[] train = ["train", "--input", Folder["people.csv"], "--id", "id", "--json"];
        await JsonAsync([.. train, "--output", Folder["plain.json"]]);
        (await JsonAsync([.. train, "--output", Folder["taught.json"], "--labels", Folder["labels.csv"]]))
            .GetProperty("labels")
            .GetInt32()
            .ShouldBe(60);
        SameForename("plain.json").ShouldBeGreaterThan(0.8);
        SameForename("taught.json").ShouldBe(SameForename("plain.json") * 20 / 80, 0.01, "what was learned before counts as twenty labels");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    public async Task Nobody_is_asked_about_fewer_than_one_pair(string count)
    {
        string[] given = ["--input", Folder["people.csv"], "--id", "id", "--labels", Folder["labels.csv"]];
        var (exit, _, errors) = await RunAsync(["label", .. given, "--count", count]);
        exit.ShouldBe(2);
        errors.ShouldContain("--count takes a number of pairs, 1 or more");
        File.Exists(Folder["labels.csv"]).ShouldBeFalse();
    }

    private static async Task<string> LabelAsync(string typed, string[] given)
    {
        await using var asked = RunningBluelamp.StartAs(["sh", "-c", $"printf '{typed}' | \"$@\"", "sh"], ["link", "label", .. given]);
        (await asked.EndedAsync()).ShouldBe(0, asked.Errors);
        return asked.Output;
    }
}
