using System.Globalization;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host;

/// <summary><c>bluelamp link</c>, as a person would run it.</summary>
public sealed class LinkVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LinkVerbTests()
    {
        // Sixty invented people, each written down twice: once as they are, once with a letter lost, and once more in another file.
        var people = Enumerable.Range(0, 60).Select(static i => new Person(i)).ToList();
        File.WriteAllLines(
            _folder["people.csv"],
            [
                "id,first_name,surname,dob,postcode",
                .. people.Select(static p => p.Line($"a{p.Number}")),
                .. people.Select(static p => p.Slipped($"b{p.Number}")),
            ]
        );
        File.WriteAllLines(
            _folder["truth.csv"],
            ["id,cluster", .. people.SelectMany(static p => new[] { $"a{p.Number},{p.Number}", $"b{p.Number},{p.Number}" })]
        );
        File.WriteAllLines(
            _folder["left.csv"],
            ["id,first_name,surname,dob,postcode", .. people.Select(static p => p.Line($"{p.Number}"))]
        );
        File.WriteAllLines(
            _folder["right.csv"],
            ["id,first_name,surname,dob,postcode", .. people.Select(static p => p.Slipped($"{p.Number}"))]
        );
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Records_come_together_without_a_model_and_the_answer_can_be_evaluated()
    {
        var done = await JsonAsync("dedupe", "--input", _folder["people.csv"], "--id", "id", "--output", _folder["clusters.csv"], "--json");
        done.GetProperty("records").GetInt32().ShouldBe(120);
        var lines = await File.ReadAllLinesAsync(_folder["clusters.csv"], TestContext.Current.CancellationToken);
        lines[0].ShouldBe("id,cluster,probability");
        lines.Length.ShouldBe(121);
        var quality = await JsonAsync("evaluate", "--clusters", _folder["clusters.csv"], "--truth", _folder["truth.csv"], "--json");
        quality.GetProperty("f1").GetDouble().ShouldBeGreaterThan(0.95);
        quality.GetProperty("best_f1").GetDouble().ShouldBeGreaterThanOrEqualTo(quality.GetProperty("f1").GetDouble());
    }

    [Fact]
    public async Task A_model_is_trained_once_and_used_again()
    {
        await JsonAsync("train", "--input", _folder["people.csv"], "--id", "id", "--output", _folder["model.json"], "--json");
        string[] given = ["--input", _folder["people.csv"], "--id", "id", "--model", _folder["model.json"]];
        (await JsonAsync(["blocks", .. given, "--json"])).GetProperty("rules").GetArrayLength().ShouldBePositive();
        var predicted = await JsonAsync(["predict", .. given, "--threshold", "0.5", "--output", _folder["pairs.csv"], "--json"]);
        predicted.GetProperty("kept").GetInt32().ShouldBeGreaterThanOrEqualTo(50);
        (await JsonAsync("cluster", "--pairs", _folder["pairs.csv"], "--output", _folder["clusters.csv"], "--json"))
            .GetProperty("clusters")
            .GetInt32()
            .ShouldBePositive();
        (await RunAsync("export", "--model", _folder["model.json"], "--output", _folder["splink.json"])).Exit.ShouldBe(0);
        var explained = await JsonAsync(["explain", .. given, "--pair", "a1", "b1", "--json"]);
        var parts = explained
            .GetProperty("parts")
            .EnumerateArray()
            .Sum(static p => p.GetProperty("plain").GetDouble() + p.GetProperty("frequency").GetDouble());
        (explained.GetProperty("prior").GetDouble() + parts).ShouldBe(explained.GetProperty("weight").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task A_model_brings_the_cleaning_with_it_that_it_was_trained_on()
    {
        var shouted = (await File.ReadAllLinesAsync(_folder["people.csv"], TestContext.Current.CancellationToken)).Select(
            static (line, number) => number % 2 == 0 ? line : line.ToUpperInvariant().Replace("A", "Á", StringComparison.Ordinal)
        );
        await File.WriteAllLinesAsync(_folder["shouted.csv"], shouted, TestContext.Current.CancellationToken);
        await JsonAsync("train", "--input", _folder["people.csv"], "--id", "id", "--output", _folder["model.json"], "--json");
        string[] given = ["--id", "id", "--model", _folder["model.json"], "--json"];
        var quiet = await JsonAsync(["dedupe", "--input", _folder["people.csv"], .. given, "--output", _folder["quiet.csv"]]);
        var loud = await JsonAsync(["dedupe", "--input", _folder["shouted.csv"], .. given, "--output", _folder["loud.csv"]]);
        loud.GetProperty("clusters").GetInt32().ShouldBe(quiet.GetProperty("clusters").GetInt32());
        loud.GetProperty("clusters").GetInt32().ShouldBeLessThan(120);
    }

    [Theory]
    [InlineData("link")]
    [InlineData("between")]
    public async Task Two_files_are_linked_across_and_never_within(string verb)
    {
        await JsonAsync(
            verb,
            "--left",
            _folder["left.csv"],
            "--right",
            _folder["right.csv"],
            "--id",
            "id",
            "--output",
            _folder["clusters.csv"],
            "--json"
        );
        var lines = (await File.ReadAllLinesAsync(_folder["clusters.csv"], TestContext.Current.CancellationToken))
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

    [Theory]
    [InlineData("There is no file", "--input", "none.csv", "--id", "id")]
    [InlineData("There is no column number", "--input", "people.csv", "--id", "number")]
    [InlineData("--threshold takes a probability between 0 and 1, not 2", "--input", "people.csv", "--id", "id", "--threshold", "2")]
    [InlineData("line 1, column", "--input", "people.csv", "--id", "id", "--model", "people.csv")]
    public async Task What_is_wrong_is_told_in_one_line(string why, params string[] words)
    {
        var (exit, _, errors) = await RunAsync([
            "dedupe",
            .. words.Select(w => w.EndsWith(".csv", StringComparison.Ordinal) ? _folder[w] : w),
            "--output",
            _folder["out.csv"],
        ]);
        exit.ShouldBe(2);
        errors.ShouldContain(why);
        File.Exists(_folder["out.csv"]).ShouldBeFalse();
    }

    private static async Task<JsonElement> JsonAsync(params string[] words)
    {
        var (exit, output, errors) = await RunAsync(words);
        exit.ShouldBe(0, errors + output);
        return JsonDocument.Parse(output.Trim().Split('\n')[^1]).RootElement;
    }

    private static Task<(int Exit, string Output, string Errors)> RunAsync(params string[] words) =>
        RunningBluelamp.RunAsync(["link", .. words]);

    private sealed record Person(int Number)
    {
        private static readonly string[] Forenames =
        [
            "Megan",
            "Owain",
            "Harriet",
            "Idris",
            "Carys",
            "George",
            "Bethan",
            "Hugh",
            "Lowri",
            "Alice",
            "Tomos",
        ];
        private static readonly string[] Surnames = ["Prosser", "Llewellyn", "Vaughan", "Kendrick", "Yorath", "Mathias", "Gittins"];

        private string Surname => Surnames[Number % Surnames.Length];

        private string Rest =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{1940 + Number}-{1 + (Number % 12):00}-{10 + (Number % 17)},LL{10 + Number} {Number % 9}AB"
            );

        public string Line(string id) => $"{id},{Forenames[Number % Forenames.Length]},{Surname},{Rest}";

        public string Slipped(string id) => $"{id},{Forenames[Number % Forenames.Length]},{Surname.Remove(2, 1)},{Rest}";
    }
}
