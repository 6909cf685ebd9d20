using System.Globalization;
using System.Text.Json;
using Bluelamp.Linkage;
using Shouldly;
using Xunit;

namespace Bluelamp.Tests.Linkage.Models;

/// <summary>A model that Splink trained says here what it says there.</summary>
public sealed class SplinkModelTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fake_1000.csv.gz", "fake_1000", "unique_id")]
    [InlineData("historical_figures_two_thirds.csv.gz", "historical_two_thirds", "unique_id")]
    [InlineData("febrl3.csv.gz", "febrl3", "rec_id")]
    public void A_model_of_Splink_gives_the_same_levels_and_the_same_weights(string records, string name, string id)
    {
        var table = CsvTable.Read(SharedData.Path($"linkage/{records}"));
        var path = SharedData.Path($"linkage/splink/{name}.model.json");
        var model = SplinkModel.Read(File.ReadAllText(path), path);
        var answers = CsvTable.Read(SharedData.Path($"linkage/splink/{name}.pairs.csv.gz"), table.Pool);
        var linker = Linker.With(table, model, new() { IdColumn = id });
        var rowOf = table[id].Ids.Select(static (value, row) => (value, row)).ToDictionary(static v => v.value, static v => v.row);
        string Answer(string column, int i) => table.Pool.Text(answers[column].Ids[i]);

        var others = new List<string>();
        for (var i = 0; i < answers.Rows; i++)
        {
            var explained = linker.Explain(rowOf[answers[$"{id}_l"].Ids[i]], rowOf[answers[$"{id}_r"].Ids[i]]);
            var sameLevels = explained.Parts.All(p =>
                int.Parse(Answer($"gamma_{p.Comparison}", i), CultureInfo.InvariantCulture) == p.Gamma
            );
            var weight = double.Parse(Answer("match_weight", i), CultureInfo.InvariantCulture);
            if (!sameLevels || Math.Abs(explained.Weight - weight) > 1e-6)
                others.Add($"{Answer($"{id}_l", i)} and {Answer($"{id}_r", i)}: {explained.Weight}, not {weight}");
        }
        others.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fake_1000.csv.gz", "fake_1000", 3_989)]
    [InlineData("historical_figures_two_thirds.csv.gz", "historical_two_thirds", 224_926)]
    [InlineData("febrl3.csv.gz", "febrl3", 114_250)]
    public void Its_rules_find_as_many_pairs(string records, string name, long pairs)
    {
        var table = CsvTable.Read(SharedData.Path($"linkage/{records}"));
        var path = SharedData.Path($"linkage/splink/{name}.model.json");
        Linker
            .With(table, SplinkModel.Read(File.ReadAllText(path), path), new())
            .Predict(float.NegativeInfinity, Ct)
            .Count.ShouldBe((int)pairs);
    }

    [Theory]
    [InlineData("fake_1000.csv.gz", "unique_id")]
    [InlineData("febrl3.csv.gz", "rec_id")]
    public void A_model_that_is_trained_here_is_written_in_the_shape_of_Splinks_own(string records, string id)
    {
        string[] trained = ["fake_1000", "historical_two_thirds", "febrl3"];
        var splinks = trained
            .SelectMany(static name => Shape(File.ReadAllText(SharedData.Path($"linkage/splink/{name}.model.json"))))
            .ToHashSet();
        var table = CsvTable.Read(SharedData.Path($"linkage/{records}"));
        var linker = Linker.Train(table, new() { IdColumn = id }, Ct);
        var exported = DuckDbModel.Of(linker.Model, Comparable.Of(table, linker.Cleaning));
        var ours = Shape(SplinkModel.Write(exported.Model)).ToHashSet();
        ours.Except(splinks).ShouldBeEmpty("every setting is one that Splink writes, and of its kind");
        // Its own mark of a run follows from nothing.
        splinks.Except(ours).ShouldBe([("linker_uid", "text")]);
    }

    /// <summary>Every setting by its path, and what kind of value it has.</summary>
    private static IEnumerable<(string Path, string Kind)> Shape(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Of(document.RootElement, "")];

        static IEnumerable<(string, string)> Of(JsonElement element, string path) =>
            element.ValueKind switch
            {
                JsonValueKind.Object => element
                    .EnumerateObject()
                    .SelectMany(p => Of(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}")),
                JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Of(e, $"{path}[]")).Append((path, "list")),
                JsonValueKind.String => [(path, "text")],
                JsonValueKind.Number => [(path, "number")],
                JsonValueKind.True or JsonValueKind.False => [(path, "yes or no")],
                _ => [(path, element.ValueKind.ToString())],
            };
    }

    [Fact]
    public void What_is_written_is_read_again_unchanged()
    {
        var written = SplinkModel.Write(Small);
        SplinkModel.Write(SplinkModel.Read(written, "model.json")).ShouldBe(written);
    }

    [Theory]
    [InlineData("{", "model.json, line 1")]
    [InlineData("{\n \"link_type\": \"both\"\n}", "link_type is both")]
    [InlineData("{\n \"comparisons\": [\n  {}\n ]\n}", "model.json, line 3: output_column_name is missing (comparisons[0]).")]
    [InlineData("{\"comparisons\": 3}", "comparisons must be a list")]
    [InlineData("[]", "model.json, line 1: this is no model")]
    [InlineData("\n\nnull", "model.json, line 3: this is no model")]
    [InlineData("{}", "model.json, line 1: the model has no comparisons")]
    [InlineData("{\n \"comparisons\": []\n}", "model.json, line 2: the model has no comparisons")]
    [InlineData("{\n \"x\": 0,\n \"probability_two_random_records_match\": 0\n}", "line 3: probability_two_random_records_match is 0;")]
    [InlineData("{\"probability_two_random_records_match\": -1}", "probability_two_random_records_match is -1;")]
    [InlineData("{\"probability_two_random_records_match\": 1}", "probability_two_random_records_match is 1;")]
    [InlineData("{\"probability_two_random_records_match\": 1e999}", "probability_two_random_records_match is ")]
    public void A_fault_in_a_model_is_told_with_its_line(string json, string why) =>
        Should.Throw<InputFaultException>(() => SplinkModel.Read(json, "model.json")).Message.ShouldContain(why);

    [Fact]
    public void A_probability_above_one_and_a_condition_that_cannot_be_read_are_refused_with_their_line()
    {
        var good = SplinkModel.Write(Small);
        var line =
            1 + good[..good.IndexOf("\"sql_condition\": \"\\\"name_l\\\" = ", StringComparison.Ordinal)].Count(static c => c == '\n') - 1;
        Should
            .Throw<InputFaultException>(() => SplinkModel.Read(good.Replace("0.9,", "1.9,", StringComparison.Ordinal), "model.json"))
            .Message.ShouldContain($"line {line}: m_probability is 1.9");
        Should
            .Throw<InputFaultException>(() => SplinkModel.Read(good.Replace("name_r", "name", StringComparison.Ordinal), "model.json"))
            .Message.ShouldContain("name does not say of which record it is");
    }

    private static LinkageModel Small { get; } =
        new(
            0.001,
            [
                new(
                    "name",
                    [
                        new("\"name_l\" IS NULL OR \"name_r\" IS NULL", "missing") { IsNull = true },
                        new("\"name_l\" = \"name_r\"", "the same")
                        {
                            M = 0.9,
                            U = 0.01,
                            TfColumn = "name",
                        },
                        new(Level.Else, "else") { M = 0.1, U = 0.99 },
                    ]
                ),
            ],
            [new("l.name = r.name")]
        );
}
