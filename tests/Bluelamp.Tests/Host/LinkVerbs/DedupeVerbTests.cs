using System.Globalization;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Host.LinkVerbs;

/// <summary><c>bluelamp link dedupe</c> and <c>cluster</c>: one list into people.</summary>
public sealed class DedupeVerbTests : LinkVerbWorld
{
    [Fact]
    public async Task Records_come_together_without_a_model_and_the_answer_can_be_evaluated()
    {
        var done = await JsonAsync("dedupe", "--input", Folder["people.csv"], "--id", "id", "--output", Folder["clusters.csv"], "--json");
        done.GetProperty("records").GetInt32().ShouldBe(120);
        var lines = await File.ReadAllLinesAsync(Folder["clusters.csv"], TestContext.Current.CancellationToken);
        lines[0].ShouldBe("id,cluster,probability");
        lines.Length.ShouldBe(121);
        string[] again = ["dedupe", "--input", Folder["people.csv"], "--id", "id", "--output", Folder["again.csv"], "--json"];
        (await JsonAsync([.. again, "--in-memory", "7", "--temp", Folder.Path])).GetProperty("spilled").GetInt32().ShouldBePositive();
        (await File.ReadAllLinesAsync(Folder["again.csv"], TestContext.Current.CancellationToken)).ShouldBe(lines);
        var quality = await JsonAsync("evaluate", "--clusters", Folder["clusters.csv"], "--truth", Folder["truth.csv"], "--json");
        quality.GetProperty("f1").GetDouble().ShouldBeGreaterThan(0.95);
        quality.GetProperty("best_f1").GetDouble().ShouldBeGreaterThanOrEqualTo(quality.GetProperty("f1").GetDouble());
    }

    [Fact]
    public async Task What_is_declared_of_a_person_holds_of_every_cluster()
    {
        // Every third person is said to be born ten years later the second time, and all are in the same two systems.
        await Lines("twins.csv", ["id,first_name,surname,dob,postcode,system", .. Twins()]);
        var born = Twins().ToDictionary(static l => l.Split(',')[0], static l => l.Split(',')[3], StringComparer.Ordinal);
        string[] given = ["--input", Folder["twins.csv"], "--id", "id", "--ignore", "system"];
        await JsonAsync(["dedupe", .. given, "--output", Folder["free.csv"], "--save-model", Folder["model.json"], "--json"]);
        (await ClustersAsync("free.csv")).ShouldContain(c => c.Select(id => born[id]).Distinct().Count() > 1);
        (await ClustersAsync("free.csv")).ShouldContain(static c => c.Count() > 1 && c.All(static id => char.IsLetter(id[0])));

        string[] model = ["--model", Folder["model.json"]];
        await JsonAsync(["dedupe", .. given, .. model, "--one-value", "dob", "--output", Folder["born.csv"], "--json"]);
        var held = await ClustersAsync("born.csv");
        held.ShouldAllBe(c => c.Select(id => born[id]).Distinct().Count() == 1);
        held.Count(static c => c.Count() > 1).ShouldBeGreaterThan(20);

        await JsonAsync(["dedupe", .. given, .. model, "--one-per", "system", "--output", Folder["systems.csv"], "--json"]);
        (await ClustersAsync("systems.csv")).ShouldAllBe(static c =>
            c.Count() <= 2 && c.Select(static id => id[0]).Distinct().Count() == c.Count()
        );

        await JsonAsync(["predict", .. given, .. model, "--threshold", "0.01", "--output", Folder["pairs.csv"], "--json"]);
        string[] cluster = ["cluster", "--pairs", Folder["pairs.csv"], "--output", Folder["clusters.csv"], "--json"];
        await JsonAsync(cluster);
        (await ClustersAsync("clusters.csv")).ShouldContain(c => c.Select(id => born[id]).Distinct().Count() > 1);
        await JsonAsync([.. cluster, "--input", Folder["twins.csv"], "--id", "id", "--one-value", "dob"]);
        (await ClustersAsync("clusters.csv")).ShouldAllBe(c => c.Select(id => born[id]).Distinct().Count() == 1);

        (await RunAsync([.. cluster, "--one-value", "dob"])).Errors.ShouldContain("also need the records, by --input");
        (await RunAsync(["dedupe", .. given, "--one-value", "birth", "--output", Folder["x.csv"]])).Errors.ShouldContain(
            "There is no column birth"
        );
    }

