using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.LinkVerbs;

/// <summary><c>bluelamp link link</c>: which records of several files are of one person.</summary>
public sealed class BetweenVerbTests : LinkVerbWorld
{
    [Fact]
    public async Task A_person_has_one_record_in_each_file_where_that_is_declared()
    {
        string[] files = ["--input", Folder["people.csv"], "--input", Folder["left.csv"], "--id", "id", "--within"];
        await JsonAsync(["link", .. files, "--output", Folder["free.csv"], "--json"]);
        (await ClustersAsync("free.csv")).ShouldContain(static c => c.Count(static id => char.IsLetter(id[0])) > 1);
        await JsonAsync(["link", .. files, "--one-per-file", "--output", Folder["held.csv"], "--json"]);
        var held = await ClustersAsync("held.csv");
        held.ShouldAllBe(static c => c.Count(static id => char.IsLetter(id[0])) <= 1);
        held.Count(static c => c.Count() == 2).ShouldBeGreaterThan(50);

        string[] link = ["cluster", "--pairs", Folder["pairs.csv"], "--output", Folder["clusters.csv"], "--id", "id", "--json"];
        await Lines("pairs.csv", ["id_l,id_r,match_weight", "a1,b1,7", "a1,1,6", "b1,1,5"]);
        await JsonAsync([.. link, "--one-per-file", "--input", Folder["people.csv"], "--input", Folder["left.csv"]]);
        (await ClustersAsync("clusters.csv")).Select(static c => string.Join('+', c.Order())).Order().ShouldBe(["1+a1", "b1"]);
    }

    [Theory]
    [InlineData("link")]
    [InlineData("between")]
    public async Task Two_files_are_linked_across_and_never_within(string verb)
    {
        await JsonAsync(
            verb,
            "--left",
            Folder["left.csv"],
            "--right",
            Folder["right.csv"],
            "--id",
            "id",
            "--output",
            Folder["clusters.csv"],
            "--json"
        );
        var lines = (await File.ReadAllLinesAsync(Folder["clusters.csv"], TestContext.Current.CancellationToken))
            .Select(static l => l.Split(','))
            .ToList();
        lines[0].ShouldBe(["id", "cluster", "probability", "source"]);
        lines.Skip(1).Count(static l => l[3] is "left").ShouldBe(60);
        lines
            .Skip(1)
            .Where(static l => l[3] is "right")
            .Count(l => string.Equals(l[0], l[1], StringComparison.Ordinal))
            .ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Several_files_are_linked_and_deduped_in_one_run()
    {
        // The first file holds each person twice, the second once more, under numbers that the first has given to others.
        var right = await File.ReadAllLinesAsync(Folder["right.csv"], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(
            Folder["more.csv"],
            [
                right[0],
                .. right.Skip(1).Select(static (line, i) => $"a{(i + 7) % 60}{line[line.IndexOf(',', StringComparison.Ordinal)..]}"),
            ],
            TestContext.Current.CancellationToken
        );
        string[] given = ["--input", Folder["people.csv"], "--input", Folder["more.csv"], "--id", "id", "--json"];
        var both = await JsonAsync(["link", .. given, "--within", "--output", Folder["both.csv"], "--save-model", Folder["model.json"]]);
        both.GetProperty("records").GetInt32().ShouldBe(180);
        var lines = (await File.ReadAllLinesAsync(Folder["both.csv"], TestContext.Current.CancellationToken))
            .Skip(1)
            .Select(static l => l.Split(','))
            .ToList();
        lines.Select(static l => l[3]).Distinct().ShouldBe([Folder["people.csv"], Folder["more.csv"]]);
        bool Same(int row, int other) => string.Equals(lines[row][1], lines[other][1], StringComparison.Ordinal);
        Enumerable
            .Range(0, 60)
            .Count(i => Same(i, i + 60) && Same(i, i + 120))
            .ShouldBeGreaterThan(50, "a person's two records in one file and the one in the other are together");
        lines
            .Select(static l => l[1])
            .Distinct()
            .Count()
            .ShouldBe(both.GetProperty("clusters").GetInt32(), "no two clusters have one name");
        (await File.ReadAllTextAsync(Folder["model.json"], TestContext.Current.CancellationToken)).ShouldContain("\"link_and_dedupe\"");
    }

    [Theory]
    [InlineData("--input", "left.csv")]
    [InlineData("--left", "left.csv", "--right", "right.csv", "--input", "people.csv")]
    public async Task Linking_takes_two_files_or_more(params string[] words)
    {
        var (exit, _, errors) = await RunAsync(["link", .. words, "--output", Folder["out.csv"]]);
        exit.ShouldBe(2);
        errors.ShouldContain("link takes --left A.csv and --right B.csv, or --input for each of two files or more.");
    }
}
