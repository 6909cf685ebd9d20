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
        string[] again = ["dedupe", "--input", _folder["people.csv"], "--id", "id", "--output", _folder["again.csv"], "--json"];
        (await JsonAsync([.. again, "--in-memory", "7", "--temp", _folder.Path])).GetProperty("spilled").GetInt32().ShouldBePositive();
        (await File.ReadAllLinesAsync(_folder["again.csv"], TestContext.Current.CancellationToken)).ShouldBe(lines);
        var quality = await JsonAsync("evaluate", "--clusters", _folder["clusters.csv"], "--truth", _folder["truth.csv"], "--json");
        quality.GetProperty("f1").GetDouble().ShouldBeGreaterThan(0.95);
        quality.GetProperty("best_f1").GetDouble().ShouldBeGreaterThanOrEqualTo(quality.GetProperty("f1").GetDouble());
    }

    [Fact]
    public async Task A_record_that_is_in_no_cluster_counts_as_missed()
    {
        await File.WriteAllLinesAsync(
            _folder["few.csv"],
            ["id,cluster,probability", "a1,a1,0.9", "b1,a1,0.9", "a2,a2,0.4", "b2,a2,0.4"],
            TestContext.Current.CancellationToken
        );
        string[] evaluate = ["evaluate", "--clusters", _folder["few.csv"], "--truth", _folder["truth.csv"]];
        var done = await JsonAsync([.. evaluate, "--json"]);
        done.GetProperty("missing").GetInt32().ShouldBe(116);
        done.GetProperty("records").GetInt32().ShouldBe(120);
        done.GetProperty("true_pairs").GetInt32().ShouldBe(60);
        done.GetProperty("precision").GetDouble().ShouldBe(1);
        done.GetProperty("recall").GetDouble().ShouldBe(2 / 60d, 1e-9);
        done.GetProperty("bcubed_recall").GetDouble().ShouldBe((4 + (116 * 0.5)) / 120, 1e-9);
        (await RunAsync(evaluate)).Output.ShouldContain("116 records of the truth are in no cluster of the file");
    }

    [Fact]
    public async Task What_is_declared_of_a_person_holds_of_every_cluster()
    {
        // Every third person is said to be born ten years later the second time, and all are in the same two systems.
        await Lines("twins.csv", ["id,first_name,surname,dob,postcode,system", .. Twins()]);
        var born = Twins().ToDictionary(static l => l.Split(',')[0], static l => l.Split(',')[3], StringComparer.Ordinal);
        string[] given = ["--input", _folder["twins.csv"], "--id", "id", "--ignore", "system"];
        await JsonAsync(["dedupe", .. given, "--output", _folder["free.csv"], "--save-model", _folder["model.json"], "--json"]);
        (await ClustersAsync("free.csv")).ShouldContain(c => c.Select(id => born[id]).Distinct().Count() > 1);
        (await ClustersAsync("free.csv")).ShouldContain(static c => c.Count() > 1 && c.All(static id => char.IsLetter(id[0])));

        string[] model = ["--model", _folder["model.json"]];
        await JsonAsync(["dedupe", .. given, .. model, "--one-value", "dob", "--output", _folder["born.csv"], "--json"]);
        var held = await ClustersAsync("born.csv");
        held.ShouldAllBe(c => c.Select(id => born[id]).Distinct().Count() == 1);
        held.Count(static c => c.Count() > 1).ShouldBeGreaterThan(20);

        await JsonAsync(["dedupe", .. given, .. model, "--one-per", "system", "--output", _folder["systems.csv"], "--json"]);
        (await ClustersAsync("systems.csv")).ShouldAllBe(static c =>
            c.Count() <= 2 && c.Select(static id => id[0]).Distinct().Count() == c.Count()
        );

        await JsonAsync(["predict", .. given, .. model, "--threshold", "0.01", "--output", _folder["pairs.csv"], "--json"]);
        string[] cluster = ["cluster", "--pairs", _folder["pairs.csv"], "--output", _folder["clusters.csv"], "--json"];
        await JsonAsync(cluster);
        (await ClustersAsync("clusters.csv")).ShouldContain(c => c.Select(id => born[id]).Distinct().Count() > 1);
        await JsonAsync([.. cluster, "--input", _folder["twins.csv"], "--id", "id", "--one-value", "dob"]);
        (await ClustersAsync("clusters.csv")).ShouldAllBe(c => c.Select(id => born[id]).Distinct().Count() == 1);

        (await RunAsync([.. cluster, "--one-value", "dob"])).Errors.ShouldContain("also need the records, by --input");
        (await RunAsync(["dedupe", .. given, "--one-value", "birth", "--output", _folder["x.csv"]])).Errors.ShouldContain(
            "There is no column birth"
        );
    }

    [Fact]
    public async Task A_person_has_one_record_in_each_file_where_that_is_declared()
    {
        string[] files = ["--input", _folder["people.csv"], "--input", _folder["left.csv"], "--id", "id", "--within"];
        await JsonAsync(["link", .. files, "--output", _folder["free.csv"], "--json"]);
        (await ClustersAsync("free.csv")).ShouldContain(static c => c.Count(static id => char.IsLetter(id[0])) > 1);
        await JsonAsync(["link", .. files, "--one-per-file", "--output", _folder["held.csv"], "--json"]);
        var held = await ClustersAsync("held.csv");
        held.ShouldAllBe(static c => c.Count(static id => char.IsLetter(id[0])) <= 1);
        held.Count(static c => c.Count() == 2).ShouldBeGreaterThan(50);

        string[] link = ["cluster", "--pairs", _folder["pairs.csv"], "--output", _folder["clusters.csv"], "--id", "id", "--json"];
        await Lines("pairs.csv", ["id_l,id_r,match_weight", "a1,b1,7", "a1,1,6", "b1,1,5"]);
        await JsonAsync([.. link, "--one-per-file", "--input", _folder["people.csv"], "--input", _folder["left.csv"]]);
        (await ClustersAsync("clusters.csv")).Select(static c => string.Join('+', c.Order())).Order().ShouldBe(["1+a1", "b1"]);
    }

    [Fact]
    public async Task How_well_clusters_hold_together_is_written_down()
    {
        await Lines(
            "pairs.csv",
            ["id_l,id_r,match_weight", "a,b,6", "b,c,6", "a,c,5", "c,d,7", "d,e,7", "e,c,7", "x,y,3", "d,a,7", "u,v,-9"]
        );
        var done = await JsonAsync(
            "cluster",
            "--pairs",
            _folder["pairs.csv"],
            "--threshold",
            "0.0001",
            "--output",
            _folder["clusters.csv"],
            "--quality",
            _folder["quality.csv"],
            "--json"
        );
        var quality = await File.ReadAllLinesAsync(_folder["quality.csv"], TestContext.Current.CancellationToken);
        quality[0].ShouldBe("cluster,records,pairs,density,bridges,weakest");
        var totals = done.GetProperty("quality");
        totals.GetProperty("clusters").GetInt32().ShouldBe(quality.Length - 1);
        totals
            .GetProperty("pairs")
            .GetInt32()
            .ShouldBe(quality.Skip(1).Sum(static l => int.Parse(l.Split(',')[2], CultureInfo.InvariantCulture)));
        quality.ShouldContain("x,2,1,1,1,0.888889");

        await JsonAsync(
            "dedupe",
            "--input",
            _folder["people.csv"],
            "--id",
            "id",
            "--output",
            _folder["clusters.csv"],
            "--quality",
            _folder["quality.csv"],
            "--json"
        );
        var clusters = (await ClustersAsync("clusters.csv"))
            .Where(static c => c.Count() > 1)
            .ToDictionary(static c => c.Key, StringComparer.Ordinal);
        var lines = (await File.ReadAllLinesAsync(_folder["quality.csv"], TestContext.Current.CancellationToken)).Skip(1).ToList();
        lines.Count.ShouldBe(clusters.Count);
        lines.ShouldAllBe(l => clusters[l.Split(',')[0]].Count().ToString(CultureInfo.InvariantCulture) == l.Split(',')[1]);
    }

    [Fact]
    public async Task A_wanted_reach_chooses_fewer_rules()
    {
        // Half of the second records have no date of birth, the others no postcode: no rule finds them all.
        await Lines(
            "gaps.csv",
            (await File.ReadAllLinesAsync(_folder["people.csv"], TestContext.Current.CancellationToken))
                .Select(static l => l.Split(','))
                .Select(static (l, i) => i <= 60 ? string.Join(',', l) : $"{l[0]},{l[1]},{l[2]},{(i % 2 == 0 ? l[3] + ',' : ',' + l[4])}")
        );
        string[] train = ["train", "--input", _folder["gaps.csv"], "--id", "id", "--output", _folder["model.json"], "--json"];
        var usual = (await JsonAsync(train)).GetProperty("rules").GetInt32();
        (await JsonAsync([.. train, "--reach", "0.3"])).GetProperty("rules").GetInt32().ShouldBeLessThan(usual);
        (await RunAsync([.. train, "--reach", "1.5"])).Errors.ShouldContain("--reach takes a share above 0 and up to 1, not 1.5.");
    }

    /// <summary>The people in two systems; every third of them with another year of birth in the second.</summary>
    private static IEnumerable<string> Twins() =>
        Enumerable
            .Range(0, 60)
            .SelectMany(static i =>
                new[]
                {
                    $"{new Person(i).Line($"a{i}")},one",
                    $"{new Person(i).Line($"b{i}")},two".Replace(
                        i % 3 == 0 ? $",{1940 + i}-" : "|",
                        $",{1950 + i}-",
                        StringComparison.Ordinal
                    ),
                }
            );

    private Task Lines(string file, IEnumerable<string> lines) =>
        File.WriteAllLinesAsync(_folder[file], lines, TestContext.Current.CancellationToken);

    /// <summary>The numbers of the records of each cluster that a file holds.</summary>
    private async Task<List<IGrouping<string, string>>> ClustersAsync(string file) =>
        [
            .. (await File.ReadAllLinesAsync(_folder[file], TestContext.Current.CancellationToken))
                .Skip(1)
                .Select(static l => l.Split(','))
                .GroupBy(static l => l[1], static l => l[0], StringComparer.Ordinal),
        ];

    [Fact]
    public async Task A_model_of_ones_own_is_trained_here_with_a_declared_prior_and_declared_cleaning()
    {
        await Lines("own.json", [Own(rules: "")]);
        string[] given = ["--input", _folder["people.csv"], "--id", "id"];
        var (_, _, untold) = await RunAsync(["predict", .. given, "--model", _folder["own.json"], "--output", _folder["x.csv"]]);
        untold.ShouldContain("Note: No level of the model is trained");

        string[] train = ["train", .. given, "--model", _folder["own.json"], "--json"];
        var free = await JsonAsync([.. train, "--output", _folder["free.json"]]);
        var held = await JsonAsync([.. train, "--prior", "0.004", "--output", _folder["held.json"]]);
        held.GetProperty("prior").GetDouble().ShouldBe(0.004);
        free.GetProperty("prior").GetDouble().ShouldNotBe(0.004);
        free.GetProperty("comparisons").GetInt32().ShouldBe(2, "its comparisons, and no others");
        free.GetProperty("rules").GetInt32().ShouldBePositive("rules are chosen where it has none");
        SameForename("free.json").ShouldBeGreaterThan(0.5);
        var (_, _, told) = await RunAsync(["predict", .. given, "--model", _folder["free.json"], "--output", _folder["x.csv"]]);
        told.ShouldNotContain("trained");

        await Lines("ruled.json", [Own(rules: "\"l.postcode = r.postcode\"")]);
        await JsonAsync(["train", .. given, "--model", _folder["ruled.json"], "--output", _folder["trained.json"], "--json"]);
        var ruled = await JsonAsync(["blocks", .. given, "--model", _folder["trained.json"], "--json"]);
        ruled.GetProperty("rules")[0].GetProperty("rule").GetString().ShouldBe("l.postcode = r.postcode");

        await Lines("steps.json", ["[{ \"column\": \"first_name\", \"operation\": \"lower\" }]"]);
        await JsonAsync([.. train, "--cleaning", _folder["steps.json"], "--output", _folder["clean.json"]]);
        (await File.ReadAllTextAsync(_folder["clean.cleaning.json"], TestContext.Current.CancellationToken)).ShouldContain("\"lower\"");
        await Lines("steps.json", ["[", "{ \"column\": \"first_name\", \"operation\": \"louder\" }]"]);
        (await RunAsync([.. train, "--cleaning", _folder["steps.json"], "--output", _folder["clean.json"]])).Errors.ShouldContain(
            "steps.json: Line 2"
        );
    }

    [Fact]
    public async Task A_column_or_a_function_that_is_not_there_is_told_with_its_file_and_line()
    {
        await Lines("own.json", [Own(rules: "\"l.surname = r.surname AND\\nl.town = r.town\"")]);
        string[] given = ["--input", _folder["people.csv"], "--id", "id", "--output", _folder["x.csv"]];
        var (exit, _, errors) = await RunAsync(["predict", .. given, "--model", _folder["own.json"]]);
        exit.ShouldBe(2);
        errors.ShouldContain(
            "own.json, line 22: there is no column town among those of the records, which are id, first_name, surname, dob"
        );
        await Lines("own.json", [Own(rules: "\"soundexes(l.surname) = soundexes(r.surname)\"")]);
        (exit, _, errors) = await RunAsync(["export", "--model", _folder["own.json"], "--output", _folder["x.json"]]);
        exit.ShouldBe(2);
        errors.ShouldContain("own.json, line 22: The function soundexes is not known here");
    }

    [Fact]
    public async Task Answers_that_contradict_a_model_make_it_less_ready()
    {
        string[] train = ["train", "--input", _folder["people.csv"], "--id", "id", "--json", "--labels", _folder["labels.csv"]];
        const string Header = "unique_id_l,unique_id_r,clerical_match_score";
        await Lines("labels.csv", [Header]);
        await JsonAsync([.. train, "--output", _folder["plain.json"]]);
        var plain = Prior("plain.json");
        await Lines("labels.csv", [Header, .. Enumerable.Range(0, 30).Select(static i => $"a{i},b{i},0")]);
        await JsonAsync([.. train, "--output", _folder["taught.json"]]);
        Prior("taught.json").ShouldBeLessThan(plain / 4, "people say of what it takes for one person that it is two");
        SameForename("taught.json")
            .ShouldBe(SameForename("plain.json"), 1e-9, "how often one person's records agree is learned from those of one");
        await Lines("labels.csv", [Header, .. Enumerable.Range(0, 30).Select(static i => $"a{i},b{i + 7},0")]);
        await JsonAsync([.. train, "--output", _folder["agreed.json"]]);
        Prior("agreed.json").ShouldBe(plain, plain * 0.1, "they say what it says");
    }

    [Fact]
    public async Task A_model_is_exported_with_the_records_that_it_is_for()
    {
        await Lines("own.json", [Own(rules: "\"soundex(l.first_name) = soundex(r.first_name)\"")]);
        string[] export = ["export", "--model", _folder["own.json"], "--output", _folder["splink.json"], "--json"];
        var (_, alone, note) = await RunAsync(export);
        alone.ShouldContain("\"left_out\":1");
        note.ShouldContain("Note: The rule soundex(l.first_name) = soundex(r.first_name) is left out");

        await Lines("own.cleaning.json", ["[{ \"column\": \"first_name\", \"operation\": \"lower\" }]"]);
        await JsonAsync([.. export, "--input", _folder["people.csv"], "--data", _folder["data.csv"]]);
        (await File.ReadAllTextAsync(_folder["splink.json"], TestContext.Current.CancellationToken)).ShouldContain(
            "l.\\\"soundex_first_name\\\" = r.\\\"soundex_first_name\\\""
        );
        var data = await File.ReadAllLinesAsync(_folder["data.csv"], TestContext.Current.CancellationToken);
        data.Length.ShouldBe(121);
        data[0].ShouldBe("id,first_name,surname,dob,postcode,soundex_first_name");
        data[1].ShouldStartWith("a0,megan,Prosser,");
        data[1].ShouldEndWith(",M250");
        (await RunAsync([.. export, "--data", _folder["data.csv"]])).Errors.ShouldContain("--data writes the records of --input");
    }

    [Fact]
    public async Task Two_records_of_two_files_are_explained()
    {
        string[] given = ["--input", _folder["left.csv"], "--input", _folder["right.csv"], "--id", "id", "--json"];
        await JsonAsync(["train", "--input", _folder["people.csv"], "--id", "id", "--output", _folder["model.json"], "--json"]);
        string[] explain = ["explain", .. given, "--model", _folder["model.json"], "--pair"];
        var same = await JsonAsync([.. explain, "3", "3"]);
        same.GetProperty("parts")
            .EnumerateArray()
            .ShouldContain(static p => p.GetProperty("said").GetString()!.Contains("surname alike", StringComparison.Ordinal));
        same.GetProperty("weight").GetDouble().ShouldBePositive();
        var named = await JsonAsync([.. explain, $"{_folder["right.csv"]}:3", $"{_folder["left.csv"]}:3"]);
        named.GetProperty("weight").GetDouble().ShouldBe(same.GetProperty("weight").GetDouble(), 1e-9);
        (await RunAsync([.. explain, "3", "77"])).Errors.ShouldContain($"There is no record 77 in {_folder["right.csv"]}.");
    }

    /// <summary>A model of two comparisons that nobody has trained.</summary>
    private static string Own(string rules) =>
        $$"""
            {
              "link_type": "dedupe_only",
              "comparisons": [
                {
                  "output_column_name": "first_name",
                  "comparison_levels": [
                    { "sql_condition": "\"first_name_l\" IS NULL OR \"first_name_r\" IS NULL", "is_null_level": true },
                    { "sql_condition": "\"first_name_l\" = \"first_name_r\"" },
                    { "sql_condition": "ELSE" }
                  ]
                },
                {
                  "output_column_name": "postcode",
                  "comparison_levels": [
                    { "sql_condition": "\"postcode_l\" IS NULL OR \"postcode_r\" IS NULL", "is_null_level": true },
                    { "sql_condition": "\"postcode_l\" = \"postcode_r\"" },
                    { "sql_condition": "ELSE" }
                  ]
                }
              ],
              "blocking_rules_to_generate_predictions": [
                {{rules}}
              ]
            }
            """;

    private double Prior(string model)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(_folder[model]));
        return settings.RootElement.GetProperty("probability_two_random_records_match").GetDouble();
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

    [Fact]
    public async Task What_a_person_says_of_pairs_is_kept_as_it_is_said_and_learned_from()
    {
        string[] given = ["--input", _folder["people.csv"], "--id", "id", "--labels", _folder["labels.csv"], "--count", "4"];
        var shown = await LabelAsync("s\nwhat\nd\nu\nq\n", given);
        shown.ShouldContain("3 answers are kept in");
        shown.ShouldContain("Prosser", Case.Sensitive, "names are shown as they are said");
        var lines = await File.ReadAllLinesAsync(_folder["labels.csv"], TestContext.Current.CancellationToken);
        lines[0].ShouldBe("unique_id_l,unique_id_r,clerical_match_score");
        lines.Skip(1).Select(static l => l.Split(',')[2]).ShouldBe(["1", "0", "0.5"]);

        await LabelAsync("s\n", given); // the end of what is typed is the end
        var more = await File.ReadAllLinesAsync(_folder["labels.csv"], TestContext.Current.CancellationToken);
        more.Length.ShouldBe(5);
        more.Skip(1).Select(static l => l[..l.LastIndexOf(',')]).ShouldBeUnique("no pair is asked about twice");

        var counted = await LabelAsync("d\nu\nq\n", [.. given, "--json"]);
        var figures = JsonDocument.Parse(counted.Trim().Split('\n')[^1]).RootElement;
        (figures.GetProperty("answers").GetInt32(), figures.GetProperty("different").GetInt32()).ShouldBe((2, 1));

        // Said to be one person, sixty times, though nothing else brings two of these together: their forenames are never the same.
        await File.WriteAllLinesAsync(
            _folder["labels.csv"],
            ["unique_id_l,unique_id_r,clerical_match_score", .. Enumerable.Range(0, 59).Select(static i => $"a{i},a{i + 1},1"), "a0,b1,1"],
            TestContext.Current.CancellationToken
        );
        string[] train = ["train", "--input", _folder["people.csv"], "--id", "id", "--json"];
        await JsonAsync([.. train, "--output", _folder["plain.json"]]);
        (await JsonAsync([.. train, "--output", _folder["taught.json"], "--labels", _folder["labels.csv"]]))
            .GetProperty("labels")
            .GetInt32()
            .ShouldBe(60);
        SameForename("plain.json").ShouldBeGreaterThan(0.8);
        SameForename("taught.json").ShouldBe(SameForename("plain.json") * 20 / 80, 0.01, "what was learned before counts as twenty labels");
    }

    [Fact]
    public async Task A_bad_label_is_told_with_its_line()
    {
        await File.WriteAllLinesAsync(
            _folder["labels.csv"],
            ["unique_id_l,unique_id_r,clerical_match_score", "a1,b1,1", "a2,b2,yes"],
            TestContext.Current.CancellationToken
        );
        var (exit, _, errors) = await RunAsync(
            "train",
            "--input",
            _folder["people.csv"],
            "--id",
            "id",
            "--labels",
            _folder["labels.csv"],
            "--output",
            _folder["m.json"]
        );
        exit.ShouldBe(2);
        errors.ShouldContain("line 3: yes is no score from 0");
    }

    /// <summary>How often two records of one person have the same forename, as a model says.</summary>
    private double SameForename(string model)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(_folder[model]));
        return settings
            .RootElement.GetProperty("comparisons")
            .EnumerateArray()
            .Single(static c => c.GetProperty("output_column_name").GetString() is "first_name")
            .GetProperty("comparison_levels")
            .EnumerateArray()
            .First(static l => l.GetProperty("sql_condition").GetString() is "\"first_name_l\" = \"first_name_r\"")
            .GetProperty("m_probability")
            .GetDouble();
    }

    private static async Task<string> LabelAsync(string typed, string[] given)
    {
        await using var asked = RunningBluelamp.StartAs(["sh", "-c", $"printf '{typed}' | \"$@\"", "sh"], ["link", "label", .. given]);
        (await asked.EndedAsync()).ShouldBe(0, asked.Errors);
        return asked.Output;
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

    [Fact]
    public async Task Several_files_are_linked_and_deduped_in_one_run()
    {
        // The first file holds each person twice, the second once more, under numbers that the first has given to others.
        var right = await File.ReadAllLinesAsync(_folder["right.csv"], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(
            _folder["more.csv"],
            [
                right[0],
                .. right.Skip(1).Select(static (line, i) => $"a{(i + 7) % 60}{line[line.IndexOf(',', StringComparison.Ordinal)..]}"),
            ],
            TestContext.Current.CancellationToken
        );
        string[] given = ["--input", _folder["people.csv"], "--input", _folder["more.csv"], "--id", "id", "--json"];
        var both = await JsonAsync(["link", .. given, "--within", "--output", _folder["both.csv"], "--save-model", _folder["model.json"]]);
        both.GetProperty("records").GetInt32().ShouldBe(180);
        var lines = (await File.ReadAllLinesAsync(_folder["both.csv"], TestContext.Current.CancellationToken))
            .Skip(1)
            .Select(static l => l.Split(','))
            .ToList();
        lines.Select(static l => l[3]).Distinct().ShouldBe([_folder["people.csv"], _folder["more.csv"]]);
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
        (await File.ReadAllTextAsync(_folder["model.json"], TestContext.Current.CancellationToken)).ShouldContain("\"link_and_dedupe\"");
    }

    [Theory]
    [InlineData("--input", "left.csv")]
    [InlineData("--left", "left.csv", "--right", "right.csv", "--input", "people.csv")]
    public async Task Linking_takes_two_files_or_more(params string[] words)
    {
        var (exit, _, errors) = await RunAsync(["link", .. words, "--output", _folder["out.csv"]]);
        exit.ShouldBe(2);
        errors.ShouldContain("link takes --left A.csv and --right B.csv, or --input for each of two files or more.");
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

    [Fact]
    public async Task A_model_and_its_answers_are_drawn_on_one_page_or_as_files()
    {
        string[] given = ["--input", _folder["people.csv"], "--id", "id"];
        await JsonAsync(["train", .. given, "--output", _folder["model.json"], "--json"]);
        await JsonAsync(["predict", .. given, "--model", _folder["model.json"], "--output", _folder["pairs.csv"], "--json"]);
        string[] drawn =
        [
            "charts",
            "--model",
            _folder["model.json"],
            "--pairs",
            _folder["pairs.csv"],
            "--truth",
            _folder["truth.csv"],
            "--json",
        ];
        var done = await JsonAsync([.. drawn, "--output", _folder["charts.html"]]);
        done.GetProperty("charts")
            .EnumerateArray()
            .Select(static c => c.GetString())
            .ShouldBe(["weights", "parameters", "precision-recall", "calibration"]);
        done.GetProperty("true_pairs").GetInt32().ShouldBe(60);
        done.GetProperty("best_f1").GetDouble().ShouldBeGreaterThan(0.95);
        done.GetProperty("log_loss").GetDouble().ShouldBeLessThan(0.1);
        (await File.ReadAllTextAsync(_folder["charts.html"], TestContext.Current.CancellationToken)).ShouldContain("<svg");
        await JsonAsync([.. drawn, "--output", _folder["drawn"]]);
        Directory
            .GetFiles(_folder["drawn"])
            .Select(Path.GetFileName)
            .Order()
            .ShouldBe(["calibration.svg", "index.html", "parameters.svg", "precision-recall.svg", "weights.svg"]);
    }

    [Fact]
    public async Task Clusters_are_drawn_against_all_true_pairs()
    {
        await File.WriteAllLinesAsync(
            _folder["few.csv"],
            ["id,cluster,probability", "a1,a1,0.9", "b1,a1,0.9", "a2,a2,0.4", "b2,a2,0.4"],
            TestContext.Current.CancellationToken
        );
        var done = await JsonAsync(
            "charts",
            "--clusters",
            _folder["few.csv"],
            "--truth",
            _folder["truth.csv"],
            "--output",
            _folder["charts.html"],
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
        var (exit, _, errors) = await RunAsync(["charts", .. words, "--output", _folder["charts.html"]]);
        exit.ShouldBe(2);
        errors.ShouldContain(why);
        File.Exists(_folder["charts.html"]).ShouldBeFalse();
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
