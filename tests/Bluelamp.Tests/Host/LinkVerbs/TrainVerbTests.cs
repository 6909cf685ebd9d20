using System.Text.Json;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.LinkVerbs;

/// <summary><c>bluelamp link train</c>, and what is done with the model.</summary>
public sealed class TrainVerbTests : LinkVerbWorld
{
    [Fact]
    public async Task A_wanted_reach_chooses_fewer_rules()
    {
        // Half of the second records have no date of birth, the others no postcode: no rule finds them all.
        await Lines(
            "gaps.csv",
            (await File.ReadAllLinesAsync(Folder["people.csv"], TestContext.Current.CancellationToken))
                .Select(static l => l.Split(','))
                .Select(static (l, i) => i <= 60 ? string.Join(',', l) : $"{l[0]},{l[1]},{l[2]},{(i % 2 == 0 ? l[3] + ',' : ',' + l[4])}")
        );
        string[] train = ["train", "--input", Folder["gaps.csv"], "--id", "id", "--output", Folder["model.json"], "--json"];
        var usual = (await JsonAsync(train)).GetProperty("rules").GetInt32();
        (await JsonAsync([.. train, "--reach", "0.3"])).GetProperty("rules").GetInt32().ShouldBeLessThan(usual);
        (await RunAsync([.. train, "--reach", "1.5"])).Errors.ShouldContain("--reach takes a share above 0 and up to 1, not 1.5.");
    }

    [Fact]
    public async Task A_model_of_ones_own_is_trained_here_with_a_declared_prior_and_declared_cleaning()
    {
        await Lines("own.json", [Own(rules: "")]);
        string[] given = ["--input", Folder["people.csv"], "--id", "id"];
        var (_, _, untold) = await RunAsync(["predict", .. given, "--model", Folder["own.json"], "--output", Folder["x.csv"]]);
        untold.ShouldContain("Note: No level of the model is trained");

        string[] train = ["train", .. given, "--model", Folder["own.json"], "--json"];
        var free = await JsonAsync([.. train, "--output", Folder["free.json"]]);
        var held = await JsonAsync([.. train, "--prior", "0.004", "--output", Folder["held.json"]]);
        held.GetProperty("prior").GetDouble().ShouldBe(0.004);
        free.GetProperty("prior").GetDouble().ShouldNotBe(0.004);
        free.GetProperty("comparisons").GetInt32().ShouldBe(2, "its comparisons, and no others");
        free.GetProperty("rules").GetInt32().ShouldBePositive("rules are chosen where it has none");
        SameForename("free.json").ShouldBeGreaterThan(0.5);
        var (_, _, told) = await RunAsync(["predict", .. given, "--model", Folder["free.json"], "--output", Folder["x.csv"]]);
        told.ShouldNotContain("trained");

        await Lines("ruled.json", [Own(rules: "\"l.postcode = r.postcode\"")]);
        await JsonAsync(["train", .. given, "--model", Folder["ruled.json"], "--output", Folder["trained.json"], "--json"]);
        var ruled = await JsonAsync(["blocks", .. given, "--model", Folder["trained.json"], "--json"]);
        ruled.GetProperty("rules")[0].GetProperty("rule").GetString().ShouldBe("l.postcode = r.postcode");

        await Lines("steps.json", ["[{ \"column\": \"first_name\", \"operation\": \"lower\" }]"]);
        await JsonAsync([.. train, "--cleaning", Folder["steps.json"], "--output", Folder["clean.json"]]);
        (await File.ReadAllTextAsync(Folder["clean.cleaning.json"], TestContext.Current.CancellationToken)).ShouldContain("\"lower\"");
        await Lines("steps.json", ["[", "{ \"column\": \"first_name\", \"operation\": \"louder\" }]"]);
        (await RunAsync([.. train, "--cleaning", Folder["steps.json"], "--output", Folder["clean.json"]])).Errors.ShouldContain(
            "steps.json: Line 2"
        );
    }

    [Fact]
    public async Task A_column_or_a_function_that_is_not_there_is_told_with_its_file_and_line()
    {
        await Lines("own.json", [Own(rules: "\"l.surname = r.surname AND\\nl.town = r.town\"")]);
        string[] given = ["--input", Folder["people.csv"], "--id", "id", "--output", Folder["x.csv"]];
        var (exit, _, errors) = await RunAsync(["predict", .. given, "--model", Folder["own.json"]]);
        exit.ShouldBe(2);
        errors.ShouldContain(
            "own.json, line 22: there is no column town among those of the records, which are id, first_name, surname, dob"
        );
        await Lines("own.json", [Own(rules: "\"soundexes(l.surname) = soundexes(r.surname)\"")]);
        (exit, _, errors) = await RunAsync(["export", "--model", Folder["own.json"], "--output", Folder["x.json"]]);
        exit.ShouldBe(2);
        errors.ShouldContain("own.json, line 22: The function soundexes is not known here");
    }

    [Fact]
    public async Task Answers_that_contradict_a_model_make_it_less_ready()
    {
        string[] train = ["train", "--input", Folder["people.csv"], "--id", "id", "--json", "--labels", Folder["labels.csv"]];
        const string Header = "unique_id_l,unique_id_r,clerical_match_score";
        await Lines("labels.csv", [Header]);
        await JsonAsync([.. train, "--output", Folder["plain.json"]]);
        var plain = Prior("plain.json");
        await Lines("labels.csv", [Header, .. Enumerable.Range(0, 30).Select(static i => $"a{i},b{i},0")]);
        await JsonAsync([.. train, "--output", Folder["taught.json"]]);
        Prior("taught.json").ShouldBeLessThan(plain / 4, "people say of what it takes for one person that it is two");
        SameForename("taught.json")
            .ShouldBe(SameForename("plain.json"), 1e-9, "how often one person's records agree is learned from those of one");
        await Lines("labels.csv", [Header, .. Enumerable.Range(0, 30).Select(static i => $"a{i},b{i + 7},0")]);
        await JsonAsync([.. train, "--output", Folder["agreed.json"]]);
        Prior("agreed.json").ShouldBe(plain, plain * 0.1, "they say what it says");
    }

