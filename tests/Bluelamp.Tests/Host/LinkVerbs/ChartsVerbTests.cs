using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.LinkVerbs;

/// <summary><c>bluelamp link charts</c>: a model and its answers as pictures.</summary>
public sealed class ChartsVerbTests : LinkVerbWorld
{
    [Fact]
    public async Task A_model_and_its_answers_are_drawn_on_one_page_or_as_files()
    {
        string[] given = ["--input", Folder["people.csv"], "--id", "id"];
        await JsonAsync(["train", .. given, "--output", Folder["model.json"], "--json"]);
        await JsonAsync(["predict", .. given, "--model", Folder["model.json"], "--output", Folder["pairs.csv"], "--json"]);
        string[] drawn =
        [
            "charts",
            "--model",
            Folder["model.json"],
            "--pairs",
            Folder["pairs.csv"],
            "--truth",
            Folder["truth.csv"],
            "--json",
        ];
        var done = await JsonAsync([.. drawn, "--output", Folder["charts.html"]]);
        done.GetProperty("charts")
            .EnumerateArray()
            .Select(static c => c.GetString())
            .ShouldBe(["weights", "parameters", "precision-recall", "calibration"]);
        done.GetProperty("true_pairs").GetInt32().ShouldBe(60);
        done.GetProperty("best_f1").GetDouble().ShouldBeGreaterThan(0.95);
        done.GetProperty("log_loss").GetDouble().ShouldBeLessThan(0.1);
        (await File.ReadAllTextAsync(Folder["charts.html"], TestContext.Current.CancellationToken)).ShouldContain("<svg");
        await JsonAsync([.. drawn, "--output", Folder["drawn"]]);
        Directory
            .GetFiles(Folder["drawn"])
            .Select(Path.GetFileName)
            .Order()
            .ShouldBe(["calibration.svg", "index.html", "parameters.svg", "precision-recall.svg", "weights.svg"]);
    }

    [Fact]
    public async Task Clusters_are_drawn_against_all_true_pairs()
    {
        await File.WriteAllLinesAsync(
            Folder["few.csv"],
            ["id,cluster,probability", "a1,a1,0.9", "b1,a1,0.9", "a2,a2,0.4", "b2,a2,0.4"],
            TestContext.Current.CancellationToken
        );
        var done = await JsonAsync(
            "charts",
            "--clusters",
            Folder["few.csv"],
            "--truth",
            Folder["truth.csv"],
            "--output",
            Folder["charts.html"],
            "--json"
        );
        done.GetProperty("true_pairs").GetInt32().ShouldBe(60);
        done.GetProperty("best_f1").GetDouble().ShouldBe(4 / 62d, 1e-9);
    }

    [Theory]
    [InlineData("link charts takes a --model, or --truth with --pairs or --clusters, or both.", "--pairs", "people.csv")]
    [InlineData("--pairs and --clusters are drawn against the --truth", "--model", "model.json", "--pairs", "people.csv")]
    [InlineData("not both", "--pairs", "a.csv", "--clusters", "b.csv", "--truth", "truth.csv")]
    [InlineData("There is no model", "--model", "none.json")]
    public async Task Charts_say_what_they_need(string why, params string[] words)
    {
        var (exit, _, errors) = await RunAsync(["charts", .. words, "--output", Folder["charts.html"]]);
        exit.ShouldBe(2);
        errors.ShouldContain(why);
        File.Exists(Folder["charts.html"]).ShouldBeFalse();
    }
}