    /// <summary>Equal weights decide nothing by where they stand in the file, nor does which record of a pair is the left one.</summary>
    [Fact]
    public async Task The_same_pairs_in_another_order_give_the_same_clusters()
    {
        string[] pairs = ["10,9,3", "9,2,3", "2,30,3", "30,4,3", "4,10,-2", "2,10,-1", "7,8,5", "8,100,5", "7,100,-6"];
        var written = new List<string>();
        foreach (var given in new[] { pairs, [.. pairs.Reverse()], [.. pairs.Order(StringComparer.Ordinal)], [.. pairs.Select(Turned)] })
        {
            await Lines("pairs.csv", ["id_l,id_r,match_weight", .. given]);
            await JsonAsync("cluster", "--pairs", Folder["pairs.csv"], "--threshold", "0.5", "--output", Folder["clusters.csv"], "--json");
            written.Add(await File.ReadAllTextAsync(Folder["clusters.csv"], TestContext.Current.CancellationToken));
        }

        written.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        var ids = written[0].Trim().Split('\n').Skip(1).Select(static l => l.Split(',')[0]);
        ids.ShouldBe(["2", "4", "7", "8", "9", "10", "30", "100"], "by their size, as they are numbers");

        static string Turned(string pair) => pair.Split(',') is [var left, var right, var weight] ? $"{right},{left},{weight}" : pair;
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
            Folder["pairs.csv"],
            "--threshold",
            "0.0001",
            "--output",
            Folder["clusters.csv"],
            "--quality",
            Folder["quality.csv"],
            "--json"
        );
        var quality = await File.ReadAllLinesAsync(Folder["quality.csv"], TestContext.Current.CancellationToken);
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
            Folder["people.csv"],
            "--id",
            "id",
            "--output",
            Folder["clusters.csv"],
            "--quality",
            Folder["quality.csv"],
            "--json"
        );
        var clusters = (await ClustersAsync("clusters.csv"))
            .Where(static c => c.Count() > 1)
            .ToDictionary(static c => c.Key, StringComparer.Ordinal);
        var lines = (await File.ReadAllLinesAsync(Folder["quality.csv"], TestContext.Current.CancellationToken)).Skip(1).ToList();
        lines.Count.ShouldBe(clusters.Count);
        lines.ShouldAllBe(l => clusters[l.Split(',')[0]].Count().ToString(CultureInfo.InvariantCulture) == l.Split(',')[1]);
    }

    [Fact]
    public async Task A_model_brings_the_cleaning_with_it_that_it_was_trained_on()
    {
        var shouted = (await File.ReadAllLinesAsync(Folder["people.csv"], TestContext.Current.CancellationToken)).Select(
            static (line, number) => number % 2 == 0 ? line : line.ToUpperInvariant().Replace("A", "Á", StringComparison.Ordinal)
        );
        await File.WriteAllLinesAsync(Folder["shouted.csv"], shouted, TestContext.Current.CancellationToken);
        await JsonAsync("train", "--input", Folder["people.csv"], "--id", "id", "--output", Folder["model.json"], "--json");
        string[] given = ["--id", "id", "--model", Folder["model.json"], "--json"];
        var quiet = await JsonAsync(["dedupe", "--input", Folder["people.csv"], .. given, "--output", Folder["quiet.csv"]]);
        var loud = await JsonAsync(["dedupe", "--input", Folder["shouted.csv"], .. given, "--output", Folder["loud.csv"]]);
        loud.GetProperty("clusters").GetInt32().ShouldBe(quiet.GetProperty("clusters").GetInt32());
        loud.GetProperty("clusters").GetInt32().ShouldBeLessThan(120);
    }

    [Theory]
    [InlineData("There is no file", "--input", "none.csv", "--id", "id")]
    [InlineData("There is no column number", "--input", "people.csv", "--id", "number")]
    [InlineData("--threshold takes a probability between 0 and 1, not 2", "--input", "people.csv", "--id", "id", "--threshold", "2")]
    [InlineData("--threshold takes a probability between 0 and 1, not nan", "--input", "people.csv", "--id", "id", "--threshold", "nan")]
    [InlineData("--budget takes a number of pairs, 1 or more", "--input", "people.csv", "--id", "id", "--budget", "-3")]
    [InlineData("--budget takes a number of pairs, 1 or more", "--input", "people.csv", "--id", "id", "--budget", "0")]
    [InlineData("line 1, column", "--input", "people.csv", "--id", "id", "--model", "people.csv")]
    public async Task What_is_wrong_is_told_in_one_line(string why, params string[] words)
    {
        var (exit, _, errors) = await RunAsync([
            "dedupe",
            .. words.Select(w => w.EndsWith(".csv", StringComparison.Ordinal) ? Folder[w] : w),
            "--output",
            Folder["out.csv"],
        ]);
        exit.ShouldBe(2);
        errors.ShouldContain(why);
        File.Exists(Folder["out.csv"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("dedupe")]
    [InlineData("train")]
    [InlineData("label", "--labels")]
    public async Task A_number_that_two_records_have_is_told_with_both_lines(string verb, string written = "--output")
    {
        await Lines("twice.csv", ["id,name", "1,Ann", "", "2,\"Bob\nPrice\"", "3,Cat", "2,Dan", "3,Eve"]);
        var (exit, _, errors) = await RunAsync(verb, "--input", Folder["twice.csv"], "--id", "id", written, Folder["out.csv"]);
        exit.ShouldBe(2);
        errors.ShouldEndWith("twice.csv: lines 4 and 7 have the same id, 2. Each record needs a number of its own.");
        File.Exists(Folder["out.csv"]).ShouldBeFalse();
        await Lines("none.csv", ["id,name", "1,Ann", ",Bob", ",Cat"]);
        (await RunAsync(verb, "--input", Folder["none.csv"], "--id", "id", written, Folder["out.csv"])).Errors.ShouldEndWith(
            "none.csv: lines 3 and 4 have no id. Each record needs a number of its own."
        );
    }

    [Fact]
    public async Task A_record_that_is_paired_with_itself_is_told_with_its_line()
    {
        await Lines("pairs.csv", ["id_l,id_r,match_weight", "1,2,5", "1,1,5"]);
        var (exit, _, errors) = await RunAsync("cluster", "--pairs", Folder["pairs.csv"], "--output", Folder["out.csv"]);
        exit.ShouldBe(2);
        errors.ShouldEndWith("pairs.csv, line 3: the record 1 is paired with itself.");
    }

    [Theory]
    [InlineData("id,first_name,surname")]
    [InlineData("id,first_name,surname", "1,Ann,Jones", "2,Ann,Jones")]
    public async Task From_records_of_which_nothing_tells_them_apart_no_model_is_learned_and_everybody_stands_alone(params string[] lines)
    {
        await Lines("same.csv", lines);
        string[] given = ["--input", Folder["same.csv"], "--id", "id"];
        var (exit, _, errors) = await RunAsync(["train", .. given, "--output", Folder["model.json"]]);
        exit.ShouldBe(2);
        errors.ShouldContain("nothing can be learned");
        var found = await JsonAsync(["dedupe", .. given, "--output", Folder["out.csv"], "--save-model", Folder["model.json"], "--json"]);
        found.GetProperty("clusters").GetInt32().ShouldBe(lines.Length - 1);
        Directory.GetFiles(Folder.Path, "model*").ShouldBeEmpty();
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
}