    [Fact]
    public async Task A_model_is_trained_once_and_used_again()
    {
        await JsonAsync("train", "--input", Folder["people.csv"], "--id", "id", "--output", Folder["model.json"], "--json");
        string[] given = ["--input", Folder["people.csv"], "--id", "id", "--model", Folder["model.json"]];
        (await JsonAsync(["blocks", .. given, "--json"])).GetProperty("rules").GetArrayLength().ShouldBePositive();
        var predicted = await JsonAsync(["predict", .. given, "--threshold", "0.5", "--output", Folder["pairs.csv"], "--json"]);
        predicted.GetProperty("kept").GetInt32().ShouldBeGreaterThanOrEqualTo(50);
        (await JsonAsync("cluster", "--pairs", Folder["pairs.csv"], "--output", Folder["clusters.csv"], "--json"))
            .GetProperty("clusters")
            .GetInt32()
            .ShouldBePositive();
        (await RunAsync("export", "--model", Folder["model.json"], "--output", Folder["splink.json"])).Exit.ShouldBe(0);
        var explained = await JsonAsync(["explain", .. given, "--pair", "a1", "b1", "--json"]);
        var parts = explained
            .GetProperty("parts")
            .EnumerateArray()
            .Sum(static p => p.GetProperty("plain").GetDouble() + p.GetProperty("frequency").GetDouble());
        (explained.GetProperty("prior").GetDouble() + parts).ShouldBe(explained.GetProperty("weight").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task Probabilities_are_what_weights_turned_out_to_be_and_the_file_beside_the_model_says_so()
    {
        string[] given = ["--input", Folder["people.csv"], "--id", "id"];
        await JsonAsync(["train", .. given, "--output", Folder["model.json"], "--json"]);
        File.Exists(Folder["model.probabilities.json"]).ShouldBeTrue();
        await Lines("model.probabilities.json", ["[{ \"weight\": 0, \"worth\": -3 }]"]);
        string[] by = [.. given, "--model", Folder["model.json"]];
        var explained = await JsonAsync(["explain", .. by, "--pair", "a1", "b1", "--json"]);
        var weight = explained.GetProperty("weight").GetDouble();
        explained.GetProperty("worth").GetDouble().ShouldBe(weight - 3, 1e-9);
        (await RunAsync(["explain", .. by, "--pair", "a1", "b1"])).Output.ShouldContain("-3.00 bits  ---");
        await JsonAsync(["predict", .. by, "--threshold", "0.5", "--output", Folder["pairs.csv"], "--json"]);
        var pairs = (await File.ReadAllLinesAsync(Folder["pairs.csv"], TestContext.Current.CancellationToken)).Skip(1).ToList();
        pairs.ShouldNotBeEmpty();
        foreach (var pair in pairs.Select(static l => l.Split(',').Skip(2).Select(double.Parse).ToArray()))
        {
            pair[0].ShouldBeGreaterThanOrEqualTo(3, "0.5 asks for what is worth 0 bits");
            pair[1].ShouldBe(1 / (1 + Math.Pow(2, 3 - pair[0])), 1e-4);
        }
        await Lines("model.probabilities.json", ["[", "{ \"weight\": 0 }]"]);
        var (exit, _, errors) = await RunAsync(["predict", .. by, "--output", Folder["pairs.csv"]]);
        (exit, errors).ShouldSatisfyAllConditions(
            static said => said.exit.ShouldBe(2),
            static said => said.errors.ShouldContain("model.probabilities.json: Line 2")
        );
    }

    [Fact]
    public async Task A_bad_label_is_told_with_its_line()
    {
        await File.WriteAllLinesAsync(
            Folder["labels.csv"],
            ["unique_id_l,unique_id_r,clerical_match_score", "a1,b1,1", "a2,b2,yes"],
            TestContext.Current.CancellationToken
        );
        var (exit, _, errors) = await RunAsync(
            "train",
            "--input",
            Folder["people.csv"],
            "--id",
            "id",
            "--labels",
            Folder["labels.csv"],
            "--output",
            Folder["m.json"]
        );
        exit.ShouldBe(2);
        errors.ShouldContain("line 3: yes is no score from 0");
    }

    [Fact]
    public async Task Labels_of_records_that_are_not_there_are_counted()
    {
        await Lines("labels.csv", ["unique_id_l,unique_id_r,clerical_match_score", "a1,b1,1", "a2,none,1", "x,y,0"]);
        string[] train = ["train", "--input", Folder["people.csv"], "--id", "id", "--output", Folder["m.json"]];
        var (exit, _, errors) = await RunAsync([.. train, "--labels", Folder["labels.csv"]]);
        exit.ShouldBe(0, errors);
        errors.ShouldContain("Note: 2 of the labels are of records that are not in the file; they were left out.");
    }

    private double Prior(string model)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Folder[model]));
        return settings.RootElement.GetProperty("probability_two_random_records_match").GetDouble();
    }
}
